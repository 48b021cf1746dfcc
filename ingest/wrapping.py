"""Line wrapping: which line breaks of a text are layout and which end a paragraph."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.cues import matches
from ingest.numbering import numbering_at

_MEASURED = 400
"""A line's width is measured over its first characters only; no page is wider."""
_NARROWEST = 30
"""Columns below which equal lines are a list and not a wrapped paragraph."""
_TAIL = 16
"""Columns up to which a line after a decimal heading is the end of that heading."""
_TOLERANCE = 6
_WINDOW = 10
_WIDE = re.compile(
    r"[\u1100-\u115f\u2014\u2018-\u201d\u2026\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]"
)
_FINAL = re.compile(r"[。!?;:…！？；：][”’」』\")）》\]】]*$")
_PUNCTUATED = re.compile(r"[，。；,;！？]")
_OPENS = {"（": "）", "(": ")", "《": "》", "〈": "〉", "【": "】", "「": "」", "『": "』", "“": "”", "〔": "〕"}
_CLOSES = frozenset(_OPENS.values())
_CANNOT_BEGIN = re.compile(r"[，。、；：！？）》」』”’】〉〕%％,;!?)]")
_NUMBER_ONLY = re.compile(
    r"^(?:\d{1,3}\s*[)）.、]|[(（]\s*[\d一二三四五六七八九十]{1,3}\s*[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳])$"
)
_PAGE_NUMBER = re.compile(
    r"^(?:[-–—·•\s]*(\d{1,4})[-–—·•\s]*|第\s*(\d{1,4})\s*页(?:[,，/]?\s*共\s*\d{1,4}\s*页)?|(\d{1,4})\s*/\s*\d{1,4})$"
)
_WORD = re.compile(r"\w|[）》」』”]")
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class Line:
    """A line of the source that is not blank: ``[start, end)`` without the white space around it."""

    start: int
    end: int
    text: str
    folded: str
    indent: int
    gap: int
    """Blank lines before it."""
    width: int = 0
    full: bool = False
    """Runs to the right margin, inside a paragraph that goes on."""
    dropped: bool = False
    """Page number or running head."""

    begins_paragraph: bool = False
    """Indented like the first line of a paragraph."""
    final: bool = False
    """Ends a sentence."""
    punctuated: bool = False
    """Holds a mark that divides or ends sentences."""


def split_lines(text: str, folded: str) -> list[Line]:
    """Return the lines of ``text`` that hold anything, in order."""
    lines: list[Line] = []
    start = gap = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            left = len(raw) - len(raw.lstrip())
            begin = start + left
            line = Line(begin, begin + len(stripped), stripped, folded[begin : begin + len(stripped)], left, gap)
            head = stripped[:_MEASURED]
            line.begins_paragraph = raw[:left].count("\u3000") >= 2 or left >= 4
            line.width = len(head) + len(_WIDE.findall(head))
            line.final = bool(_FINAL.search(stripped[-8:]))
            line.punctuated = bool(_PUNCTUATED.search(head))
            lines.append(line)
            gap = 0
        else:
            gap += 1
        start += len(raw) + 1
    return lines


def mark_full_lines(lines: Sequence[Line]) -> None:
    """Set ``full`` on the lines that reach the right margin of a wrapped paragraph."""
    for at, line in enumerate(lines):
        if line.width < _NARROWEST or line.width >= _MEASURED or "\t" in line.text or line.final:
            continue
        windows = (
            lines[max(0, at - _WINDOW // 2) : at + _WINDOW // 2 + 1],
            lines[at : at + _WINDOW],
            lines[max(0, at - _WINDOW + 1) : at + 1],
        )
        line.full = any(_reaches_margin(line, window) for window in windows)


def _reaches_margin(line: Line, window: Sequence[Line]) -> bool:
    tolerance = max(_TOLERANCE, line.width // 10)
    beside = [other for other in window if abs(other.width - line.width) <= tolerance]
    wider = sum(1 for other in window if other.width > line.width + tolerance)
    if len(beside) < 4 or len(beside) < 0.35 * len(window) or wider > 0.15 * len(window):
        return False
    running = sum(1 for other in beside if not other.final)
    punctuated = sum(1 for other in beside if other.punctuated)
    return running >= 0.5 * len(beside) and punctuated >= 0.5 * len(beside)


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Tell whether wrapped lines make up a good part of the text."""
    return sum(line.full for line in lines) >= 0.25 * max(len(lines), 1)


def drop_page_furniture(lines: list[Line]) -> None:
    """Set ``dropped`` on page numbers and running heads of a wrapped text."""
    if not is_wrapped(lines):
        return
    numbers = []
    for at, line in enumerate(lines):
        if line.width <= 24 and (found := _PAGE_NUMBER.match(line.text)):
            numbers.append((at, int(next(g for g in found.groups() if g))))
    for (at, value), (following, next_value) in itertools.pairwise(numbers):
        if 0 < next_value - value <= 3 and following - at >= 8:
            lines[at].dropped = lines[following].dropped = True
    for at, _ in numbers:
        if at and lines[at - 1].full:
            lines[at].dropped = True
    places: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if line.width <= 80 and not line.full and not line.final:
            places.setdefault(_DIGITS.sub("#", line.text), []).append(at)
    for same in places.values():
        if len(same) >= 3 and min(b - a for a, b in itertools.pairwise(same)) >= 8:
            for at in same:
                lines[at].dropped = True


def continues(line: Line, following: Line, furniture_between: bool, in_wrapped_text: bool) -> bool:
    """Tell whether ``following`` goes on with the paragraph of ``line``."""
    if "\t" in line.text or "\t" in following.text or following.text.startswith(("#", "<", "|")):
        return False
    if line.text.startswith(("#", "<")):
        return False
    if following.gap == 0 and _NUMBER_ONLY.match(line.text) and not _numbered(following):
        return True
    if line.final or _numbered(following) or _parallel(line, following) or not _WORD.search(following.text):
        return False
    words = following.folded[:200]
    if matches("byline", words) or matches("boilerplate", words):
        return False
    near = following.gap <= 1 or furniture_between
    if near and _CANNOT_BEGIN.match(following.text):
        return True
    if near and _closes_what_is_open(line.text[-200:], following.text[:200]):
        return True
    if near and line.text.endswith(("，", "、", ",")) and line.width > 8:
        return True
    if near and line.width >= _NARROWEST and following.width <= _TAIL and _decimal(line) and in_wrapped_text:
        return True
    if not line.full or (following.gap and not near) or following.begins_paragraph:
        return False
    # A decimal heading stands alone: what fills the next line to the margin or ends a sentence is its text.
    return not _decimal(line) or (not (following.full or following.final) and following.width < line.width)


def _decimal(line: Line) -> bool:
    numbering = numbering_at(line.folded, 0, min(len(line.folded), 60))
    return numbering is not None and numbering.style.startswith("decimal")


def _parallel(line: Line, following: Line) -> bool:
    """Tell whether both begin alike, as the entries of a list do."""
    return line.text[:3] == following.text[:3]


def _numbered(line: Line) -> bool:
    numbering = numbering_at(line.folded, 0, min(len(line.folded), 60))
    return numbering is not None and numbering.style != "decimal_top"


def _closes_what_is_open(line: str, following: str) -> bool:
    expected: list[str] = []
    for character in line:
        if character in _OPENS:
            expected.append(_OPENS[character])
        elif expected and character == expected[-1]:
            expected.pop()
    if not expected:
        return False
    for character in following:
        if character in _OPENS:
            return False
        if character in _CLOSES:
            return character == expected[-1]
    return False
