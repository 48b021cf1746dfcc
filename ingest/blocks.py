"""From prepared text to its outline: lines become blocks, blocks become a tree."""

import re
from collections.abc import Mapping

from ingest.cues import matches
from ingest.duties import duty_spans
from ingest.header import find_header
from ingest.headings import charge_title, run_in_title, title_span
from ingest.lines import TextLine, read_lines
from ingest.numbering import numbering_at, value_of
from ingest.outline import Block, BlockKind, Outline, PreparedText
from ingest.prepare import prepare
from ingest.titles import Role, find_roles
from ingest.tree import PLAIN, RUN_IN, TITLE, Tree, drop_stray_titles

__all__ = ["build_outline", "prepare"]

_HEADING_STYLES = (
    "part",
    "chapter",
    "section",
    "chinese_mark",
    "chinese_bracket",
    "decimal",
    "markdown",
    "roman",
    "decimal_top",
    "financial",
)
_INLINE = (
    ("spoken", 70, re.compile(r"(?<=[。;:,、\s])(?P<number>[一二三四五六七八九十]{1,2})[是要]")),
    ("ordinal", 65, re.compile(r"(?<=[。;:,\s])第(?P<number>[一二三四五六七八九十]{1,2})[,、:]")),
    ("arabic_bracket", 40, re.compile(r"(?<=[。;:,])\((?P<number>\d{1,2})\)")),
    ("circled", 50, re.compile(r"(?<=[。;:,、])(?P<number>[①-⑳])")),
)
_LEAD = 100
"""Characters at the end of a line that tell what the list below it holds."""
_END_MATTER = re.compile(r"附\s*件\s*\d*\s*:")
_SIGNED = re.compile(r"\W*(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年")


def build_outline(prepared: PreparedText, metadata: Mapping[str, str] | None = None) -> Outline:
    """Find the outline of a prepared text.

    Parameters
    ----------
    prepared
        What :func:`prepare` returned.
    metadata
        What the format itself states; ``title`` helps to find the document's title.

    Returns
    -------
    Outline
        Its blocks, in reading order, tile the text. Never raises, and takes time proportional to the length.
    """
    lines = read_lines(prepared)
    known = dict(metadata or {})
    roles = find_roles(lines, known, prepared.folded)
    builder = _Builder(prepared, lines, roles)
    for at, line in enumerate(lines):
        builder.add(at, line, roles.get(at))
    root = builder.tree.root
    drop_stray_titles(root, prepared.folded)
    return Outline(prepared, root, find_header(prepared, root, known))


