"""Heads of institution names (医院, 实验室, 司 …) and the words that make a name one of a sort only."""

import re
from dataclasses import dataclass
from functools import cache

from ingest.lexicon import LEXICON, NameIndex, read_table, read_words
from ingest.naming.boundaries import Boundaries


@dataclass(frozen=True, slots=True)
class Head:
    """A head; ``anchored`` if a place, nation or parent must come before, ``guard`` matches what must not follow."""

    suffix: str
    kind: str
    anchored: bool
    guard: re.Pattern[str] | None

    def ends(self, text: str, end: int) -> bool:
        """Tell whether a name may end with this head at ``end``."""
        return not (self.guard and self.guard.match(text, end))


def _heads(file: str, columns: list[str]) -> NameIndex[Head]:
    index: NameIndex[Head] = NameIndex()
    for row in read_table(LEXICON / file, columns):
        words = row.several("not_before")
        guard = re.compile("|".join(map(re.escape, words))) if words else None
        index.add(row["suffix"], Head(row["suffix"], row["kind"], row.values.get("anchor") == "yes", guard))
    return index


@cache
def name_heads() -> NameIndex[Head]:
    """Return the heads of whole names."""
    return _heads("institution_suffixes.tsv", ["suffix", "kind", "anchor", "not_before"])


@cache
def unit_heads() -> NameIndex[Head]:
    """Return the heads of units named after their parent."""
    return _heads("unit_suffixes.tsv", ["suffix", "kind", "not_before"])


@cache
def _words() -> dict[str, tuple[str, ...]]:
    return read_words(LEXICON / "institution_words.yaml", ("boundary", "generic"))


@cache
def boundaries() -> Boundaries:
    """Return the words no institution's name holds."""
    return Boundaries(_words()["boundary"])


@cache
def hospital_names() -> tuple[str, ...]:
    """Return the names by which hospitals are known without a place."""
    return tuple(row["name"] for row in read_table(LEXICON / "hospital_names.tsv", ["name"]))


@cache
def _generic() -> frozenset[str]:
    return frozenset(_words()["generic"])


def is_generic(core: str) -> bool:
    """Tell whether ``core`` is made of nothing but numbers and words that say what sort a thing is (三级甲等综合)."""
    core = re.sub(r"[0-9]+|[一二三四五六七八九十百千万两多几数]+(?=[余家所个])|(?<=家)医", "", core)
    reach = {0}
    for index in range(len(core)):
        if index in reach:
            reach.update(index + n for n in range(1, len(core) - index + 1) if core[index : index + n] in _generic())
    return len(core) in reach
