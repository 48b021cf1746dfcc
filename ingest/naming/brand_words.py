"""The words that show a short name without a head to be an institution's, and what such a name may look like."""

import re
from collections.abc import Iterable
from functools import cache

from ingest.lexicon import LEXICON, read_words
from ingest.naming.boundaries import Boundaries
from ingest.naming.heads import boundaries, is_generic
from ingest.naming.places import place_at

_GROUPS = (
    "companies",
    "hospitals",
    "universities",
    "not_after_class",
    "ranks",
    "qualifiers",
    "posts",
    "not_holders",
    "partners",
    "labels",
    "verbs",
    "fields",
)
_NAME = re.compile(r"(?=.*[\u4e00-\u9fffA-Za-z])[\u4e00-\u9fffA-Za-z0-9·&-]{2,10}")
_SORT = re.compile(r".*[性化型类级业区者人率品链件员省市县家厅局委办]")
_PRONOUN = re.compile(r"[该本我其各某此这那贵]|[一二三四五六七八九十几两多数0-9]+[家个所名位项届]")


@cache
def brand_words() -> dict[str, tuple[str, ...]]:
    """Return the word groups of ``brand_words.yaml``."""
    return read_words(LEXICON / "brand_words.yaml", _GROUPS)


def one_of(words: Iterable[str]) -> str:
    """Return a pattern that matches the longest of ``words``."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _fields() -> frozenset[str]:
    return frozenset(brand_words()["fields"])


@cache
def verbs() -> Boundaries:
    """Return the words no institution's name holds, and the verbs that may stand before a brand."""
    return Boundaries((*brand_words()["verbs"], *brand_words()["partners"]))


def is_field(name: str) -> bool:
    """Tell whether ``name`` is made of nothing but words of fields and sorts (装备制造, 民营中小)."""
    reach = {0}
    for index in range(len(name)):
        if index in reach:
            reach.update(stop for stop in range(index + 1, len(name) + 1) if name[index:stop] in _fields())
    return len(name) in reach or is_generic(name)


def may_be_brand(name: str) -> bool:
    """Tell whether ``name`` (folded) has the form of a brand or short name: no sort, field, place or pronoun."""
    if not _NAME.fullmatch(name) or _PRONOUN.match(name) or _SORT.fullmatch(name) or is_field(name):
        return False
    hit = place_at(name, 0, len(name))
    return not (hit and hit[0] == len(name)) and boundaries().last(name, 0, len(name)) == 0
