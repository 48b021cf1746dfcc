"""Titles: what a numbered or short line is called, and where its text goes on."""

import functools
import re

from ingest.cues import matches

_LONGEST_LINE = 64
"""Characters up to which a line without a sentence end is a title."""
_LONGEST_SENTENCE = 36
"""Characters up to which the first sentence of a line is a title."""
_LONGEST_TERM = 18
"""Characters up to which what stands before a colon is a title."""
_MOST_COMMAS = 2
_END = re.compile(r"[。!?;:]")
_CLOSING = re.compile(r"[\s。.:;!]+$")
_BRACKETED = re.compile(r"【([^【】]{1,40})】")
_GAP = re.compile(r"\u3000+| {2,}")
_ABBREVIATED = re.compile(r"\(\s*(?:以下)?(?:统称|简称|合称)[^()]*\)$|\(下称[^()]*\)$")
_OUTER_STYLES = frozenset({"chinese_mark", "chinese_bracket"})
_STATEMENT_STYLES = frozenset({"article", "spoken", "ordinal"})


def title_span(text: str, folded: str, start: int, end: int, style: str, in_article: bool) -> tuple[int, int] | None:
    """Return what the line's text ``[start, end)`` after its numbering is called, or None.

    Parameters
    ----------
    text, folded
        The prepared text and its folded form.
    start, end
        Where the words of the line stand.
    style
        The numbering style before them.
    in_article
        Whether the line stands below an article of a law, whose numbered clauses are statements.
    """
    end = start + len(folded[start:end].rstrip())
    if start >= end:
        return None
    if bracketed := _BRACKETED.match(folded, start, end):
        return bracketed.span(1)
    found = _END.search(folded, start, min(end, start + _LONGEST_LINE + 1))
    stop = found.start() if found else end
    last = found is None or not folded[found.end() : end].strip("。.;:!? ”’」』)")
    if (gap := _GAP.search(text, start, min(stop, start + _LONGEST_TERM))) and _is_run_in_by_space(folded, gap, end):
        return start, gap.start()
    statement = style in _STATEMENT_STYLES or in_article
    mark = found.group() if found else ""
    if mark in ";!?" and mark:
        return None
    if mark == ":":
        stop = _without_abbreviation(folded, start, stop)
        short = stop - start <= (_LONGEST_SENTENCE if last else _LONGEST_TERM)
        statement = _is_statement(folded[start:stop])
        return (start, stop) if short and not statement and "," not in folded[start:stop] else None
    if not mark:
        short = folded.count(",", start, stop) <= _MOST_COMMAS and stop - start <= (
            30 if statement or style.startswith(("bullet", "latin")) else _LONGEST_LINE
        )
        return _trimmed(folded, start, stop) if short and not _is_statement(folded[start:stop]) else None
    longest = _LONGEST_LINE if last and style in _OUTER_STYLES else _LONGEST_SENTENCE
    if stop - start > longest or folded.count(",", start, stop) > _MOST_COMMAS:
        return None
    if (last and statement) or _is_statement(folded[start:stop]):
        return None
    if statement and "," in folded[start:stop]:
        return None
    return start, stop


def charge_title(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return what an entry of a list of tasks or duties is called: all of it, if it is one short phrase."""
    found = _trimmed(folded, start, end)
    if found is None or found[1] - found[0] > _LONGEST_SENTENCE or matches("other", folded[found[0] : found[1]]):
        return None
    return None if re.search(r"[,。:;]", folded[found[0] : found[1]]) else found


def run_in_title(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the first sentence of an unnumbered paragraph if it reads like a heading, or None."""
    stop = folded.find("。", start, min(end, start + _LONGEST_SENTENCE + 1))
    if stop < 0 or stop - start < 4 or len(folded[stop + 1 : end].strip()) < 12 or folded[stop + 1] in "”’」』":
        return None
    words = folded[start:stop]
    if re.search(r"[,;:!?\d]", words) or _is_statement(words) or is_narrative(words):
        return None
    return start, stop


@functools.lru_cache(maxsize=4096)
def is_narrative(words: str) -> bool:
    """Tell whether folded ``words`` begin like a sentence of running text."""
    return matches("opening", words)


def _is_statement(words: str) -> bool:
    return matches("clause", words)


def _without_abbreviation(folded: str, start: int, end: int) -> int:
    found = _ABBREVIATED.search(folded, start, end)
    return found.start() if found and found.start() > start else end


def _is_run_in_by_space(folded: str, gap: re.Match[str], end: int) -> bool:
    rest = folded[gap.end() : end]
    return len(rest) > 24 and "。" in rest and "," not in folded[gap.start() - _LONGEST_TERM : gap.start()]


def _trimmed(folded: str, start: int, end: int) -> tuple[int, int] | None:
    closing = _CLOSING.search(folded, start, end)
    end = closing.start() if closing else end
    return (start, end) if end > start else None
