"""Duties: the brackets and lines that say who is in charge of what stands before them."""

import re
from collections.abc import Iterator

from ingest.cues import matches

_LONGEST = 500
_BOUNDARY = "。;!.)》」』”\"'"
_CLOSING = {"(": ")", "[": "]", "【": "】", "〔": "〕"}
_BRACKET = re.compile(r"[()\[\]【】〔〕]")
_SENTENCE = re.compile(r"(?<=[。;])\s*([^。;:()]{2,8}:[^。]{2,300}。?\s*)$")


def duty_spans(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the duties of a line in order: brackets with the full stop after them, and a last sentence of duties.

    A bracket counts only where it closes a sentence or the line, so that a remark inside a sentence stays there.
    """
    last = start
    for opening, closing in _brackets(folded, start, end):
        stop = closing
        while stop < end and folded[stop] in "。;":
            stop += 1
        closes = stop >= end or stop > closing or (opening > start and folded[opening - 1] in _BOUNDARY)
        if closes and closing - opening <= _LONGEST and matches("duty", folded[opening + 1 : closing - 1], "text"):
            yield opening, stop
            last = stop
    tail = max(last, end - _LONGEST)
    found = _SENTENCE.search(folded, tail, end)
    if found and found.start(1) > start and matches("duty", found.group(1).strip(), "line"):
        yield found.start(1), end


def _brackets(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the outermost pairs of brackets, end exclusive; one left open is given up after a while."""
    expected: list[str] = []
    opening = start
    for match in _BRACKET.finditer(folded, start, end):
        character = match.group()
        if expected and match.start() - opening > _LONGEST:
            expected.clear()
        if character in _CLOSING:
            if not expected:
                opening = match.start()
            expected.append(_CLOSING[character])
        elif expected and character == expected[-1]:
            expected.pop()
            if not expected:
                yield opening, match.end()
