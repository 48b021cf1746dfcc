"""The embedded store: ArcadeDB inside this process, its files in one directory; nothing to install or start."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import arcadedb_embedded as arcadedb
import jpype

from graph.errors import QueryTimeoutError, StoreError, StoreUnavailableError
from graph.model import Contribution
from graph.ontology import Ontology
from graph.read_write_lock import ReadWriteLock
from graph.rows import Row
from graph.statement_store import StatementStore
from graph.writing import Writer

_LOGGING = Path(__file__).with_name("embedded_logging.properties")
_JVM = {"heap_size": "2g", "jvm_args": [f"-Djava.util.logging.config.file={_LOGGING}"]}
_CYPHER = "opencypher"
_CJK = "org.apache.lucene.analysis.cjk.CJKAnalyzer"


class EmbeddedStore(StatementStore):
    """A store in files of its own; see :class:`graph.store.Store` for what its methods promise.

    One process holds the files at a time. Reads run side by side, a write runs alone: ArcadeDB would let a
    reader see half of a commit.

    Parameters
    ----------
    directory
        Holds the database; made if absent. What a killed process had committed is there again.

    Raises
    ------
    StoreUnavailableError
        If another process, or another store of this one, holds the files.
    StoreError
        If they can't be opened otherwise.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._lock = ReadWriteLock()
        self._database: arcadedb.Database | None = _open(directory)
        self._timeout = jpype.JClass("com.arcadedb.query.sql.executor.CommandTimeoutOverride")

    def apply_schema(self, ontology: Ontology) -> None:
        """Declare the types, their keys and the full-text index."""
        with self._lock.writing(), self._failures():
            database = self._open_database()
            for line in _definitions(ontology):
                database.command("sql", line)
            self._ontology = ontology

    def upsert(self, contribution: Contribution) -> None:
        """Replace the document's earlier contribution by this one."""
        ontology = self._known_ontology()
        ontology.check(contribution)
        with self._transaction() as database:
            _writer(database).replace(contribution, ontology)

    def withdraw(self, document: str) -> bool:
        """Take a document's contribution back."""
        with self._transaction() as database:
            return _writer(database).withdraw(document)

    def query(self, statement: str, parameters: Mapping[str, Any] | None = None, *, timeout: float = 10.0) -> list[Row]:
        """Run a read-only statement."""
        with self._lock.reading(), self._failures():
            database = self._open_database()
            self._timeout.set(jpype.JLong(max(1, round(timeout * 1000))))
            try:
                rows: list[Row] = database.query(_CYPHER, statement, dict(parameters or {})).to_list()
            finally:
                self._timeout.clear()
            return rows

    def stream(
        self, statement: str, parameters: Mapping[str, Any] | None = None, *, timeout: float = 600.0
    ) -> Iterator[Row]:
        """Run a read-only statement of many rows; they are read at once, so that no write comes between them."""
        yield from self.query(statement, parameters, timeout=timeout)

    def close(self) -> None:
        """Close the files, when reads and writes that are under way have ended."""
        with self._lock.writing(), self._failures():
            database, self._database = self._database, None
            if database is not None:
                database.close()

    def _open_database(self) -> arcadedb.Database:
        if self._database is None:
            raise StoreUnavailableError(f"the store in {self._directory} is closed")
        return self._database

    @contextmanager
    def _transaction(self) -> Iterator[arcadedb.Database]:
        with self._lock.writing(), self._failures():
            database = self._open_database()
            with database.transaction():
                yield database

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except arcadedb.ArcadeDBError as error:
            if _caused_by(error, "com.arcadedb.exception.TimeoutException"):
                raise QueryTimeoutError("the query ran past its time limit and was stopped") from error
            raise StoreError(f"the embedded store refused: {error}") from error


def _writer(database: arcadedb.Database) -> Writer:
    def run(text: str, parameters: Mapping[str, Any]) -> list[Row]:
        rows: list[Row] = database.command(_CYPHER, text, dict(parameters)).to_list()
        return rows

    return Writer(run)


def _definitions(ontology: Ontology) -> Iterator[str]:
    """Yield the lines of DDL; each does nothing where its work is done."""
    nodes = ("Document", "Passage", "Evidence", "Graph", "Entity")
    relations = tuple(ontology.relations)
    yield from (f"CREATE VERTEX TYPE {name} IF NOT EXISTS" for name in nodes)
    yield from (f"CREATE VERTEX TYPE {name} IF NOT EXISTS EXTENDS Entity" for name in ontology.entities)
    yield from (f"CREATE EDGE TYPE {name} IF NOT EXISTS" for name in ("PASSAGE_OF", "MENTIONED_IN", "STATED_IN"))
    yield from (f"CREATE EDGE TYPE {name} IF NOT EXISTS" for name in relations)
    for name in nodes + relations:
        yield f"CREATE PROPERTY {name}.id IF NOT EXISTS STRING"
        yield f"CREATE INDEX IF NOT EXISTS ON {name} (id) UNIQUE"
    for name, key in (("Evidence", "fact"), ("Entity", "name"), ("Document", "name")):
        yield f"CREATE PROPERTY {name}.{key} IF NOT EXISTS STRING"
        yield f"CREATE INDEX IF NOT EXISTS ON {name} ({key}) NOTUNIQUE"
    yield "CREATE PROPERTY Entity.search_text IF NOT EXISTS STRING"
    analyzer = f'{{"analyzer": "{_CJK}"}}'
    yield f"CREATE INDEX entity_search IF NOT EXISTS ON Entity (search_text) FULL_TEXT METADATA {analyzer}"


def _open(directory: Path) -> arcadedb.Database:
    directory.parent.mkdir(parents=True, exist_ok=True)
    try:
        factory = arcadedb.DatabaseFactory(str(directory.resolve()), jvm_kwargs=_JVM)
        database = factory.open() if factory.exists() else factory.create()
        database.set_wal_flush("yes_nometadata")
    except arcadedb.ArcadeDBError as error:
        if "locked" in str(error) or "already in use" in str(error):
            raise StoreUnavailableError(
                f"the store in {directory} is in use by another process (a server or an ingest); "
                "stop it first, or set POLICYGRAPH_NEO4J_URI to share a Neo4j"
            ) from error
        raise StoreError(f"the store in {directory} can't be opened: {error}") from error
    return database


def _caused_by(error: BaseException, java_class: str) -> bool:
    """Say whether a Java exception of this class is among the causes of ``error``."""
    cause: Any = error.__cause__
    type = jpype.JClass(java_class)
    while cause is not None:
        if isinstance(cause, type):
            return True
        cause = cause.getCause() if hasattr(cause, "getCause") else cause.__cause__
    return False
