"""The store: what the rest of the project may ask of a graph database."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from graph.model import Contribution, Entity, Fact
from graph.ontology import Ontology, load_ontology
from graph.rows import Row as Row
from graph.settings import Settings


class Store(Protocol):
    """A graph database holding one policy graph.

    Every method may raise :class:`graph.errors.StoreError`, and :class:`graph.errors.StoreUnavailableError`
    as long as the database can't be reached. A store is safe to share between threads; what one call writes
    is committed whole or not at all. Readers of the embedded store see it whole as well; Neo4j reads what is
    committed row by row, so that a long read may begin before a commit and end after it.
    """

    def apply_schema(self, ontology: Ontology) -> None:
        """Create the labels, constraints and indexes the schema asks for; harmless when they exist."""

    def digests(self) -> dict[str, str]:
        """Return the digest of each stored contribution by document id."""

    def upsert(self, contribution: Contribution) -> None:
        """Replace the document's earlier contribution by this one, in one transaction.

        Raises
        ------
        DocumentError
            If it breaks the schema, or refers to an entity or passage it doesn't hold.
        StoreError
            If :meth:`apply_schema` hasn't been called.
        """

    def withdraw(self, document: str) -> bool:
        """Take a document's contribution back; facts and entities left without evidence go. True if it was there."""

    def query(self, statement: str, parameters: Mapping[str, Any] | None = None, *, timeout: float = 10.0) -> list[Row]:
        """Run a read-only Cypher statement.

        Parameters
        ----------
        statement
            Cypher, within the subset README's design notes name.
        parameters
            Its parameters; never formatted into the text.
        timeout
            Seconds after which the statement is stopped.

        Raises
        ------
        QueryTimeoutError
            If it ran out of time.
        StoreError
            If it would write, or isn't valid.
        """

    def stream(
        self, statement: str, parameters: Mapping[str, Any] | None = None, *, timeout: float = 600.0
    ) -> Iterator[Row]:
        """Run a read-only Cypher statement of many rows and yield them as they come; as :meth:`query` otherwise."""

    def entities(self) -> Iterator[Entity]:
        """Stream all entities, in the order of their ids."""

    def facts(self) -> Iterator[Fact]:
        """Stream all facts, in the order of their ids."""

    def version(self) -> str:
        """Return a digest of what is stored: equal graphs give equal versions, on either store."""

    def close(self) -> None:
        """Release what the store holds; harmless when closed."""


def open_store(settings: Settings) -> Store:
    """Open the store the settings name: Neo4j when they give a URI, else the embedded one.

    The embedded store comes with the schema applied. Neo4j need not be there yet: whoever writes to it applies
    the schema first.
    """
    if settings.neo4j_uri:
        from graph.bolt import BoltStore

        return BoltStore(settings)
    from graph.embedded import EmbeddedStore

    store = EmbeddedStore(settings.store_directory)
    store.apply_schema(load_ontology())
    return store
