"""The tree: which block stands below which, by the order in which numbering styles appear."""

from dataclasses import dataclass

from ingest.outline import Block, BlockKind

PLAIN = "plain"
RUN_IN = "run-in"
TITLE = "title"
BOX = "box"
_OUTERMOST = -100
_LIST_RANK = 28
_DEEP_RANK = 45
_NESTING_RANK = 20
"""Rank from which a list that begins at one may stand below a heading of a style that is usually deeper."""
_NEIGHBOURS = 3
"""Rank from which a style numbers items of a list rather than parts of a document."""


@dataclass(slots=True)
class _Open:
    block: Block
    style: str
    rank: int
    value: int
    alone: bool
    """Its line holds nothing but the title."""


class Tree:
    """Takes blocks in reading order and hangs each below the block that titles it.

    A style met before goes back to its level; a new one goes below what is open, except that what is usually
    deeper is closed first. Inside a box, and below an unnumbered heading, a list may begin again at one.
    """

    def __init__(self) -> None:
        self.root = Block(BlockKind.ROOT, 0, 0)
        self._open: list[_Open] = [_Open(self.root, "root", _OUTERMOST, 0, True)]

    @property
    def in_article(self) -> bool:
        """Tell whether the next numbered line would stand below an article of a law."""
        return any(entry.style == "article" for entry in self._open)

    @property
    def top(self) -> Block:
        """Return the block that is open innermost."""
        return self._open[-1].block

    def add(self, block: Block, parent: Block | None = None) -> Block:
        """Hang a block that titles nothing below ``parent`` (what is open, if None)."""
        block.parent = parent if parent is not None else self.top
        block.parent.children.append(block)
        return block

    def open(self, block: Block, style: str, rank: int, value: int, alone: bool) -> Block:
        """Hang a titled or numbered block at its level and leave it open for what follows."""
        self._make_room(style, rank, value, alone)
        block.level = 0 if style == TITLE else 1 + sum(entry.style not in ("root", TITLE) for entry in self._open)
        self.add(block)
        self._open.append(_Open(block, style, _OUTERMOST if style == TITLE else rank, value, alone))
        return block

    def close_document(self) -> None:
        """Close everything, the title included: an annex follows."""
        del self._open[1:]

    def close_sections(self) -> None:
        """Close everything below the title: a signature or the end matter follows."""
        while len(self._open) > 1 and self._open[-1].style != TITLE:
            self._open.pop()

    def close_to(self, block: Block) -> None:
        """Close everything below ``block``, which is open."""
        while len(self._open) > 1 and self._open[-1].block is not block:
            self._open.pop()

    def close_list(self) -> None:
        """Close the numbered clauses of an article: a paragraph of the article follows."""
        styles = [entry.style for entry in self._open]
        if "article" in styles:
            del self._open[styles.index("article") + 1 :]

    def close_run_in(self) -> None:
        """Close an unnumbered item, or one of 一是 …: it is one paragraph by nature."""
        last = self._open[-1]
        if last.style == RUN_IN or (last.style == "spoken" and not last.alone):
            self._open.pop()

    def _close_filled_heading(self) -> None:
        """Close an unnumbered heading that has its text already: a titled bullet stands beside it."""
        last = self._open[-1]
        if last.style == PLAIN and any(child.kind is BlockKind.PARAGRAPH for child in last.block.children):
            self._open.pop()

    def close_box(self) -> None:
        """Close the box, if one is open."""
        styles = [entry.style for entry in self._open]
        if BOX in styles:
            del self._open[styles.index(BOX) :]

    def _make_room(self, style: str, rank: int, value: int, alone: bool) -> None:
        if style == TITLE:
            self.close_document()
            return
        at = self._same(style, value)
        if at is not None:
            del self._open[at:]
            return
        if rank <= _DEEP_RANK:
            self.close_run_in()
        if style.startswith("bullet") and alone:
            self._close_filled_heading()
        if any(entry.style == style for entry in self._open):
            return  # the list begins again below a box or heading opened since
        if style in (PLAIN, BOX, "article"):
            self._close_items(style)
            return
        if rank:
            for place, entry in enumerate(self._open):
                bullet = entry.style.startswith("bullet")
                holds = entry.alone and (bullet or (value == 1 and rank >= _NESTING_RANK))
                if entry.rank > rank and not holds:
                    del self._open[place:]
                    return

    def _same(self, style: str, value: int) -> int | None:
        places = [place for place, entry in enumerate(self._open) if entry.style == style]
        if not places:
            return None
        for place in reversed(places):
            if value == 0 or value == self._open[place].value + 1:
                return place
        since = self._open[places[-1] + 1 :]
        if value == 1 and any(entry.style in (BOX, PLAIN) or entry.alone for entry in since):
            return None
        return places[-1]

    def _close_items(self, style: str) -> None:
        while len(self._open) > 1:
            entry = self._open[-1]
            item = not entry.alone and entry.style not in (TITLE, "article")
            deep = style == "article" and entry.rank >= _LIST_RANK
            if not item and not deep:
                return
            self._open.pop()


def drop_stray_titles(root: Block, folded: str) -> None:
    """Take the title off list items most of whose neighbours have none: theirs are sentences that are short.

    What stands before a colon or in brackets is a title whatever its neighbours are, and so is a line with items
    of its own.
    """
    for block in root.walk():
        items = [child for child in block.children if child.number and _is_item(child)]
        if len(items) < _NEIGHBOURS:
            continue
        titled = [item for item in items if item.title is not None]
        if len(titled) >= len(items) / 2:
            continue
        for item in titled:
            if item.title and folded[item.title[1] : item.title[1] + 1].strip() in ("", "。"):
                item.title, item.kind = None, BlockKind.ITEM


def _is_item(block: Block) -> bool:
    below = any(child.kind not in (BlockKind.BLANK, BlockKind.DUTY, BlockKind.PARAGRAPH) for child in block.children)
    if block.kind is BlockKind.HEADING:
        return not any(child.kind is not BlockKind.BLANK for child in block.children)
    return block.kind is BlockKind.ITEM and not below
