"""Provinces and the places below them."""

from dataclasses import dataclass
from functools import cache

from ingest.lexicon import LEXICON, NameIndex, read_table


@dataclass(frozen=True, slots=True)
class Place:
    """A place of China.

    ``level`` is province, prefecture, county or zone; ``full`` the official name; ``province`` the full name of
    its province (its own for a province).
    """

    full: str
    level: str
    province: str


@dataclass(frozen=True, slots=True)
class Province:
    """A provincial-level division: its full name, the short one, and other forms."""

    full: str
    short: str
    aliases: tuple[str, ...]


@cache
def provinces() -> dict[str, Province]:
    """Return the 34 divisions by full name."""
    rows = read_table(LEXICON / "provinces.tsv", ["name", "short", "aliases", "letter"])
    return {row["name"]: Province(row["name"], row["short"], row.several("aliases")) for row in rows}


@cache
def places() -> NameIndex[Place]:
    """Return all places by every form of their name."""
    index: NameIndex[Place] = NameIndex()
    for province in provinces().values():
        place = Place(province.full, "province", province.full)
        for name in (province.full, province.short, *province.aliases):
            index.add(name, place)
    for row in read_table(LEXICON / "places.tsv", ["name", "aliases", "level", "province"]):
        place = Place(row["name"], row["level"], row["province"])
        for name in (row["name"], *row.several("aliases")):
            index.add(name, place)
    return index


@cache
def _counties() -> NameIndex[Place]:
    """Return counties and cities below the prefectures by their short names (新郑 for 新郑市)."""
    index: NameIndex[Place] = NameIndex()
    for row in read_table(LEXICON / "places.tsv", ["name", "aliases", "level", "province"]):
        if row["level"] == "county" and len(row["name"]) > 2:
            index.add(row["name"][:-1], Place(row["name"], row["level"], row["province"]))
    return index


_OTHER_WORD = {  # what makes a place's short form another word
    "东方": ("东方国", "东方文"),
    "香港": ("香港脚",),
    "广安": ("广安门",),
    "中山": ("中山装",),
    "白银": ("白银价",),
}


def place_at(text: str, index: int, end: int) -> tuple[int, Place] | None:
    """Return (end, place) of the longest place name at ``index``, or None; other words (香港脚) are none."""
    found = places().at(text, index, end)
    if found is None:
        return None
    stop, place = found
    if any(text.startswith(word, index) for word in _OTHER_WORD.get(text[index:stop], ())):
        return None
    return stop, place


def county_at(text: str, index: int, end: int) -> tuple[int, Place] | None:
    """Return (end, place) of the short name of a county at ``index``, or None; it may be another word (东方, 平安)."""
    return _counties().at(text, index, end)
