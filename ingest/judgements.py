"""People's judgements about identity: pairs of entities that are one, or that are two; kept in a file, reversible."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from enum import StrEnum
from pathlib import Path

from graph.errors import ConfigurationError, NotFoundError, ParameterError
from graph.model import stable_id
from ingest.identity.clusters import DisjointSets
from ingest.results import write_atomically

_HEAD = "# Judgements about identity, one a line; written by `policygraph judge`. left and right are entity ids.\n"


_AT = "@"


class Verdict(StrEnum):
    """What a person said of two entities."""

    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement.

    ``left`` and ``right`` are entity ids, or ``<entity id>@<document id>`` for the entity as one document names it.
    ``by``, ``date`` (ISO 8601) and ``reason`` say who judged, when and why; the names are for people to read.
    """

    verdict: Verdict
    left: str
    right: str
    left_name: str = ""
    right_name: str = ""
    by: str = ""
    date: str = ""
    reason: str = ""

    @property
    def pair(self) -> frozenset[str]:
        """The two ids, in no order."""
        return frozenset({self.left, self.right})


_COLUMNS = [field.name for field in fields(Judgement)]


class Judgements:
    """The judgements of one file, free of contradiction.

    Parameters
    ----------
    path
        A TSV file; none there means no judgements.

    Raises
    ------
    ConfigurationError
        If a line is wrong, or judgements contradict each other; names the line.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._judgements: list[Judgement] = list(self._read()) if path.exists() else []
        self._refuse_contradiction(self._judgements)
        self._note_singled_out()

    def _read(self) -> Iterator[Judgement]:
        lines = enumerate(self.path.read_text("utf-8").splitlines(), start=1)
        rows = [(number, line.split("\t")) for number, line in lines if line and not line.startswith("#")]
        for number, cells in rows:
            if cells == _COLUMNS:
                continue
            if len(cells) != len(_COLUMNS):
                problem = f"a judgement has {len(_COLUMNS)} cells ({', '.join(_COLUMNS)}); this one has {len(cells)}"
                raise ConfigurationError(problem, self.path, number)
            if cells[0] not in set(Verdict):
                problem = f"the verdict must be {' or '.join(Verdict)}; it is {cells[0]!r}"
                raise ConfigurationError(problem, self.path, number)
            if not all(cells[1:3]) or cells[1] == cells[2]:
                raise ConfigurationError("a judgement needs two ids that differ", self.path, number)
            yield Judgement(Verdict(cells[0]), *cells[1:])

    def __iter__(self) -> Iterator[Judgement]:
        return iter(self._judgements)

    def __len__(self) -> int:
        return len(self._judgements)

    def same(self) -> list[tuple[str, str]]:
        """Return the pairs of ids judged to be one entity."""
        return [(_id(j.left), _id(j.right)) for j in self._judgements if j.verdict is Verdict.SAME]

    def different(self) -> list[tuple[str, str]]:
        """Return the pairs of ids judged to be two entities."""
        return [(_id(j.left), _id(j.right)) for j in self._judgements if j.verdict is Verdict.DIFFERENT]

    def single_out(self, entity: str, document: str) -> str:
        """Return the id of ``entity`` as ``document`` names it: one of its own if a judgement is about just that."""
        own = f"{entity}{_AT}{document}"
        return _id(own) if own in self._singled_out else entity

    def add(self, judgement: Judgement) -> None:
        """Add a judgement and write the file; said again, it replaces the earlier one.

        Raises
        ------
        ParameterError
            If it contradicts earlier ones; names them. Nothing is written then.
        """
        if judgement.left == judgement.right:
            raise ParameterError(f"{judgement.left} can't be judged against itself: name two entities")
        again = (judgement.verdict, judgement.pair)
        judgements = [j for j in self._judgements if (j.verdict, j.pair) != again] + [judgement]
        try:
            self._refuse_contradiction(judgements)
        except ConfigurationError as error:
            raise ParameterError(f"{error.problem}; undo one of them first") from error
        self._write(judgements)

    def undo(self, left: str, right: str) -> Judgement:
        """Take the judgement of a pair back and return it.

        Raises
        ------
        NotFoundError
            If there is none.
        """
        found = next((j for j in self._judgements if j.pair == {left, right}), None)
        if found is None:
            raise NotFoundError(f"no judgement about {left} and {right}; `policygraph judge list` shows all")
        self._write([j for j in self._judgements if j is not found])
        return found

    def _write(self, judgements: list[Judgement]) -> None:
        judgements = sorted(judgements, key=lambda j: (j.left, j.right))
        rows = [_COLUMNS, *([" ".join(str(cell).split()) for cell in astuple(j)] for j in judgements)]
        write_atomically(self.path, _HEAD + "".join("\t".join(row) + "\n" for row in rows))
        self._judgements = judgements
        self._note_singled_out()

    def _note_singled_out(self) -> None:
        self._singled_out = {side for j in self._judgements for side in j.pair if _AT in side}

    def _refuse_contradiction(self, judgements: list[Judgement]) -> None:
        sets = DisjointSets()
        joined: defaultdict[str, list[Judgement]] = defaultdict(list)
        for j in judgements:
            if j.verdict is Verdict.SAME:
                sets.join(j.left, j.right)
        for j in judgements:
            if j.verdict is Verdict.SAME:
                joined[sets.find(j.left)].append(j)
        for j in judgements:
            if j.verdict is Verdict.DIFFERENT and sets.find(j.left) == sets.find(j.right):
                chain = ", ".join(f"{_called(s)}" for s in joined[sets.find(j.left)])
                problem = f"{_called(j)} contradicts the judgements that they are the same: {chain}"
                raise ConfigurationError(problem, self.path)


def _id(side: str) -> str:
    """Return the entity id one side of a judgement means."""
    entity, at, document = side.partition(_AT)
    return stable_id(entity.rpartition("-")[0], entity, document) if at else entity


def _called(judgement: Judgement) -> str:
    left, right = judgement.left_name or judgement.left, judgement.right_name or judgement.right
    return f"{judgement.verdict} {left} / {right}"
