"""Institutions: central bodies by the lexicon, local organs by their place, and names that only point."""

from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from ingest.identity.names import normalise
from ingest.identity.rules import load_rules
from ingest.lexicon import LEXICON, read_table
from ingest.naming.bodies import ends_here, local_organs
from ingest.naming.places import Place, place_at

_BODY_COLUMNS = ("name", "aliases", "bare", "kind", "since", "until", "successor")
_BODY_TABLES = ("central_bodies.tsv", "international_bodies.tsv", "taiwan_bodies.tsv")
_LEVEL_WORDS = ("自治区", "省", "市", "县", "区", "州")
_POINTING = ("我", "本", "全", "各")
_PARTY = ("中国共产党", "中共")
_LEVEL_LETTERS = {"province": "p", "prefecture": "c", "county": "x", "zone": "x"}


@dataclass(frozen=True, slots=True)
class Body:
    """A body of the lexicon; ``since`` and ``until`` are years or ISO dates, or empty."""

    name: str
    kind: str
    since: str
    until: str
    successor: str


class Reach(Enum):
    """How far a name alone says which institution is meant."""

    ABSOLUTE = auto()  # anywhere: 国家卫健委, 河南省卫生健康委
    BARE = auto()  # the central one, unless a place speaks: 发改委
    RELATIVE = auto()  # the one of the place that speaks: 省卫生健康委, 财政厅, 科技部门
    GENERIC = auto()  # the one of its parent: 专家委员会, 放射科


@dataclass(frozen=True, slots=True)
class InstitutionName:
    """An institution's name as understood.

    ``full`` is its canonical form (normalised); ``level`` the level of government a relative name points at
    (省, 市 …), or empty; ``body`` the lexicon's entry, if it is one.
    """

    full: str
    reach: Reach
    level: str = ""
    body: Body | None = None


@cache
def bodies() -> dict[str, tuple[Body, bool]]:
    """Return the lexicon's bodies by every normalised form, and whether the form is bare."""
    found: dict[str, tuple[Body, bool]] = {}
    for table in _BODY_TABLES:
        for row in read_table(LEXICON / table, _BODY_COLUMNS):
            body = Body(row["name"], row["kind"], row["since"], row["until"], row["successor"])
            for form in (row["name"], *row.several("aliases")):
                found.setdefault(normalise(form), (body, False))
            for form in row.several("bare"):
                found.setdefault(normalise(form), (body, True))
    return found


def organ_of(place: Place, rest: str) -> str | None:
    """Return the canonical name of the organ of ``place`` that ``rest`` begins with; None if it begins with none.

    ``卫健委规划处`` of 河南省 is 河南省卫生健康委员会规划处.
    """
    found = local_organs().at(rest, 0, len(rest))
    if found is None or not ends_here(rest[: found[0]], rest, found[0]):
        return None
    end, organs = found
    organ = next((o for o in organs if _LEVEL_LETTERS[place.level] in o.levels), organs[0])
    return normalise(organ.template.replace("{}", place.full)) + rest[end:]


def leading_place(name: str) -> tuple[Place, str] | None:
    """Return the most local place a normalised name begins with and the rest: 广东省深圳市X is of 深圳市."""
    found = place_at(name, 0, len(name))
    if found is None:
        return None
    end, place = found
    if place.level == "province":
        inner = place_at(name, end, len(name))
        if inner and inner[1].level != "province" and inner[1].province == place.full:
            end, place = inner
    return place, name[end:]


@cache
def understand(name: str) -> InstitutionName:
    """Return how far ``name`` (in any form) says which institution is meant."""
    text = normalise(name)
    known = bodies().get(text)
    if known:
        body, bare = known
        return InstitutionName(normalise(body.name), Reach.BARE if bare else Reach.ABSOLUTE, body=body)
    return _local(text) or _unit_of_body(text) or _pointing(text) or InstitutionName(text, Reach.ABSOLUTE)


def _local(text: str) -> InstitutionName | None:
    party = next((prefix for prefix in _PARTY if text.startswith(prefix)), "")
    placed = leading_place(text[len(party) :])
    if placed is None:
        return None
    place, rest = placed
    if party and rest.startswith("委员会"):
        rest = "委" + rest[len("委员会") :]
    organ = organ_of(place, rest)
    if organ:
        return InstitutionName(organ, Reach.ABSOLUTE)
    if rest and text.startswith(place.province) and not text.startswith(place.full):  # 广东省深圳市X is 深圳市X
        return InstitutionName(place.full + rest, Reach.ABSOLUTE)
    return InstitutionName(text, Reach.ABSOLUTE) if rest else None


def _unit_of_body(text: str) -> InstitutionName | None:
    for length in range(len(text) - 2, 2, -1):
        known = bodies().get(text[:length])
        if known and not known[1] and ends_here(text[:length], text, length):
            return InstitutionName(normalise(known[0].name) + text[length:], Reach.ABSOLUTE)
    return None


def _pointing(text: str) -> InstitutionName | None:
    rules = load_rules()
    if text.startswith(rules.national_beginnings):
        return None
    rest = text[1:] if text.startswith(_POINTING) and text[1:].startswith(_LEVEL_WORDS) else text
    level = next((word for word in _LEVEL_WORDS if rest.startswith(word)), "")
    rest = rest[len(level) :]
    organ = local_organs().at(rest, 0, len(rest))
    if organ and (level or organ[0] == len(rest)) and ends_here(rest[: organ[0]], rest, organ[0]):
        return InstitutionName(rest, Reach.RELATIVE, level)
    if rest.endswith(rules.function_endings):
        return InstitutionName(rest, Reach.RELATIVE, level)
    stem = next((rest.removesuffix(end) for end in rules.unit_endings if rest.endswith(end)), None)
    if stem is not None and (len(rest) <= 5 or _made_of(stem, rules.unit_words)):
        return InstitutionName(text, Reach.GENERIC)
    return None


def _made_of(text: str, words: tuple[str, ...]) -> bool:
    return not text or any(text.startswith(word) and _made_of(text[len(word) :], words) for word in words)
