"""From the text of a document to one paragraph a line, with the place of every character in the source."""

import itertools
import re
from collections.abc import Iterator

from ingest.cues import matches
from ingest.folding import fold
from ingest.outline import PreparedText
from ingest.wrapping import Line, continues, drop_page_furniture, is_wrapped, mark_full_lines, split_lines

_HEAD_LINES = 14
"""Lines at the beginning among which a broken title is looked for; further down it must follow a blank line."""
_HEAD_BREAKS = 5
_VERSION_LINES = 4
_SENTENCE = re.compile(r"[。;]")
_VERSION = re.compile(
    r"\(\s*(?:\d{4}\s*年?\s*[-—–~至].{0,14}|\d{4}\s*年(?:版|度)?|试行|暂行|草案|修订.{0,6}|征求意见稿|第.{1,3}版|送审稿)\s*\)$"
)
_SESSION = re.compile(r"[—-]{1,2}\s*\d{4}年\s*\d{1,2}月\s*\d{1,2}日在")
_LATIN = re.compile(r"[0-9A-Za-z,.;:!?)\]]")


def prepare(text: str) -> PreparedText:
    """Join wrapped lines, drop page numbers and running heads, and fold for matching.

    A text with one paragraph a line comes back unchanged. Works in time proportional to the length and
    never raises.
    """
    folded = fold(text)
    lines = split_lines(text, folded)
    mark_full_lines(lines)
    drop_page_furniture(lines)
    cuts = list(_cuts(text, lines))
    if not cuts:
        return PreparedText(text, folded, tuple(range(len(text) + 1)))
    pieces: list[str] = []
    folded_pieces: list[str] = []
    offsets: list[int] = []
    at = 0
    for start, end, filler in cuts:
        pieces += (text[at:start], filler)
        folded_pieces += (folded[at:start], filler)
        offsets.extend(range(at, start))
        offsets.extend(range(start, start + len(filler)))
        at = end
    pieces.append(text[at:])
    folded_pieces.append(folded[at:])
    offsets.extend(range(at, len(text) + 1))
    return PreparedText("".join(pieces), "".join(folded_pieces), tuple(offsets))


def _cuts(text: str, lines: list[Line]) -> Iterator[tuple[int, int, str]]:
    """Yield the spans of the source that go, each with what stands in its place (nothing, space, line break)."""
    kept = [line for line in lines if not line.dropped]
    joined = _title_breaks(kept)
    wrapped = is_wrapped(lines)
    order = {id(line): at for at, line in enumerate(lines)}
    if lines and lines[0].dropped and kept:
        yield lines[0].start, kept[0].start, ""
    for at, (line, following) in enumerate(itertools.pairwise(kept)):
        furniture = order[id(following)] - order[id(line)] > 1
        if at in joined or continues(line, following, furniture, wrapped):
            latin = _LATIN.match(line.text[-1]) and _LATIN.match(following.text[0])
            yield line.end, following.start, " " if latin else ""
        elif furniture:
            yield line.end, following.start - following.indent, "\n"
    if kept and lines[-1].dropped:
        yield kept[-1].end, lines[-1].end, ""


def _title_breaks(lines: list[Line]) -> set[int]:
    """Return the positions of the lines at the head whose title goes on in the next line."""
    joined: set[int] = set()
    for at, (line, following) in enumerate(itertools.pairwise(lines)):
        if at >= _HEAD_LINES and not line.gap and at - 1 not in joined:
            continue
        if line.text.startswith(("#", "<")) or following.text.startswith(("#", "<")):
            continue
        if following.gap or line.final or _SENTENCE.search(line.folded + following.folded):
            continue
        if line.width > 90 or following.width > 90:
            continue
        if (
            (_VERSION.match(following.folded) and at < _VERSION_LINES)
            or (_SESSION.match(line.folded) and not line.folded.endswith("上") and following.folded.endswith("上"))
            or (following.folded.startswith("关于") and matches("body", line.folded) and _ends_title(lines, at + 1))
            or (
                ("关于" in line.folded or at - 1 in joined)
                and not _ends_genre(line.folded)
                and _ends_title(lines, at + 1)
            )
        ):
            joined.add(at)
    return joined


def _ends_genre(folded: str) -> bool:
    if folded.count("《") > folded.count("》"):
        return False
    return matches("genre", folded)


def _ends_title(lines: list[Line], at: int) -> bool:
    for line in lines[at : at + _HEAD_BREAKS]:
        if line.gap or _SENTENCE.search(line.folded) or line.final:
            return False
        if _ends_genre(line.folded):
            return True
    return False