class _Builder:
    """Turns one line after another into blocks."""

    def __init__(self, prepared: PreparedText, lines: list[TextLine], roles: dict[int, Role]) -> None:
        self.text, self.folded = prepared.text, prepared.folded
        self.lines, self.roles = lines, roles
        self.tree = Tree()
        self._blanks = 0
        self._charged = False  # whether a list of tasks is being read

    def add(self, at: int, line: TextLine, role: Role | None) -> None:
        """Add the blocks of one line."""
        if line.kind is BlockKind.BLANK:
            self._blanks += self.text.count("\n", line.start, line.end)
            self.tree.add(Block(BlockKind.BLANK, line.start, line.end))
            return
        if role is Role.TITLE:
            self._open(line, BlockKind.TITLE, TITLE, 0, (line.words, line.last))
        elif line.kind is BlockKind.PARAGRAPH:
            self._add_text(at, line, role)
            if line.numbering is None or line.numbering.style == "article":
                self._charged = line.folded.endswith(":") and matches("charge", line.folded[-_LEAD:])
        else:
            self._add_aside(line)
        self._blanks = 0

    def _add_aside(self, line: TextLine) -> None:
        block = Block(line.kind, line.start, line.end)
        if line.kind is BlockKind.DUTY:
            self.tree.add(block, self._duty_parent())
            return
        if line.kind is BlockKind.BYLINE and (_SIGNED.match(line.folded) or line.length <= 40 and not line.final):
            self.tree.close_sections()
        self.tree.add(block)

    def _duty_parent(self) -> Block:
        """Return what a line of duties closes: the item above, or the section if only its last item has one."""
        item = self.tree.top
        if item.kind is not BlockKind.ITEM or item.parent is None:
            return item
        earlier = [b for b in item.parent.children if b.kind is BlockKind.ITEM and b is not item]
        with_duty = any(child.kind is BlockKind.DUTY for b in earlier for child in b.children)
        if earlier and not with_duty:
            # Reading order holds only if nothing more is hung below the item: close it.
            self.tree.close_to(item.parent)
            return item.parent
        return item

    def _add_text(self, at: int, line: TextLine, role: Role | None) -> None:
        if line.annex:
            self.tree.close_document()
            self.tree.add(Block(BlockKind.PARAGRAPH, line.start, line.end))
            return
        if line.markdown:
            self._open_numbered(at, line, f"markdown:{line.markdown}", line.markdown - 10)
        elif line.numbering is not None:
            self._open_numbered(at, line, line.numbering.style, line.numbering.rank)
        elif role is Role.PLAIN_HEADING:
            self._open(line, BlockKind.HEADING, PLAIN, 0, self._without_mark(line))
        elif role is Role.RUN_IN:
            self._open(line, BlockKind.ITEM, RUN_IN, 0, run_in_title(self.folded, line.words, line.last))
        else:
            if _END_MATTER.match(line.folded):
                self.tree.close_sections()
            elif self._blanks > 1:
                self.tree.close_box()
            self.tree.close_list()
            self.tree.close_run_in()
            self._add_pieces(line, Block(BlockKind.PARAGRAPH, line.start, line.end), opened=False)

    def _without_mark(self, line: TextLine) -> tuple[int, int]:
        end = line.last
        while end > line.words + 1 and self.folded[end - 1] in "。:;.":
            end -= 1
        return line.words, end

    def _open_numbered(self, at: int, line: TextLine, style: str, rank: int) -> None:
        numbering = line.numbering or numbering_at(self.folded, line.words, line.last)
        words = min(line.words + numbering.length, line.last) if numbering else line.words
        in_article = self.tree.in_article and style not in ("article", "chapter", "section", "part")
        pieces = _enumerations(self.folded, words, line.last)
        if in_article and self._charged and not line.markdown:
            title = charge_title(self.folded, words, line.last)
        else:
            title = title_span(self.text, self.folded, words, line.last, style, in_article and not line.markdown)
        if title and pieces and title[1] > pieces[0][0]:
            title = None
        alone = title is not None and not self.folded[title[1] : line.last].strip("。.:; 】)")
        heads = style.partition(":")[0] in _HEADING_STYLES or style == "markdown" or self._carries(at)
        kind = BlockKind.HEADING if alone and heads and style != "article" else BlockKind.ITEM
        if style == "box":
            kind = BlockKind.BOX
        number = self.text[line.words : line.words + numbering.written] if numbering else ""
        block = Block(kind, line.start, line.end, number=number, title=title)
        self.tree.open(block, style, rank, numbering.value if numbering else 0, alone or style == "box")
        self._add_pieces(line, block, opened=True)

    def _carries(self, at: int) -> bool:
        """Tell whether the next line that isn't blank is running text."""
        for place in range(at + 1, min(at + 6, len(self.lines))):
            if self.lines[place].kind is not BlockKind.BLANK:
                return self.lines[place].running and self.roles.get(place) is None
        return False

    def _open(self, line: TextLine, kind: BlockKind, style: str, rank: int, title: tuple[int, int] | None) -> None:
        block = self.tree.open(Block(kind, line.start, line.end, title=title), style, rank, 0, style != RUN_IN)
        self._add_pieces(line, block, opened=True)

    def _add_pieces(self, line: TextLine, block: Block, opened: bool) -> None:
        """Split enumerations and duties off the line; the first piece stays with ``block``."""
        head = block.title[1] if block.title else line.words
        duties = [] if block.kind is BlockKind.TITLE else list(duty_spans(self.folded, head, line.last))
        items = _enumerations(self.folded, head, line.last)
        cuts = sorted([(s, "duty", e) for s, e in duties] + [(s, "item", e) for s, e in items])
        cuts = [cut for cut in cuts if cut[0] > block.start]
        block.end = cuts[0][0] if cuts else line.end
        if not opened:
            if cuts and not self.text[block.start : block.end].strip():
                cuts = [(block.start, *cuts[0][1:]), *cuts[1:]]
            else:
                self.tree.add(block)
        home = block if opened else self.tree.top
        item = home
        several = len(duties) > 1
        for place, (start, what, stop) in enumerate(cuts):
            end = cuts[place + 1][0] if place + 1 < len(cuts) else line.end
            if what == "item":
                item = self._add_inline(start, stop, end, home)
                continue
            rest = stop if self.text[stop:end].strip() else end
            under = item if several else home
            self.tree.add(Block(BlockKind.DUTY, start, rest), under)
            if rest < end:
                self.tree.add(Block(BlockKind.PARAGRAPH, rest, end), under)

    def _add_inline(self, start: int, words: int, end: int, home: Block) -> Block:
        title = title_span(self.text, self.folded, words, end, "spoken", in_article=False)
        number = self.text[start:words].strip(" ，,、：:")
        return self.tree.add(Block(BlockKind.ITEM, start, end, home.level + 1, number, title), home)


def _enumerations(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where the items of an enumeration inside a line begin and where their words begin.

    Only a sequence that counts from one and reaches two is an enumeration.
    """
    for _, _, pattern in _INLINE:
        found: list[tuple[int, int]] = []
        for match in pattern.finditer(folded, start, end):
            if value_of(match.group("number")) == len(found) + 1:
                found.append(match.span())
        if len(found) > 1:
            return found
    return []
