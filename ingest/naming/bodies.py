"""Bodies the lexicon knows: central, international and Taiwan's ones by name, local organs by what follows a place."""

import re
from dataclasses import dataclass
from functools import cache

from ingest.lexicon import LEXICON, NameIndex, read_table

_COLUMNS = ["name", "aliases", "bare", "kind", "since", "until", "successor"]
_ENDINGS = {  # the last character of a name, and what shows that the name does not end there
    "部": re.compile(r"[门长分署队位委件级]"),
    "局": re.compile(r"[长面部限势]"),
    "厅": re.compile(r"[长局]"),
    "委": re.compile(r"[员托派任]"),
    "会": re.compile(r"[议员长计同]"),
    "院": re.compile(r"[士长校]"),
    "办": re.compile(r"[理公事学好法医案主]"),
    "司": re.compile(r"[长法机令]"),
    "府": re.compile(r"采购|工作报告|投资|间|性|网站|引导|补助|部门间"),
    "大": re.compile(r"[学会型力量数多赛幅代表]"),
    "联": re.compile(r"[合盟系网手动]"),
    "协": re.compile(r"[会同作调议定助]"),
    "行": re.compile(r"[业为动政使]"),
    "署": re.compile(r"[名长]"),
}


@dataclass(frozen=True, slots=True)
class Body:
    """A body with a name of its own; its ``bare`` forms name it only where no place speaks."""

    full: str
    kind: str
    forms: tuple[str, ...]
    bare: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ of a place; ``template`` is its name with ``{}`` for the place, ``levels`` where it exists."""

    template: str
    levels: str
    kind: str
    forms: tuple[str, ...]


def ends_here(name: str, text: str, end: int) -> bool:
    """Tell whether ``name``, which ends at ``end``, is not the beginning of another word (财政部 in 财政部门)."""
    guard = _ENDINGS.get(name[-1])
    return not (guard and guard.match(text, end))


def _bodies(*files: str) -> NameIndex[Body]:
    index: NameIndex[Body] = NameIndex()
    for file in files:
        for row in read_table(LEXICON / file, _COLUMNS):
            bare = row.several("bare")
            body = Body(row["name"], row["kind"], (row["name"], *row.several("aliases")), bare)
            for form in (*body.forms, *bare):
                index.add(form, body)
    return index


@cache
def named_bodies(taiwan: bool) -> NameIndex[Body]:
    """Return the named bodies by every form; Taiwan's own come first in its texts and are left out of others."""
    files = ("central_bodies.tsv", "universities.tsv", "international_bodies.tsv")
    return _bodies("taiwan_bodies.tsv", *files) if taiwan else _bodies(*files)


@cache
def local_organs() -> NameIndex[tuple[Organ, ...]]:
    """Return the organs of places by what follows the place's name."""
    by_form: dict[str, list[Organ]] = {}
    for row in read_table(LEXICON / "local_organs.tsv", ["name", "forms", "levels", "kind"]):
        organ = Organ(row["name"], row["levels"], row["kind"], row.several("forms"))
        for form in organ.forms:
            by_form.setdefault(form, []).append(organ)
    index: NameIndex[tuple[Organ, ...]] = NameIndex()
    for form, organs in by_form.items():
        index.add(form, tuple(organs))
    return index


@cache
def department_fields() -> NameIndex[str]:
    """Return the fields of work that name departments (教育 in 教育部门), longest match."""
    index: NameIndex[str] = NameIndex()
    for row in read_table(LEXICON / "departments.tsv", ["field", "organ"]):
        index.add(row["field"], row["organ"])
    return index
