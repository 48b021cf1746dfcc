"""Which keys are one entity: certain links, aliases that point at one thing only, and people's judgements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Protocol

from rapidfuzz import fuzz

from ingest.identity.keys import Identity, key_id
from ingest.identity.names import normalise
from ingest.identity.vetoes import veto

_ALIKE = 60
"""How alike (0 to 100) two names with one official number must be: a number read off the wrong line is no proof."""


class Judged(Protocol):
    """What clusters ask of the judgements: pairs of entity ids."""

    def same(self) -> Iterable[tuple[str, str]]:
        """Return the pairs judged to be one entity."""

    def different(self) -> Iterable[tuple[str, str]]:
        """Return the pairs judged to be two entities."""


class DisjointSets:
    """Disjoint sets of ids; of each set the smallest id speaks for it, so the order of joining can't be seen."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, item: str) -> str:
        """Return the id that speaks for the set of ``item``."""
        root = item
        while (above := self._parent.get(root, root)) != root:
            root = above
        while (above := self._parent.get(item, item)) != root:
            self._parent[item], item = root, above
        return root

    def join(self, left: str, right: str) -> None:
        """Make one set of two."""
        left, right = sorted((self.find(left), self.find(right)))
        if left != right:
            self._parent[right] = left


class Clusters:
    """The keys gathered from all documents and, once :meth:`close` is called, which of them are one entity.

    Only what tells entities apart is held, no text: memory grows with the number of distinct entities.
    """

    def __init__(self) -> None:
        self._names: dict[str, tuple[str, str]] = {}  # id to (type, name) for the vetoes
        self._certain: set[tuple[str, str]] = set()
        self._pointed: defaultdict[str, set[str]] = defaultdict(set)  # id of an alias' key to ids that have the alias
        self._numbered: defaultdict[str, set[str]] = defaultdict(set)  # id of a number's key to ids that have it
        self._sets = DisjointSets()
        self._merged: dict[str, list[str]] = {}
        self._canonical: dict[str, str] = {}

    def add(self, identity: Identity, id: str, name: str) -> None:
        """Note one document's entity; its id is that of its key unless a person singled it out."""
        if identity.key[0] == "Institution" and len(identity.key) == 2:
            name = identity.key[1]  # the full form: 省卫生健康委 itself tells no place
        known = self._names.get(id)
        self._names[id] = (identity.key[0], min(name, known[1]) if known else name)
        self._certain |= {(id, key_id(key)) for key in identity.certain}
        for key in identity.numbers:
            self._numbered[key_id(key)].add(id)
        for key in identity.others:
            self._pointed[key_id(key)].add(id)

    def close(self, judgements: Judged) -> None:
        """Join what belongs together: what people said, certain links, official numbers, telling aliases."""
        different = [frozenset(pair) for pair in judgements.different()]
        for left, right in judgements.same():
            self._sets.join(left, right)
        self._join_unless(sorted(self._certain), different)
        self._join_unless([pair for _, ids in sorted(self._numbered.items()) for pair in self._alike(ids)], different)
        aliases = sorted(self._pointed.items())
        self._join_unless([(min(ids), alias) for alias, ids in aliases if self._points_at_one(alias, ids)], different)
        members: defaultdict[str, list[str]] = defaultdict(list)
        for id in sorted(self._names):
            members[self._sets.find(id)].append(id)
        # What speaks for a set may be a key nobody uses (an alias'): the first id in use stands for the entity.
        self._merged = {ids[0]: ids[1:] for ids in members.values()}
        self._canonical = {id: ids[0] for ids in members.values() for id in ids}

    def _join_unless(self, links: list[tuple[str, str]], different: list[frozenset[str]]) -> None:
        for left, right in links:
            ends = {self._sets.find(left), self._sets.find(right)}
            if len(ends) == 2 and not any({self._sets.find(id) for id in pair} == ends for pair in different):
                self._sets.join(left, right)

    def _alike(self, ids: set[str]) -> list[tuple[str, str]]:
        """Return the pairs that share an official number and could be one by their names as well."""
        return [
            (left, right)
            for left, right in combinations(sorted(ids), 2)
            if veto(self._names[left][0], self._names[left][1], self._names[right][1]) is None
            and fuzz.ratio(normalise(self._names[left][1]), normalise(self._names[right][1])) >= _ALIKE
        ]

    def _points_at_one(self, alias: str, ids: set[str]) -> bool:
        """Tell whether all who have this alias are one, and nothing speaks against who is called so by name."""
        if len({self._sets.find(id) for id in ids}) > 1:
            return False
        known = self._names.get(alias)
        return known is None or all(veto(known[0], known[1], self._names[id][1]) is None for id in ids)

    def canonical(self, id: str) -> str:
        """Return the id of the entity that ``id`` is part of."""
        return self._canonical[id]

    def merged(self) -> Mapping[str, list[str]]:
        """Return, for each entity's id, the other ids that mean it."""
        return self._merged
