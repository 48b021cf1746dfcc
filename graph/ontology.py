"""The schema as data: entity and relation types, read from ``graph/schema/*.yaml`` and cross-checked.

It drives validation of what goes into a store, the stores' constraints and indexes, the API's documentation
and the Browser's style.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import ConfigDict, Field, StringConstraints, TypeAdapter

from graph.data_file import line_of, read_yaml
from graph.errors import ConfigurationError, DocumentError
from graph.model import AttributeValue, Contribution, Entity, Statement, fact_id

SCHEMA_DIRECTORY = Path(__file__).parent / "schema"

ENTITY_PROPERTIES = frozenset({"id", "name", "aliases", "kind", "search_text", "type"})
"""Properties every entity has; no type may name an attribute like one."""

FACT_PROPERTIES = frozenset(
    {"id", "confidence", "modality", "support", "documents", "evidence", "quote", "first_seen", "last_seen"}
)
"""Properties every fact has; no relation type may name an attribute like one."""

_STRICT = ConfigDict(extra="forbid")
_Filled: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Colour: TypeAlias = Annotated[str, StringConstraints(pattern=r"^#[0-9A-F]{6}$")]
_EntityName: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Za-z]*$")]
_RelationName: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Z]+(_[A-Z]+)*$")]
_AttributeName: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*$")]
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class ValueType(StrEnum):
    """What an attribute's value may be; a ``date`` is ISO 8601, down to the day, the month or the year."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"

    def admits(self, value: AttributeValue) -> bool:
        """Say whether ``value`` is of this type."""
        if self is ValueType.BOOLEAN or isinstance(value, bool):
            return self is ValueType.BOOLEAN and isinstance(value, bool)
        if self is ValueType.INTEGER:
            return isinstance(value, int)
        if self is ValueType.NUMBER:
            return isinstance(value, int | float)
        return isinstance(value, str) and (self is ValueType.STRING or _DATE.fullmatch(value) is not None)


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in English and Chinese."""

    en: _Filled
    zh: _Filled
    __pydantic_config__: ClassVar[ConfigDict] = _STRICT


@dataclass(frozen=True, slots=True)
class Attribute:
    """A property of a type beyond those all entities or facts have; ``values`` lists all it may be, if few."""

    type: ValueType
    description: Text
    values: tuple[_Filled, ...] = ()
    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    def problem(self, value: AttributeValue) -> str | None:
        """Return what is wrong with ``value``, or None."""
        if not self.type.admits(value):
            return f"{value!r} is not a {self.type}"
        if self.values and value not in self.values:
            return f"{value!r} is none of {', '.join(self.values)}"
        return None


SHARED_ATTRIBUTES: Mapping[str, Attribute] = {
    "merged": Attribute(
        ValueType.STRING, Text("other ids that mean it, space between", "与其合并的其他编号，以空格分隔")
    )
}
"""Attributes an entity of any type may have."""


@dataclass(frozen=True, slots=True)
class EntityType:
    """A type of node. ``caption`` names the property the Browser writes on it."""

    type: Literal["entity"]
    name: _EntityName
    label: Text
    description: Text
    colour: _Colour
    caption: _Filled = "name"
    attributes: Mapping[_AttributeName, Attribute] = field(default_factory=dict)
    __pydantic_config__: ClassVar[ConfigDict] = _STRICT


@dataclass(frozen=True, slots=True)
class RelationType:
    """A type of fact between a ``head`` and a ``tail`` of the listed entity types.

    Where ``directed`` is false, both orders of the ends are one fact. ``caption`` names the property the
    Browser writes on it, or is ``type`` for the type's own name.
    """

    type: Literal["relation"]
    name: _RelationName
    label: Text
    description: Text
    head: tuple[_EntityName, ...]
    tail: tuple[_EntityName, ...]
    colour: _Colour
    directed: bool = True
    caption: _Filled = "type"
    attributes: Mapping[_AttributeName, Attribute] = field(default_factory=dict)
    __pydantic_config__: ClassVar[ConfigDict] = _STRICT


_FILE: TypeAdapter[EntityType | RelationType] = TypeAdapter(
    Annotated[EntityType | RelationType, Field(discriminator="type")]
)


@dataclass(frozen=True, slots=True)
class Ontology:
    """All types of the schema by name, in the order of their names."""

    entities: Mapping[str, EntityType]
    relations: Mapping[str, RelationType]

    def entity_problems(self, entity: Entity) -> list[str]:
        """Return what the schema has against ``entity``; nothing if it fits."""
        type = self.entities.get(entity.type)
        if type is None:
            return [f"{entity.type} is no entity type of the schema"]
        missing = [] if entity.name.strip() else [f"{entity.type} {entity.id} has no name"]
        return missing + _attribute_problems(entity.type, {**SHARED_ATTRIBUTES, **type.attributes}, entity.attributes)

    def statement_problems(self, statement: Statement, head: str, tail: str) -> list[str]:
        """Return what the schema has against ``statement`` between entities of the types ``head`` and ``tail``."""
        type = self.relations.get(statement.type)
        if type is None:
            return [f"{statement.type} is no relation type of the schema"]
        problems = []
        fits = head in type.head and tail in type.tail
        if not fits and (type.directed or not (tail in type.head and head in type.tail)):
            problems.append(
                f"{type.name} leads from {', '.join(type.head)} to {', '.join(type.tail)}, not from {head} to {tail}"
            )
        if statement.head == statement.tail:
            problems.append(f"{type.name} joins {statement.head} to itself")
        if statement.evidence.fact != fact_id(statement.head, type.name, statement.tail, directed=type.directed):
            problems.append(f"{type.name} evidence {statement.evidence.id} names another fact than its ends make")
        if not statement.evidence.quote.strip():
            problems.append(f"{type.name} evidence {statement.evidence.id} quotes nothing")
        if not 0.0 <= statement.evidence.confidence <= 1.0:
            problems.append(f"{type.name} evidence {statement.evidence.id} has a confidence outside 0 to 1")
        return problems + _attribute_problems(type.name, type.attributes, statement.evidence.attributes)

    def check(self, contribution: Contribution) -> None:
        """Refuse a contribution that breaks the schema or refers to what it doesn't hold.

        Raises
        ------
        DocumentError
            With every problem found.
        """
        problems = [p for entity in contribution.entities for p in self.entity_problems(entity)]
        types = {entity.id: entity.type for entity in contribution.entities}
        passages = {passage.id for passage in contribution.passages}
        for mention in contribution.mentions:
            if mention.entity not in types or mention.passage not in passages:
                problems.append(f"mention {mention.surface!r} refers to an entity or passage that isn't there")
        for statement in contribution.statements:
            evidence = statement.evidence
            absent = [end for end in (statement.head, statement.tail) if end not in types]
            if absent:
                problems.append(f"{statement.type} {evidence.fact} refers to {absent[0]}, which isn't there")
            else:
                problems += self.statement_problems(statement, types[statement.head], types[statement.tail])
            if evidence.passage not in passages or evidence.document != contribution.document.id:
                problems.append(f"evidence {evidence.id} isn't from a passage of this document")
        if problems:
            raise DocumentError(contribution.document.name, "; ".join(dict.fromkeys(problems)))


def _attribute_problems(type: str, declared: Mapping[str, Attribute], given: Mapping[str, AttributeValue]) -> list[str]:
    problems = []
    for name, value in given.items():
        if name not in declared:
            problems.append(f"{type} has no attribute {name}")
        elif problem := declared[name].problem(value):
            problems.append(f"{type}.{name}: {problem}")
    return problems


def load_ontology(directory: Path = SCHEMA_DIRECTORY) -> Ontology:
    """Read and cross-check every type of a schema.

    Parameters
    ----------
    directory
        Holds one ``<Type>.yaml`` a type.

    Raises
    ------
    ConfigurationError
        If a file is wrong in itself or does not fit the others; names the file and, where there is one, the line.
    """
    entities: dict[str, EntityType] = {}
    relations: dict[str, RelationType] = {}
    paths = sorted(directory.glob("*.yaml"))
    if not paths:
        raise ConfigurationError("holds no schema file (<Type>.yaml)", directory)
    for path in paths:
        type = read_yaml(path, _FILE)
        if type.name != path.stem:
            raise ConfigurationError(f"{type.name} must stand in {type.name}.yaml", path, line_of(path, "name"))
        if isinstance(type, EntityType):
            entities[type.name] = type
        else:
            relations[type.name] = type
        _refuse_reserved(type, path)
    for relation in relations.values():
        _check_ends(relation, entities, directory / f"{relation.name}.yaml")
    _refuse_confusable(list(entities) + list(relations), directory)
    return Ontology(entities, relations)


def _refuse_reserved(type: EntityType | RelationType, path: Path) -> None:
    reserved = ENTITY_PROPERTIES | SHARED_ATTRIBUTES.keys() if isinstance(type, EntityType) else FACT_PROPERTIES
    for name in type.attributes:
        if name in reserved:
            line = line_of(path, "attributes", name)
            raise ConfigurationError(f"attribute {name} is a property every {type.type} has", path, line)


def _check_ends(relation: RelationType, entities: Mapping[str, EntityType], path: Path) -> None:
    for side, names in (("head", relation.head), ("tail", relation.tail)):
        if not names:
            raise ConfigurationError(f"{side} lists no entity type", path, line_of(path, side))
        for at, name in enumerate(names):
            if name not in entities:
                raise ConfigurationError(f"{side}: {name} is no entity type", path, line_of(path, side, at))
            if name in names[:at]:
                raise ConfigurationError(f"{side}: {name} stands twice", path, line_of(path, side, at))
    if not relation.directed and set(relation.head) != set(relation.tail):
        line = line_of(path, "directed")
        raise ConfigurationError("a relation without direction needs the same types at both ends", path, line)


def _refuse_confusable(names: list[str], directory: Path) -> None:
    """The embedded store's type names are case-insensitive on some file systems, and share one name space."""
    seen: dict[str, str] = {"entity": "Entity", "document": "Document", "passage": "Passage", "evidence": "Evidence"}
    for name in names:
        if (other := seen.setdefault(name.lower(), name)) is not name:
            raise ConfigurationError(f"{name} is a duplicate of {other}", directory / f"{name}.yaml")
