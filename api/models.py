"""Exactly what the API answers; every model bears an example in OpenAPI by its fields' examples."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

NAME = "国家卫生健康委员会"
ENTITY_ID = "institution-41f5bfcd3a9e97cb"
FACT_ID = "fact-e12f8f4e5c2c9d10"


class Model(BaseModel):
    """Built from the graph's own dataclasses; nothing undeclared is answered."""

    model_config = ConfigDict(from_attributes=True, extra="forbid")


class Health(Model):
    """The process runs."""

    status: str = Field(examples=["alive"])


class Readiness(Model):
    """The store answers: its version, what it holds, and the date of the newest document."""

    status: str = Field(examples=["ready"])
    version: str = Field(description="Digest of what is stored; equal graphs, equal versions")
    documents: int
    entities: int
    facts: int
    newest_document: str = Field(description="ISO date of the newest document, or empty", examples=["2026-06-30"])


class Label(Model):
    """The same words in two languages."""

    en: str
    zh: str


class AttributeInfo(Model):
    """A property of a type."""

    name: str
    type: str
    description: Label
    values: list[str]


class EntityTypeInfo(Model):
    """A type of entity."""

    name: str = Field(examples=["Institution"])
    label: Label
    description: Label
    colour: str
    attributes: list[AttributeInfo]


class RelationTypeInfo(Model):
    """A type of fact and the entity types it joins."""

    name: str = Field(examples=["ISSUES"])
    label: Label
    description: Label
    head: list[str]
    tail: list[str]
    directed: bool
    attributes: list[AttributeInfo]


class Schema(Model):
    """All types of the graph."""

    entities: list[EntityTypeInfo]
    relations: list[RelationTypeInfo]


class EntityInfo(Model):
    """An entity as lists show it."""

    id: str = Field(examples=[ENTITY_ID])
    name: str = Field(examples=[NAME])
    type: str = Field(examples=["Institution"])
    kind: str = Field(examples=["government"])


class Entity(EntityInfo):
    """An entity with all its names, properties and the number of its facts."""

    aliases: list[str] = Field(examples=[["国家卫健委"]])
    attributes: dict[str, Any]
    degree: int


class SearchHit(EntityInfo):
    """An entity found: the name that fits best and the spans in it that were asked for."""

    aliases: list[str]
    match: str = Field(description="name, alias, folded, prefix, part or alike; best first")
    matched: str = Field(description="The name or alias that fits best")
    highlights: list[tuple[int, int]]


class SearchAnswer(Model):
    """A page of hits; facets count all matches by type."""

    hits: list[SearchHit]
    total: int
    facets: dict[str, int]
    complete: bool = Field(description="False if there were more matches than are ranked and counted")


class EntityList(Model):
    """The entities a name stands for."""

    entities: list[SearchHit]


class Edge(Model):
    """A fact with its sentence; head and tail are entity ids."""

    fact: str = Field(examples=[FACT_ID])
    relation: str = Field(examples=["ISSUES"])
    head: str
    tail: str
    confidence: float = Field(ge=0, le=1)
    modality: str = Field(examples=["done"])
    support: int = Field(ge=1)
    quote: str
    evidence: list[str]
    first_seen: str
    last_seen: str


class Neighbour(EntityInfo):
    """An entity at the other end of a fact."""

    edge: Edge


class NeighbourPage(Model):
    """A page of neighbours; ``next_cursor`` is null on the last."""

    neighbours: list[Neighbour]
    next_cursor: str | None


class Node(EntityInfo):
    """An entity of a subgraph; a hub has so many facts that walks stop there."""

    degree: int
    hub: bool


class FactCount(Model):
    """How many facts of one kind surround a hub."""

    relation: str
    outgoing: bool
    type: str
    count: int


class Subgraph(Model):
    """Entities and the facts among them; ``hubs`` summarises, by entity id, the facts that were not followed."""

    nodes: list[Node]
    edges: list[Edge]
    hubs: dict[str, list[FactCount]]
    complete: bool = Field(description="False if a bound was met and facts are missing")


class Path(Model):
    """A chain of entities; each step holds every fact that joins its ends."""

    nodes: list[Node]
    steps: list[list[Edge]]


class Paths(Model):
    """All shortest paths; none if the ends are farther apart than was allowed."""

    paths: list[Path]
    complete: bool = Field(description="False if a bound was met and paths may be missing")


class Link(Model):
    """A fact that joins a shared neighbour to one of the entities."""

    fact: str
    relation: str
    head: str
    tail: str
    quote: str
    confidence: float


class CommonNeighbour(EntityInfo):
    """An entity joined to several of those asked about."""

    shared_by: list[str]
    links: list[Link]


class CommonAnswer(Model):
    """What several entities share, most shared first."""

    entities: list[CommonNeighbour]


class EvidenceItem(Model):
    """A sentence that states a fact; offsets count characters of the original text."""

    id: str
    document: str
    document_name: str
    document_title: str
    date: str
    passage: str
    start: int
    end: int
    quote: str
    rule: str
    confidence: float
    modality: str


class Fact(Model):
    """A fact with both ends and all its evidence, best first."""

    id: str = Field(examples=[FACT_ID])
    relation: str
    head: EntityInfo
    tail: EntityInfo
    confidence: float
    modality: str
    support: int
    quote: str
    first_seen: str
    last_seen: str
    attributes: dict[str, Any]
    evidence: list[EvidenceItem]


class DocumentInfo(Model):
    """A document and what it contributes."""

    id: str
    name: str
    title: str
    date: str
    source: str
    doc_no: str
    passages: int
    entities: int
    facts: int


class DocumentList(Model):
    """A page of documents."""

    documents: list[DocumentInfo]
    next_skip: int | None


class MentionInfo(EntityInfo):
    """An entity named in a sentence; offsets count characters of the original text."""

    start: int
    end: int
    surface: str


class PassageInfo(Model):
    """A sentence with the entities it names."""

    id: str
    start: int
    end: int
    text: str
    mentions: list[MentionInfo]


class Document(Model):
    """A document with a page of its sentences in reading order."""

    id: str
    name: str
    sha256: str
    title: str
    date: str
    source: str
    doc_no: str
    characters: int
    passages: list[PassageInfo]
    next_skip: int | None


class SubgraphRequest(Model):
    """Entities to show together, and how far around them to look."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"ids": [ENTITY_ID], "depth": 1}]})

    ids: list[str] = Field(min_length=1, max_length=200)
    depth: int = Field(default=0, ge=0, le=3)
    max_nodes: int = Field(default=300, ge=1, le=2000)


class ParameterInfo(Model):
    """A parameter of a canned query."""

    name: str
    type: str
    meaning: str
    required: bool
    default: Any
    minimum: float | None
    maximum: float | None
    choices: list[str]
    entity_types: list[str]


class ColumnInfo(Model):
    """A column of a canned query's rows."""

    name: str
    type: str
    meaning: str
    optional: bool


class ExampleInfo(Model):
    """A question and the parameters that ask it."""

    question: str
    parameters: dict[str, Any]


class QueryInfo(Model):
    """A canned query."""

    name: str = Field(examples=["policy_outline"])
    topic: str
    title: Label
    description: Label
    parameters: list[ParameterInfo]
    columns: list[ColumnInfo]
    examples: list[ExampleInfo]
    statement: str


class QueryList(Model):
    """All canned queries."""

    queries: list[QueryInfo]
