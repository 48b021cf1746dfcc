"""The graph as a networkx ``MultiDiGraph``, and back.

A node is an entity's id, an edge's key a fact's id; their attributes are the entity's and the fact's properties.
Relations without direction have one edge, from the smaller id to the larger.
"""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

import networkx

from graph.errors import StoreError
from graph.model import Entity, Fact
from graph.rows import entity_from, entity_properties, fact_from, fact_properties
from graph.store import Store

if TYPE_CHECKING:
    from typing import TypeAlias

    MultiDiGraph: TypeAlias = "networkx.MultiDiGraph[str]"

_ATTEMPTS = 3


def to_networkx(
    store: Store, *, entity_types: Collection[str] = (), relation_types: Collection[str] = ()
) -> "MultiDiGraph":
    """Return the graph, or the part of it with the given types.

    Parameters
    ----------
    store
        Where the graph is; it is read as a stream.
    entity_types, relation_types
        Keep only these; none given means all. A fact stays if both its ends do.

    Raises
    ------
    StoreError
        If the store fails, or is written to each time it is read.
    """
    for _ in range(_ATTEMPTS):
        version = store.version()
        graph = _build(store.entities(), store.facts(), entity_types, relation_types)
        # Entities and facts are two reads: what is written between them would leave facts without ends.
        if store.version() == version:
            return graph
    raise StoreError("the graph keeps changing while it is read: export it when the ingest has ended")


def _build(
    entities: Iterable[Entity],
    facts: Iterable[Fact],
    entity_types: Collection[str],
    relation_types: Collection[str],
) -> "MultiDiGraph":
    graph: MultiDiGraph = networkx.MultiDiGraph()
    for entity in entities:
        if not entity_types or entity.type in entity_types:
            properties = entity_properties(entity)
            del properties["id"], properties["search_text"]
            graph.add_node(entity.id, **properties)
    for fact in facts:
        if (not relation_types or fact.type in relation_types) and fact.head in graph and fact.tail in graph:
            properties = fact_properties(fact)
            graph.add_edge(fact.head, fact.tail, key=properties.pop("id"), type=fact.type, **properties)
    return graph


def from_networkx(graph: "MultiDiGraph") -> tuple[list[Entity], list[Fact]]:
    """Return the entities and facts that :func:`to_networkx` made ``graph`` of, each in the order of their ids."""
    entities = [entity_from({**properties, "id": id}) for id, properties in sorted(graph.nodes(data=True))]
    facts = []
    for head, tail, id, properties in graph.edges(keys=True, data=True):
        own = dict(properties)
        facts.append(fact_from(head, own.pop("type"), tail, {**own, "id": id}))
    return entities, sorted(facts, key=lambda fact: fact.id)
