"""Pairs of entities that look alike: proposed to people, never merged by likeness."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from graph.model import Entity
from ingest.identity.names import normalise
from ingest.identity.vetoes import veto

LIKENESS = 80.0
"""Likeness (0 to 100) of names from which two entities are proposed."""

_PERSONAL = frozenset({"Person", "Province", "Goal"})
"""Types whose names likeness says nothing about."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two entities of one type that may be one; ``likeness`` is that of their names, from 0 to 100."""

    left: Entity
    right: Entity
    likeness: float


def propose(entities: Iterable[Entity], *, least: float = LIKENESS) -> list[Proposal]:
    """Return the pairs whose names are alike and that nothing keeps apart, the most alike first.

    Parameters
    ----------
    entities
        The graph's entities, in any order.
    least
        Likeness below which a pair is not proposed.
    """
    by_type: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        if entity.type not in _PERSONAL:
            by_type[entity.type].append(entity)
    found: list[Proposal] = []
    for type, group in by_type.items():
        group.sort(key=lambda entity: entity.id)
        names = [normalise(entity.name) for entity in group]
        for i, name in enumerate(names):
            for _, likeness, offset in process.extract(
                name, names[i + 1 :], scorer=fuzz.ratio, score_cutoff=least, limit=None
            ):
                left, right = group[i], group[i + 1 + offset]
                if veto(type, left.name, right.name) is None:
                    found.append(Proposal(left, right, likeness))
    return sorted(found, key=lambda p: (-p.likeness, p.left.id, p.right.id))
