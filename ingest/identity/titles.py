"""Policies and programmes: what of a title says which text it is."""

import re
from dataclasses import dataclass
from functools import cache

from ingest.identity.institutions import Reach, leading_place, understand
from ingest.identity.names import chinese_number, normalise
from ingest.identity.rules import load_rules

_ISSUERS = re.compile(r"^(?P<issuers>.{2,60}?)(?P<rest>关于.+)$")
_STATE = "中华人民共和国"
_ABOUT = "关于"
_DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,10}(?:19|20)\d{2}第?\d{1,4}号")
_FUNDING_NUMBER = re.compile(r"[a-z]{0,6}\d{6,}[a-z\d]*|20\d{2}yf[a-z]\d{5,}")


@dataclass(frozen=True, slots=True)
class Title:
    """A title as understood.

    ``core`` is what it says without its issuer; ``place`` the province or city of a local issuer it names;
    ``generic`` is true where it names no text of its own (本条例, 实施方案).
    """

    core: str
    place: str
    generic: bool


@cache
def understand_title(name: str, type: str, *, whole: bool = False) -> Title:
    """Return what of ``name`` identifies a policy, programme or technology.

    With ``whole``, a tail that may be left off (健康中国战略) stays on.
    """
    rules = load_rules()
    text = normalise(name)
    if text.startswith(_STATE) and len(text) > len(_STATE) + 1:
        text = text[len(_STATE) :]
    place = ""
    match = _ISSUERS.match(text)
    if match and is_issuer(match["issuers"]):
        text = match["rest"]
        local = leading_place(match["issuers"])
        place = local[0].full if local else ""
    text = text.removeprefix(_ABOUT) or text
    for tail in () if whole else rules.optional_tails.get(type, ()):
        if text.endswith(tail) and len(text) - len(tail) >= 3:
            text = text.removesuffix(tail)
            break
    return Title(text, place, is_generic_title(text))


def is_issuer(text: str) -> bool:
    """Tell whether what stands before 关于 in a title is who issued it, not what it is about."""
    return text.endswith(("院", "厅", "部", "委", "局", "会", "府", "办", "署", "室", "央", "行", "社"))


def is_generic_title(text: str) -> bool:
    """Tell whether a normalised title names no text of its own."""
    rules = load_rules()
    rest = text
    for word in sorted(rules.pointing_words, key=len, reverse=True):
        if rest.startswith(word) and rest[len(word) :] in rules.generic_titles:
            return True
    return rest in rules.generic_titles


@cache
def document_number(text: str) -> str | None:
    """Return the official number of a text if ``text`` is one (国办发〔2019〕2号), normalised."""
    number = normalise(text)
    return number if _DOCUMENT_NUMBER.fullmatch(number) else None


@cache
def funding_number(text: str) -> str | None:
    """Return the number of a grant or project that ``text`` holds, normalised."""
    match = _FUNDING_NUMBER.search(normalise(text))
    return match.group() if match else None


@dataclass(frozen=True, slots=True)
class MeasureSet:
    """A set of measures named by its size: 50条政策措施 is (50, ``measures``)."""

    count: int
    noun: str


@cache
def measure_set(name: str) -> MeasureSet | None:
    """Return the set of measures ``name`` is; None if it is a title, or not named by its size."""
    if re.search(r"[《〈]", name):
        return None
    pattern, nouns = _measure_pattern()
    match = pattern.search(normalise(name))
    count = chinese_number(match["count"]) if match else None
    return MeasureSet(count, nouns[match["noun"] or "条"]) if match and count else None


@cache
def _measure_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    rules = load_rules()
    nouns = {normalise(form): noun for noun, forms in rules.measure_nouns.items() for form in forms}
    longest_first = sorted(nouns, key=len, reverse=True)
    return (
        re.compile(
            rf"(?<![\d.十百第年])(?P<count>\d{{1,3}}|[一二三四五六七八九十百]{{1,4}})(?:{'|'.join(rules.measure_counters)})"
            rf"(?:[\u4e00-\u9fff]{{0,8}}?(?P<noun>{'|'.join(longest_first)}))?$"
        ),
        nouns,
    )


def place_of_issuer(name: str) -> str:
    """Return the place of a local issuer (河南省人民政府 → 河南省), or nothing for a central or unplaced one."""
    understood = understand(name)
    placed = leading_place(understood.full.removeprefix("中共"))
    return placed[0].full if placed and understood.reach is Reach.ABSOLUTE else ""
