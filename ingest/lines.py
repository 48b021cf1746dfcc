"""What each line of a prepared text is, by itself: numbered, boilerplate, byline, box, table row or running text."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.cues import line_cues, matches
from ingest.numbering import Numbering, numbering_at, value_of
from ingest.outline import BlockKind, PreparedText

_MERGED = 300
_MERGED_HEADINGS = (
    re.compile(r"\([一二三四五六七八九十]{1,3}\)(?=[^\s项款、,])"),
    re.compile(r"(?<=[。;:)])\d{1,2}[.、](?:(?!\d)|(?=\d{4}年))"),
    re.compile(r"(?<=[。)])[一二三四五六七八九十]{1,3}、"),
)
_CLOSED = "。;:)"
_CHAIN = 3
"""Headings that must count on from one another inside a line to be believed."""
_MATCHED = 600
"""Cues are looked for in the first characters of a line only; no such line is longer."""
_LONGEST_BYLINE = 320
_LONGEST_FIELD = 120
_MARKDOWN = re.compile(r"(#{1,6})\s+")
_BLANKS = re.compile(r"(?:[^\S\n]*\n)+(?:[^\S\n]+\Z)?")
_HAN = re.compile(r"[\u3400-\u9fff]")
_DATE = re.compile(
    r"\W*(?:\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[〇○零一二三四五六七八九]{4}年.{1,3}月.{1,3}日)\W*$"
)
_HISTORY = re.compile(r"\W*(?:沿革内容|立法沿革|修订沿革)\s*:")
_FIRST_ARTICLE = re.compile(r"第\s*[一1]\s*[条章编篇]\s*\S{0,20}$")
_ANNEX = re.compile(r"附\s*(?:件|表|录)\s*[0-9一二三四五六七八九十]{0,2}\s*:?$")


@dataclass(slots=True)
class TextLine:
    """A line of the prepared text, ``[start, end)`` with its line break.

    Parameters
    ----------
    words
        Where its first character stands that is neither white space nor a Markdown mark.
    last
        Where the white space at its end begins.
    kind
        What it is by itself; headings and titles are found later, by what stands around them.
    numbering
        Its number, if it begins with one.
    markdown
        How many # stand before it.
    folded
        Its words, folded, up to the length that cues look at.
    """

    start: int
    end: int
    words: int
    last: int
    kind: BlockKind
    numbering: Numbering | None
    markdown: int
    folded: str
    annex: bool = False

    @property
    def length(self) -> int:
        """Return how many characters it holds."""
        return self.last - self.words

    @property
    def final(self) -> bool:
        """Tell whether it ends a sentence."""
        return bool(re.search(r"[。!?;:…][”’」』\")》\]】]*$", self.folded[-8:])) or self.length > _MATCHED

    @property
    def running(self) -> bool:
        """Tell whether it is plain text that could follow a heading."""
        return self.kind is BlockKind.PARAGRAPH and self.numbering is None and not self.markdown


def read_lines(prepared: PreparedText) -> list[TextLine]:
    """Return the lines of a prepared text, each with what it is."""
    lines = list(_split(prepared))
    _mark_labels(lines)
    _mark_history(lines)
    _mark_signatures(lines)
    _mark_endings(lines)
    _settle_decimals(lines)
    return lines


def _split(prepared: PreparedText) -> Iterator[TextLine]:
    text, folded = prepared.text, prepared.folded
    start = 0
    while start < len(text):
        at = text.find("\n", start)
        end = len(text) if at < 0 else at + 1
        if blank := _BLANKS.match(text, start):
            yield TextLine(start, blank.end(), start, start, BlockKind.BLANK, None, 0, "")
            start = blank.end()
            continue
        raw = text[start:end]
        words, last = start + len(raw) - len(raw.lstrip()), start + len(raw.rstrip())
        markdown = 0
        if words < last and text[words] == "#" and (found := _MARKDOWN.match(text, words, last)):
            markdown = len(found.group(1))
            words = found.end()
        head = folded[words : min(last, words + _MATCHED)]
        kind = _kind(head, max(last - words, 0), markdown)
        annex = bool(_ANNEX.match(head)) and kind is BlockKind.PARAGRAPH
        words, last = min(words, max(last, start)), max(last, start)
        cuts = _headings_inside(folded, words, last) if kind is BlockKind.PARAGRAPH and not markdown else []
        for begin, stop in itertools.pairwise([words, *cuts, last]):
            piece_start, piece_end = (start if begin == words else begin), (end if stop == last else stop)
            numbering = numbering_at(folded, begin, stop) if kind is BlockKind.PARAGRAPH else None
            piece = folded[begin : min(stop, begin + _MATCHED)]
            yield TextLine(piece_start, piece_end, begin, stop, kind, numbering, markdown, piece, annex)
        start = end


def _headings_inside(folded: str, start: int, end: int) -> list[int]:
    """Return where headings begin inside a line, as when a web page lost its line breaks.

    Believed only where the headings of a style count on from one another.
    """
    if end - start < _MERGED:
        return []
    first = numbering_at(folded, start, end)
    chains = []
    for pattern in _MERGED_HEADINGS:
        last = first.value if first and pattern.match(folded, start, end) else 0
        chain = []
        for match in pattern.finditer(folded, start + 1, end):
            value = value_of(match.group())
            closed = folded[match.start() - 1] in _CLOSED
            if (value == last + 1 and (closed or last)) or (value == 1 and closed and last > 1):
                chain.append(match.start())
                last = value
            elif closed and not chain:
                chain, last = [match.start()], value
        chains.append(chain)
    if max(len(chain) for chain in chains) < _CHAIN:
        return []
    return sorted({at for chain in chains for at in chain if len(chain) > 1 or folded[at - 1] == ")"})


def _kind(head: str, length: int, markdown: int) -> BlockKind:
    if length <= 0:
        return BlockKind.BLANK
    if markdown:
        return BlockKind.PARAGRAPH
    if length <= _MATCHED and matches("boilerplate", head, "line"):
        return BlockKind.BOILERPLATE
    if "\t" in head or (head.startswith("|") and head.count("|") > 2):
        return BlockKind.TABLE
    if length <= _LONGEST_BYLINE:
        if matches("duty", head, "line"):
            return BlockKind.DUTY
        if matches("caption", head):
            return BlockKind.BOILERPLATE
        if matches("byline", head):
            return BlockKind.BYLINE
    return BlockKind.PARAGRAPH


def _mark_labels(lines: list[TextLine]) -> None:
    """Mark the fields of a page's record (文号： …) and the values below them."""
    kinds = ((BlockKind.BOILERPLATE, "boilerplate"), (BlockKind.BYLINE, "byline"))
    cues = [(kind, cue.pattern) for kind, name in kinds for cue in line_cues(name) if cue.scope == "label"]
    for line, below in itertools.zip_longest(lines, lines[1:]):
        if line.kind is BlockKind.BLANK or line.length > _LONGEST_FIELD:
            continue
        for kind, pattern in cues:
            if found := pattern.search(line.folded):
                line.kind, line.numbering = kind, None
                value = below is not None and below.kind is not BlockKind.BLANK and below.length <= _LONGEST_FIELD
                if value and found.end() == len(line.folded):
                    below.kind, below.numbering = kind, None
                break


