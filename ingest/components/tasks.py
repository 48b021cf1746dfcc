"""Clauses that state a task: ``[subject] [adverbs] verb object``."""

import re
from dataclasses import dataclass

from ingest.components.terms import load_terms

_WORDS = load_terms("task_words")
_VERBS = _WORDS.only("verb")
_NOMINAL = _WORDS.only("nominal")
_FOCUS = _WORDS.only("focus")
_ADVERBS = _WORDS.only("adverb")
_AUXILIARIES = _WORDS.only("auxiliary")
_LINKS = ("并且", "并", "和", "及", "、", "地", "了", "好")
_STRONG = _WORDS.only("strong")
_CAUSATIVE = _WORDS.only("causative")
_MAX_SUBJECT = 30
_BEFORE = re.compile(
    r"(?:[\s\u3000·•●■◆\-－—]|[（(][^（）()\n]{1,160}[）)]|[0-9]{1,2}\s*[.．、)）]|[一二三四五六七八九十]+(?:、|是(?!否)|要))*"
)


@dataclass(frozen=True, slots=True)
class TaskClause:
    """A clause taken apart; all offsets count characters of the text.

    Parameters
    ----------
    start
        Where the adverbs and verbs begin.
    object_start
        Where the object begins.
    end
        Where the clause ends.
    kind
        ``verb`` where the object is worked on, ``focus`` where it is aimed at.
    verb
        The last verb.
    led
        Whether a subject or auxiliary stands before ``start``.
    """

    start: int
    object_start: int
    end: int
    kind: str
    verb: str
    led: bool


def predicate(text: str, start: int, end: int) -> tuple[int, str]:
    """Return where the adverbs and verbs at ``start`` end, and the kind of the last verb (empty if there is none)."""
    at, kind, after = start, "", start
    linked = True  # a verb that is as often a noun counts only where no other verb comes right before it
    while at < end:
        verb = _VERBS.at(text, at, end)
        if verb in _NOMINAL and not linked:
            verb = ""
        focus = _FOCUS.at(text, at, end)
        adverb = _ADVERBS.at(text, at, end)
        longest = max(verb, focus, adverb, key=len)
        if longest and (linked or longest not in _NOMINAL):
            at += len(longest)
            linked = longest == adverb
            if longest == focus and len(focus) >= len(verb):
                return at, "focus"
            if longest == verb:
                kind, after = "verb", at
            continue
        link = next((w for w in _LINKS if kind and text.startswith(w, at)), "")
        step = at + len(link)
        if link and step < end and (_VERBS.at(text, step, end) or _ADVERBS.at(text, step, end)):
            at, linked = step, True
            continue
        break
    return after, kind


def task_clause(text: str, start: int, end: int) -> TaskClause | None:
    """Take the clause ``text[start:end]`` apart, or return None if it states no task.

    The task begins where adverbs and verbs stand first or right after a subject or auxiliary, else at the first
    verb that is hardly ever a noun. 鼓励 and the like hand over to the verb of those they encourage.
    """
    start = _opening(text, start, end)
    clause = None
    for at in range(start, min(end, start + _MAX_SUBJECT)):
        if at > start and not _AUXILIARIES.before(text, at, start):
            continue
        if clause := _clause_at(text, at, end, led=at > start):
            break
    clause = clause or _strong_clause(text, start, end)
    if clause and clause.verb in _CAUSATIVE:
        inner = _strong_clause(text, clause.object_start + 2, end)
        if inner and "、" not in text[clause.object_start : inner.start][-1:]:
            return inner
    return clause


def _opening(text: str, start: int, end: int) -> int:
    """Return where a clause begins, after marks, bracketed remarks and a number."""
    match = _BEFORE.match(text, start, end)
    return match.end() if match else start


def _clause_at(text: str, at: int, end: int, *, led: bool) -> TaskClause | None:
    after, kind = predicate(text, at, end)
    if not kind or after >= end:
        return None
    last = _VERBS.before(text, after, at) or _FOCUS.before(text, after, at)
    return TaskClause(at, after, end, kind, last, led=led)


def _strong_clause(text: str, start: int, end: int) -> TaskClause | None:
    for at in range(start, min(end, start + _MAX_SUBJECT)):
        verb = _STRONG.at(text, at, end)
        if (
            verb
            and text[at - 1 : at] not in {"的", "、"}
            and text[at + len(verb) : at + len(verb) + 1] not in {"的", "、", "和"}
        ):
            return _clause_at(text, at, end, led=at > start)
    return None
