"""Walking the graph: neighbours, subgraphs, shortest paths and what several entities share.

An entity with more facts than the hub bound is a hub: walks show it and say how many facts it has, but don't
lead through it, since everything is near everything by way of 国家卫生健康委员会.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, pairwise
from typing import Any

import networkx

from graph.errors import NotFoundError, ParameterError
from graph.queries import Queries
from graph.store import Row, Store
from graph.traversal_results import (
    Edge,
    FactCount,
    Filters,
    Neighbour,
    NeighbourPage,
    Node,
    Path,
    Paths,
    Subgraph,
)

MAXIMUM_DEPTH = 3
MAXIMUM_HOPS = 6
EDGES_PER_STEP = 5000
"""Facts one step of a walk may bring in; a result that met the bound says it isn't complete."""


class Traversal:
    """Walks over one store.

    Parameters
    ----------
    store, queries
        Where to ask and the loaded queries.
    hub_degree
        An entity with more facts is a hub.
    timeout
        Seconds after which one step is stopped.
    """

    def __init__(self, store: Store, queries: Queries, *, hub_degree: int, timeout: float) -> None:
        self._store, self._queries = store, queries
        self._hub_degree, self._timeout = hub_degree, timeout

    def neighbours(
        self,
        entity: str,
        filters: Filters | None = None,
        *,
        direction: str = "any",
        type: str | None = None,
        cursor: str = "",
        limit: int = 50,
    ) -> NeighbourPage:
        """Return a page of an entity's neighbours.

        Parameters
        ----------
        entity
            The entity's id.
        filters
            Which facts count.
        direction
            ``out`` where the entity is the head, ``in`` where it is the tail, ``any`` for both.
        type
            Only neighbours of this entity type.
        cursor
            ``next_cursor`` of the page before.
        limit
            Neighbours on the page.

        Raises
        ------
        NotFoundError
            If no entity has this id.
        """
        self.nodes([entity])
        rows = self._run(
            "neighbours", entity=entity, direction=direction, type=type, after=cursor, limit=limit + 1,
            **(filters or Filters()).parameters,
        )  # fmt: skip
        found = tuple(Neighbour(row["id"], row["name"], row["type"], row["kind"], _edge(row)) for row in rows[:limit])
        return NeighbourPage(found, found[-1].edge.fact if len(rows) > limit else None)

    def subgraph(
        self, ids: Sequence[str], filters: Filters | None = None, *, depth: int = 1, max_nodes: int = 300
    ) -> Subgraph:
        """Return the entities within ``depth`` facts of ``ids`` and all facts among them.

        Parameters
        ----------
        ids
            Entity ids; with ``depth`` 0 only the facts among these.
        filters
            Which facts count.
        depth
            0 to 3.
        max_nodes
            Entities at most; those nearest come first.

        Raises
        ------
        NotFoundError
            If one of the ids is no entity's.
        ParameterError
            If the depth is out of bounds.
        """
        if not 0 <= depth <= MAXIMUM_DEPTH:
            raise ParameterError(f"depth is {depth}; it may be 0 to {MAXIMUM_DEPTH}")
        filters = filters or Filters()
        nodes = {node.id: node for node in self.nodes(ids)}
        frontier, complete, edges = list(nodes), True, dict[str, Edge]()
        for _ in range(depth):
            step = self._expand([id for id in frontier if not nodes[id].hub], filters)
            complete = complete and len(step) < EDGES_PER_STEP
            new = dict.fromkeys(end for edge in step for end in (edge.head, edge.tail) if end not in nodes)
            complete = complete and len(nodes) + len(new) <= max_nodes
            frontier = list(islice(new, max(0, max_nodes - len(nodes))))
            nodes |= {node.id: node for node in self.nodes(frontier)}
            edges |= {edge.fact: edge for edge in step}
        among = self._run("facts_among", ids=list(nodes), limit=EDGES_PER_STEP, **filters.parameters)
        complete = complete and len(among) < EDGES_PER_STEP
        edges |= {edge.fact: edge for edge in map(_edge, among)}
        inside = [edges[fact] for fact in sorted(edges) if edges[fact].head in nodes and edges[fact].tail in nodes]
        return Subgraph(tuple(nodes.values()), tuple(inside), self._summary(nodes.values(), depth), complete)

    def paths(
        self, first: str, second: str, filters: Filters | None = None, *, max_hops: int = 4, limit: int = 20
    ) -> Paths:
        """Return all shortest paths between two entities, whatever the direction of the facts.

        Parameters
        ----------
        first, second
            Entity ids.
        filters
            Which facts count.
        max_hops
            Longest path to look for, 1 to 6.
        limit
            Paths at most.

        Raises
        ------
        NotFoundError
            If one of the ids is no entity's.
        ParameterError
            If both ids are the same, or ``max_hops`` is out of bounds.
        """
        if not 1 <= max_hops <= MAXIMUM_HOPS:
            raise ParameterError(f"max_hops is {max_hops}; it may be 1 to {MAXIMUM_HOPS}")
        if first == second:
            raise ParameterError("a path needs two different ends")
        ends = self.nodes([first, second])
        nodes = {node.id: node for node in ends}
        walked, complete = self._meet(ends, nodes, filters or Filters(), max_hops)
        if first not in walked or second not in walked or not networkx.has_path(walked, first, second):
            return Paths((), complete)
        chains = list(islice(networkx.all_shortest_paths(walked, first, second), limit + 1))
        found = [self._path(chain, nodes, walked) for chain in chains[:limit] if len(chain) <= max_hops + 1]
        return Paths(tuple(found), complete and len(chains) <= limit)

    def common(
        self,
        ids: Sequence[str],
        filters: Filters | None = None,
        *,
        at_least: int = 2,
        skip: int = 0,
        limit: int = 50,
    ) -> list[Row]:
        """Return the entities that facts join to at least ``at_least`` of ``ids``, with those facts.

        Raises
        ------
        NotFoundError
            If one of the ids is no entity's.
        """
        self.nodes(ids)
        return self._run(
            "common_neighbours", ids=list(ids), at_least=at_least, skip=skip, limit=limit,
            **(filters or Filters()).parameters,
        )  # fmt: skip

    def nodes(self, ids: Iterable[str]) -> list[Node]:
        """Return entities in the order of ``ids``.

        Raises
        ------
        NotFoundError
            If one of the ids is no entity's.
        """
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return []
        found = {row["id"]: row for row in self._run("entities_by_id", ids=wanted)}
        if missing := [id for id in wanted if id not in found]:
            raise NotFoundError(f"no entity has the id {', '.join(missing[:5])}")
        return [self._node(found[id]) for id in wanted]

    def _node(self, row: Row) -> Node:
        hub = row["degree"] > self._hub_degree
        return Node(row["id"], row["name"], row["type"], row["kind"], row["degree"], hub)

    def _expand(self, ids: Sequence[str], filters: Filters) -> list[Edge]:
        if not ids:
            return []
        return [_edge(row) for row in self._run("expansion", ids=ids, limit=EDGES_PER_STEP, **filters.parameters)]

    def _summary(self, nodes: Iterable[Node], depth: int) -> dict[str, tuple[FactCount, ...]]:
        hubs = [node.id for node in nodes if node.hub] if depth else []
        summary: dict[str, list[FactCount]] = {id: [] for id in hubs}
        for row in self._run("degrees", ids=hubs) if hubs else []:
            summary[row["id"]].append(FactCount(row["relation"], row["outgoing"], row["type"], row["count"]))
        return {id: tuple(counts) for id, counts in summary.items()}

    def _meet(
        self, ends: Sequence[Node], nodes: dict[str, Node], filters: Filters, max_hops: int
    ) -> tuple["networkx.MultiGraph[str]", bool]:
        """Walk from both ends until the walks meet, always on the side with fewer entities to follow."""
        walked: networkx.MultiGraph[str] = networkx.MultiGraph()
        reached = [{ends[0].id}, {ends[1].id}]
        frontiers = [{ends[0].id}, {ends[1].id}]
        complete = True
        for _ in range(max_hops):
            side = min((0, 1), key=lambda s: sum(nodes[id].degree for id in frontiers[s]) if frontiers[s] else 0)
            step = self._expand(sorted(frontiers[side]), filters)
            complete = complete and len(step) < EDGES_PER_STEP
            new = {end for edge in step for end in (edge.head, edge.tail)} - reached[side]
            nodes |= {node.id: node for node in self.nodes(sorted(new - nodes.keys()))}
            through = {id for id in new if not nodes[id].hub}
            allowed = reached[side] | through | {node.id for node in ends}
            for edge in step:
                if edge.head in allowed and edge.tail in allowed:
                    walked.add_edge(edge.head, edge.tail, key=edge.fact, edge=edge)
            reached[side] |= new & allowed
            frontiers[side] = through - {node.id for node in ends}
            if reached[0] & reached[1] or not frontiers[side]:
                break
        return walked, complete

    def _path(self, chain: Sequence[str], nodes: Mapping[str, Node], walked: "networkx.MultiGraph[str]") -> Path:
        steps = [
            tuple(data["edge"] for _, data in sorted(walked.get_edge_data(one, other).items()))
            for one, other in pairwise(chain)
        ]
        return Path(tuple(nodes[id] for id in chain), tuple(steps))

    def _run(self, name: str, **parameters: Any) -> list[Row]:
        return self._store.query(self._queries[name].statement, parameters, timeout=self._timeout)


def _edge(row: Row) -> Edge:
    values = {name: row[name] for name in Edge.__slots__}
    return Edge(**{**values, "evidence": tuple(row["evidence"])})