def _mark_history(lines: list[TextLine]) -> None:
    """Mark the record of a law's amendments, down to its first article or chapter, as byline."""
    history = False
    for line in lines:
        if _HISTORY.match(line.folded):
            history = True
        elif history and (line.kind is BlockKind.BLANK or _FIRST_ARTICLE.match(line.folded)):
            return
        if history:
            line.kind, line.numbering = BlockKind.BYLINE, None


def _mark_signatures(lines: list[TextLine]) -> None:
    """Mark the issuing bodies above a date of issue as bylines."""
    filled = [line for line in lines if line.kind is not BlockKind.BLANK]
    for at, line in enumerate(filled):
        if line.kind is not BlockKind.BYLINE or not _DATE.match(line.folded):
            continue
        for above in reversed(filled[max(0, at - 30) : at]):
            signs = above.running and above.length <= 40 and matches("body", above.folded) and "," not in above.folded
            if not signs:
                break
            above.kind = BlockKind.BYLINE


def _mark_endings(lines: list[TextLine]) -> None:
    """Mark everything after related reading, references or a disclaimer as boilerplate."""
    cues = [cue for cue in line_cues("boilerplate") if cue.scope == "rest"]
    for at, line in enumerate(lines):
        if line.kind is BlockKind.BLANK or line.length > 200 or not any(c.pattern.search(line.folded) for c in cues):
            continue
        line.kind, line.numbering = BlockKind.BOILERPLATE, None
        if _is_article(lines[at + 1 :]):
            continue
        for below in lines[at + 1 :]:
            if below.kind is not BlockKind.BLANK:
                below.kind, below.numbering, below.markdown = BlockKind.BOILERPLATE, None, 0
        return


def _is_article(lines: list[TextLine]) -> bool:
    """Tell whether long paragraphs make up what follows, as in a second article and unlike in teasers."""
    filled = [line for line in lines if line.kind is not BlockKind.BLANK][:12]
    long = [line for line in filled if line.running and line.length >= 100 and line.final]
    return len(long) >= 3 and len(long) >= 0.4 * len(filled)


def _settle_decimals(lines: list[TextLine]) -> None:
    """Keep ``1 …`` as a heading only where ``1.1 …`` stands below it."""
    tops = {
        int(line.folded.split(".", 1)[0])
        for line in lines
        if line.numbering and line.numbering.style == "decimal:2" and line.folded.split(".", 1)[0].isdigit()
    }
    for line in lines:
        top = line.numbering is not None and line.numbering.style == "decimal_top"
        if line.numbering and top and (line.numbering.value not in tops or line.length > 60 or line.final):
            line.numbering = None


def has_han(line: TextLine) -> bool:
    """Tell whether the line holds a Chinese character."""
    return bool(_HAN.search(line.folded))
