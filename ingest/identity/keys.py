"""Which entity a document's entity is: a key made from its names alone, alike wherever it is made.

A key is *shared* when equal keys in different documents mean one thing, and *own* when the name only points at
something (本条例, 市政府 in a document of no known place): then the document is part of the key. Besides its key
an entity may answer to others (a document number, an official full name); :mod:`ingest.identity.clusters` decides
which of those join two keys.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from graph.model import stable_id
from ingest.annotation import AnnotatedEntity, Annotation
from ingest.identity.institutions import InstitutionName, Reach, leading_place, organ_of, understand
from ingest.identity.names import normalise
from ingest.identity.rules import load_rules
from ingest.identity.titles import (
    Title,
    document_number,
    funding_number,
    measure_set,
    place_of_issuer,
    understand_title,
)
from ingest.naming.places import Place, places, provinces
from ingest.naming.region import Region

Key: TypeAlias = tuple[str, ...]
"""What makes an entity the one it is: its type, then what identifies it within the type."""

_OWN = "in"
_SHORTEST_ALIAS = 4
_TITLED = frozenset({"Policy", "Programme", "Technology"})


def key_id(key: Key) -> str:
    """Return the entity id a key makes."""
    return stable_id(key[0].lower(), *key[1:])


@dataclass(frozen=True, slots=True)
class Identity:
    """An entity's key and further keys it answers to.

    ``certain`` ones mean the same entity; ``numbers`` are those of official numbers, ``others`` those of aliases:
    these two join entities only after a second look.
    """

    key: Key
    certain: tuple[Key, ...] = ()
    numbers: tuple[Key, ...] = ()
    others: tuple[Key, ...] = ()


class DocumentKeys:
    """The identities of one document's entities.

    Parameters
    ----------
    annotation
        What was read.
    document
        The document's id: part of the keys of what only points.
    """

    def __init__(self, annotation: Annotation, document: str) -> None:
        self._annotation, self._document = annotation, document
        self._entities = {entity.id: entity for entity in annotation.entities}
        self._tails: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._heads: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for relation in annotation.relations:
            self._tails[relation.type, relation.head].append(relation.tail)
            self._heads[relation.type, relation.tail].append(relation.head)
        self._forms = {(entity.type, normalise(entity.name)) for entity in annotation.entities}
        self._found: dict[str, Identity] = {}

    def identity(self, local_id: str) -> Identity:
        """Return the identity of one entity of the annotation."""
        if local_id not in self._found:
            entity = self._entities[local_id]
            self._found[local_id] = Identity(self._own(entity))  # what a cycle (A PART_OF B PART_OF A) meets
            make = getattr(self, f"_{entity.type.lower()}", self._concept)
            self._found[local_id] = make(entity)
        return self._found[local_id]

    def all(self) -> Iterator[tuple[AnnotatedEntity, Identity]]:
        """Yield each entity with its identity, freed of what would join two entities that this document tells apart."""
        keys = {id: self.identity(id).key for id in self._entities}
        used = set(keys.values())
        held = {(number, keys[id]) for id in self._entities for number in self.identity(id).numbers}
        holders = Counter(number for number, _ in held)
        for entity in self._entities.values():
            identity = self.identity(entity.id)
            yield (
                entity,
                replace(
                    identity,
                    numbers=tuple(number for number in identity.numbers if holders[number] == 1),
                    others=tuple(other for other in identity.others if other not in used),
                ),
            )

    @cached_property
    def _region(self) -> Region | None:
        place = places().get(self._annotation.metadata.get("region", ""))
        return Region(place) if place else None

    def _own(self, entity: AnnotatedEntity) -> Key:
        return (entity.type, normalise(entity.name), _OWN, self._document)

    def _related(self, relations: dict[tuple[str, str], list[str]], type: str, entity: AnnotatedEntity) -> list[Key]:
        return sorted({self.identity(other).key for other in relations[type, entity.id] if other != entity.id})

    # -- one method a type ---------------------------------------------------------------------------------------
    def _province(self, entity: AnnotatedEntity) -> Identity:
        for name in (entity.name, *entity.aliases):
            place = places().get(normalise(name))
            if place and place.full in provinces():
                return Identity(("Province", place.full))
        return self._concept(entity)

    def _institution(self, entity: AnnotatedEntity) -> Identity:
        name = understand(entity.name)
        if name.reach is Reach.ABSOLUTE:
            return Identity(("Institution", name.full), others=self._institution_aliases(entity, name))
        for alias in sorted(entity.aliases, key=lambda a: (-len(a), a)):
            full = understand(alias)
            if full.reach is Reach.ABSOLUTE and normalise(alias) != normalise(entity.name):
                return Identity(("Institution", full.full))
        if name.reach is Reach.BARE:  # where a place speaks, 发改委 may be its own or the central one
            return Identity(self._own(entity) if self._region else ("Institution", name.full))
        if name.reach is Reach.RELATIVE:
            return Identity(self._of_region(entity, name))
        parents = self._related(self._tails, "PART_OF", entity)
        if len(parents) == 1 and _OWN not in parents[0]:
            return Identity(("Institution", parents[0][1] + name.full))
        return Identity(self._own(entity))

    def _of_region(self, entity: AnnotatedEntity, name: InstitutionName) -> Key:
        place = self._place(name.level)
        if place is None:
            return self._own(entity)
        return ("Institution", organ_of(place, name.full) or place.full + name.full)

    def _place(self, level: str) -> Place | None:
        if self._region is None:
            return None
        return self._region.for_level(level) if level else self._region.place

    def _institution_aliases(self, entity: AnnotatedEntity, name: InstitutionName) -> tuple[Key, ...]:
        if name.body:
            return ()  # the lexicon says all names of its bodies
        found = (understand(alias) for alias in _distinctive(entity))
        return tuple(sorted({("Institution", f.full) for f in found if f.reach is Reach.ABSOLUTE and not f.body}))

    def _title(self, entity: AnnotatedEntity) -> Title:
        """Return the title; a tail stays on where the document has the form without it as another entity."""
        title = understand_title(entity.name, entity.type)
        if title.core != normalise(entity.name) and (entity.type, title.core) in self._forms:
            return understand_title(entity.name, entity.type, whole=True)
        return title

    def _policy(self, entity: AnnotatedEntity) -> Identity:
        return self._titled(entity)

    def _programme(self, entity: AnnotatedEntity) -> Identity:
        return self._titled(entity)

    def _titled(self, entity: AnnotatedEntity) -> Identity:
        type = entity.type
        names = (entity.name, *entity.aliases)
        numbers = {(type, "number", n) for name in names if (n := document_number(name) or funding_number(name))}
        sets = self._measure_sets(entity)
        if measure_set(entity.name):
            return Identity(sets[0] if sets else self._own(entity), certain=tuple(sets[1:]))
        title = self._title(entity)
        place = title.place or self._issuer_place(entity)
        key = self._own(entity) if title.generic else _with_place(type, title.core, place)
        aliases = (understand_title(alias, type) for alias in _distinctive(entity) if not measure_set(alias))
        others = {_with_place(type, alias.core, alias.place) for alias in aliases if not alias.generic}
        return Identity(key, tuple(sets), tuple(sorted(numbers)), tuple(sorted(others - {key})))

    def _issuer_place(self, entity: AnnotatedEntity) -> str:
        """Return the place of the policy's issuers, where its title alone would be read as the country's."""
        if leading_place(self._title(entity).core):
            return ""
        found = {place_of_issuer(key[1]) for key in self._related(self._heads, "ISSUES", entity)}
        return found.pop() if len(found) == 1 else ""

    def _measure_sets(self, entity: AnnotatedEntity) -> list[Key]:
        """Return the keys (issuer, count, noun) of a set of measures; the issuer is any of those who issue it."""
        found = next((m for name in (entity.name, *entity.aliases) if (m := measure_set(name))), None)
        if found is None:
            return []
        issuers = [key for key in self._related(self._heads, "ISSUES", entity) if _OWN not in key]
        return [(entity.type, "set", str(found.count), found.noun, *issuer[1:]) for issuer in issuers]

    def _person(self, entity: AnnotatedEntity) -> Identity:
        """Say who a person is by where they serve: namesakes are many, and a wrong person is worse than two nodes."""
        name = normalise(entity.name)
        posts = (str(r.attrs.get("title", "")) for r in self._annotation.relations if r.head == entity.id)
        called = [normalise(title) for title in (*entity.aliases, *posts)]
        if any(post in title for title in called for post in load_rules().unique_posts):
            return Identity(("Person", name, "holds a unique post"))
        places_of_work = [("Person", name, *k[1:]) for k in self._related(self._tails, "AFFILIATED_WITH", entity)]
        if not places_of_work:
            return Identity(self._own(entity))
        return Identity(places_of_work[0], certain=tuple(places_of_work[1:]))

    def _goal(self, entity: AnnotatedEntity) -> Identity:
        setters = self._related(self._heads, "SETS", entity)
        keys: list[Key] = [("Goal", normalise(entity.name), *setter) for setter in setters]
        return Identity(keys[0], certain=tuple(keys[1:])) if keys else Identity(self._own(entity))

    def _priorityarea(self, entity: AnnotatedEntity) -> Identity:
        if normalise(entity.name) not in load_rules().generic_headings:
            return self._concept(entity)
        plans = self._related(self._heads, "INCLUDES", entity)
        return Identity(("PriorityArea", normalise(entity.name), *plans[0])) if plans else Identity(self._own(entity))

    def _technology(self, entity: AnnotatedEntity) -> Identity:
        key = ("Technology", self._title(entity).core)
        name = normalise(entity.name)  # 医学人工智能 as another name of 人工智能 is a sort of it, not another name
        aliases = (alias for alias in _distinctive(entity) if name not in normalise(alias))
        others = {("Technology", understand_title(alias, "Technology").core) for alias in aliases}
        return Identity(key, others=tuple(sorted(others - {key})))

    def _concept(self, entity: AnnotatedEntity) -> Identity:
        return Identity((entity.type, normalise(entity.name)))


def _with_place(type: str, core: str, place: str) -> Key:
    return (type, core, place) if place else (type, core)


def _distinctive(entity: AnnotatedEntity) -> Iterable[str]:
    """Yield the aliases that by themselves say which entity is meant.

    A part of the name (肿瘤医院 for 中国医学科学院肿瘤医院, 《纲要》) says it only inside its document.
    """
    name = normalise(entity.name)
    for alias in entity.aliases:
        form = normalise(alias)
        latin = form.isascii() and len(form) >= 3
        if form and form not in name and (len(form) >= _SHORTEST_ALIAS or latin):
            yield alias
