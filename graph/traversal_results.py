"""What walks over the graph take and give: filters, entities, facts, subgraphs and paths."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.model import Modality


@dataclass(frozen=True, slots=True)
class Filters:
    """Which facts a walk may use.

    ``relations`` are relation types, empty for all; ``as_of`` (ISO date) leaves out facts that no document up
    to that date states.
    """

    relations: tuple[str, ...] = ()
    modality: Modality | None = None
    min_confidence: float = 0.0
    as_of: str | None = None

    @property
    def parameters(self) -> dict[str, Any]:
        """The filters as query parameters."""
        return {
            "relations": list(self.relations),
            "modality": self.modality.value if self.modality else None,
            "min_confidence": self.min_confidence,
            "as_of": self.as_of,
        }


@dataclass(frozen=True, slots=True)
class Edge:
    """A fact with the sentence that states it; ``head`` and ``tail`` are entity ids."""

    fact: str
    relation: str
    head: str
    tail: str
    confidence: float
    modality: str
    support: int
    quote: str
    evidence: tuple[str, ...]
    first_seen: str
    last_seen: str

    def other(self, end: str) -> str:
        """Return the end that isn't ``end``."""
        return self.tail if end == self.head else self.head


@dataclass(frozen=True, slots=True)
class Node:
    """An entity with the number of its facts; a ``hub`` has so many that walks stop there."""

    id: str
    name: str
    type: str
    kind: str
    degree: int
    hub: bool


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An entity at the other end of a fact."""

    id: str
    name: str
    type: str
    kind: str
    edge: Edge


@dataclass(frozen=True, slots=True)
class NeighbourPage:
    """Neighbours in the order of their facts' ids; ``next_cursor`` begins the next page, None at the end."""

    neighbours: tuple[Neighbour, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class FactCount:
    """How many facts of one kind surround a hub."""

    relation: str
    outgoing: bool
    type: str
    count: int


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Entities and the facts among them.

    ``hubs`` summarises, by entity id, the facts of hubs that were not followed. Not ``complete`` means that
    a bound was met and facts are missing.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    hubs: Mapping[str, tuple[FactCount, ...]] = field(default_factory=dict)
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of entities; each step holds every fact that joins its two ends."""

    nodes: tuple[Node, ...]
    steps: tuple[tuple[Edge, ...], ...]

    @property
    def hops(self) -> int:
        """Number of steps."""
        return len(self.steps)


@dataclass(frozen=True, slots=True)
class Paths:
    """All shortest paths, none if the ends are farther apart than was allowed; see :class:`Subgraph`."""

    paths: tuple[Path, ...]
    complete: bool = True
