"""What every store answers by the statements they share, once it can run one."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any

from graph.errors import StoreError
from graph.model import Entity, Fact
from graph.ontology import Ontology
from graph.rows import Row, entity_from, fact_from
from graph.statements import statement
from graph.writing import EMPTY_VERSION


class StatementStore(ABC):
    """The part of :class:`graph.store.Store` that is the same for every database."""

    _ontology: Ontology | None = None

    @abstractmethod
    def query(self, statement: str, parameters: Mapping[str, Any] | None = None, *, timeout: float = 10.0) -> list[Row]:
        """Run a read-only statement."""

    @abstractmethod
    def stream(
        self, statement: str, parameters: Mapping[str, Any] | None = None, *, timeout: float = 600.0
    ) -> Iterator[Row]:
        """Run a read-only statement of many rows."""

    def digests(self) -> dict[str, str]:
        """Return the digest of each stored contribution by document id."""
        return {row["id"]: row["digest"] for row in self.stream(statement("digests"))}

    def entities(self) -> Iterator[Entity]:
        """Stream all entities, in the order of their ids."""
        return (entity_from(row["properties"]) for row in self.stream(statement("entities")))

    def facts(self) -> Iterator[Fact]:
        """Stream all facts, in the order of their ids."""
        rows = self.stream(statement("facts"))
        return (fact_from(row["head"], row["type"], row["tail"], row["properties"]) for row in rows)

    def version(self) -> str:
        """Return a digest of what is stored."""
        rows = self.query(statement("version"))
        return rows[0]["version"] if rows else EMPTY_VERSION

    def _known_ontology(self) -> Ontology:
        if self._ontology is None:
            raise StoreError("the schema is not applied: call apply_schema before the first write")
        return self._ontology
