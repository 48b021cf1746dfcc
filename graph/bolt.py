"""The Neo4j store: the official driver over Bolt, one long-lived driver a store."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from neo4j import READ_ACCESS, GraphDatabase, ManagedTransaction, Query, Session, unit_of_work
from neo4j.exceptions import AuthError, DriverError, Neo4jError, ServiceUnavailable, SessionExpired, TransientError

from graph.errors import ConfigurationError, QueryTimeoutError, StoreError, StoreUnavailableError
from graph.model import Contribution
from graph.ontology import Ontology
from graph.rows import Row
from graph.settings import Settings
from graph.statement_store import StatementStore
from graph.writing import Writer

_CONNECTION_TIMEOUT = 5.0
_RETRY_TIME = 5.0
"""Seconds for which the driver tries again by itself what failed for a passing reason."""
_WRITE_TIMEOUT = 600.0
_IDLE_BEFORE_CHECK = 30.0
"""Seconds a pooled connection may lie idle before it is tested, so that a restarted server goes unnoticed."""


class BoltStore(StatementStore):
    """A store in a Neo4j server or cluster; see :class:`graph.store.Store` for what its methods promise.

    Opening it does not connect: a server that is away makes calls fail with
    :class:`graph.errors.StoreUnavailableError` and is found again when it is back.

    Parameters
    ----------
    settings
        Address, user, password and database of the server.
    """

    def __init__(self, settings: Settings) -> None:
        if not settings.neo4j_uri:
            raise ConfigurationError("POLICYGRAPH_NEO4J_URI is not set")
        self._uri = settings.neo4j_uri
        self._database = settings.neo4j_database
        self._closed = False
        password = settings.neo4j_password
        self._driver = GraphDatabase.driver(
            self._uri,
            auth=(settings.neo4j_user, password.get_secret_value()) if password else None,
            connection_timeout=_CONNECTION_TIMEOUT,
            connection_acquisition_timeout=2 * _CONNECTION_TIMEOUT,
            max_transaction_retry_time=_RETRY_TIME,
            liveness_check_timeout=_IDLE_BEFORE_CHECK,
            notifications_min_severity="OFF",
        )

    def apply_schema(self, ontology: Ontology) -> None:
        """Create keys and indexes, and wait until they are filled."""
        with self._session() as session:
            for line in _definitions(ontology):
                session.run(line).consume()
            session.run("CALL db.awaitIndexes(300)").consume()
        self._ontology = ontology

    def upsert(self, contribution: Contribution) -> None:
        """Replace the document's earlier contribution by this one."""
        ontology = self._known_ontology()
        ontology.check(contribution)

        @unit_of_work(timeout=_WRITE_TIMEOUT)
        def work(transaction: ManagedTransaction) -> None:
            _writer(transaction).replace(contribution, ontology)

        with self._session() as session:
            session.execute_write(work)

    def withdraw(self, document: str) -> bool:
        """Take a document's contribution back."""

        @unit_of_work(timeout=_WRITE_TIMEOUT)
        def work(transaction: ManagedTransaction) -> bool:
            return _writer(transaction).withdraw(document)

        with self._session() as session:
            return session.execute_write(work)

    def query(self, statement: str, parameters: Mapping[str, Any] | None = None, *, timeout: float = 10.0) -> list[Row]:
        """Run a read-only statement; in a cluster, a follower may answer."""

        @unit_of_work(timeout=timeout)
        def work(transaction: ManagedTransaction) -> list[Row]:
            return transaction.run(statement, dict(parameters or {})).data()

        with self._session(default_access_mode=READ_ACCESS) as session:
            return session.execute_read(work)

    def stream(
        self, statement: str, parameters: Mapping[str, Any] | None = None, *, timeout: float = 600.0
    ) -> Iterator[Row]:
        """Run a read-only statement of many rows, fetched as they are read; what is written meanwhile may show."""
        query = Query(statement, timeout=timeout)
        with self._session(default_access_mode=READ_ACCESS) as session:
            for record in session.run(query, dict(parameters or {})):
                yield record.data()

    def close(self) -> None:
        """Close the driver and its connections."""
        self._closed = True
        self._driver.close()

    @contextmanager
    def _session(self, **options: Any) -> Iterator[Session]:
        if self._closed:
            raise StoreUnavailableError(f"the store at {self._uri} is closed")
        try:
            with self._driver.session(database=self._database, **options) as session:
                yield session
        except AuthError as error:
            raise StoreUnavailableError(
                f"Neo4j at {self._uri} refused the login: check POLICYGRAPH_NEO4J_USER and POLICYGRAPH_NEO4J_PASSWORD"
            ) from error
        except (ServiceUnavailable, SessionExpired) as error:
            raise StoreUnavailableError(
                f"Neo4j at {self._uri} can't be reached: {str(error).splitlines()[0]}"
            ) from error
        except TransientError as error:
            raise StoreUnavailableError(f"Neo4j at {self._uri} can't do it just now: {error.message}") from error
        except Neo4jError as error:
            if "TransactionTimedOut" in (error.code or ""):
                raise QueryTimeoutError("the query ran past its time limit and was stopped") from error
            raise StoreError(f"Neo4j refused: {error.message}") from error
        except DriverError as error:
            raise StoreError(f"the connection to Neo4j at {self._uri} failed: {error}") from error


def _writer(transaction: ManagedTransaction) -> Writer:
    def run(text: str, parameters: Mapping[str, Any]) -> list[Row]:
        return transaction.run(text, dict(parameters)).data()

    return Writer(run)


def _definitions(ontology: Ontology) -> Iterator[str]:
    """Yield the lines of DDL; each does nothing where its work is done."""
    for label in ("Document", "Passage", "Evidence", "Graph", "Entity", *ontology.entities):
        yield f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    for relation in ontology.relations:
        yield f"CREATE INDEX {relation.lower()}_id IF NOT EXISTS FOR ()-[f:{relation}]-() ON (f.id)"
    for label, key in (("Evidence", "fact"), ("Entity", "name"), ("Document", "name")):
        yield f"CREATE INDEX {label.lower()}_{key} IF NOT EXISTS FOR (n:{label}) ON (n.{key})"
    options = "{indexConfig: {`fulltext.analyzer`: 'cjk'}}"
    yield (
        f"CREATE FULLTEXT INDEX entity_search IF NOT EXISTS FOR (n:Entity) ON EACH [n.search_text] OPTIONS {options}"
    )
