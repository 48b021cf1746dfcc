"""The manifest: which documents are ingested, by which bytes and which version of the pipeline."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from graph.errors import ConfigurationError
from graph.model import stable_id

_SCHEMA = """
CREATE TABLE IF NOT EXISTS document (
    name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, version TEXT NOT NULL, forgotten INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID
"""


def document_id(name: str) -> str:
    """Return the id of the document called ``name``."""
    return stable_id("document", name)


@dataclass(frozen=True, slots=True)
class Entry:
    """One ingested document; ``version`` is that of the pipeline that read it."""

    name: str
    sha256: str
    version: str

    @property
    def id(self) -> str:
        """The document's id in the graph."""
        return document_id(self.name)


class Manifest:
    """The ingested documents, kept in one SQLite file, which survives a kill at any moment.

    A forgotten document stays, marked, until the store has let go of it: a crash in between is then made good
    by the next run.

    Parameters
    ----------
    path
        The file; made if missing.

    Raises
    ------
    ConfigurationError
        If the file is there and is not a manifest.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(path, isolation_level=None)
        try:
            self._database.execute("PRAGMA synchronous = FULL")
            self._database.execute(_SCHEMA)
        except sqlite3.DatabaseError as error:
            self._database.close()
            raise ConfigurationError(f"not a manifest ({error}); restore it or move it away", path) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def record(self, entry: Entry) -> None:
        """Note that this document is ingested; replaces what was known under its name."""
        self._database.execute(
            "INSERT OR REPLACE INTO document (name, sha256, version) VALUES (?, ?, ?)",
            (entry.name, entry.sha256, entry.version),
        )

    def find(self, name: str) -> Entry | None:
        """Return the document called ``name``, if it is ingested."""
        row = self._database.execute(
            "SELECT name, sha256, version FROM document WHERE name = ? AND NOT forgotten", (name,)
        ).fetchone()
        return Entry(*row) if row else None

    def forget(self, name: str) -> bool:
        """Mark a document as forgotten. True if it was ingested."""
        cursor = self._database.execute("UPDATE document SET forgotten = 1 WHERE name = ? AND NOT forgotten", (name,))
        return cursor.rowcount > 0

    def forgotten(self) -> list[str]:
        """Return the names of the documents the store may still have to let go."""
        return [name for (name,) in self._database.execute("SELECT name FROM document WHERE forgotten ORDER BY name")]

    def drop(self, name: str) -> None:
        """Take a forgotten document's mark away, once the store holds nothing of it."""
        self._database.execute("DELETE FROM document WHERE name = ? AND forgotten", (name,))

    def entries(self) -> Iterator[Entry]:
        """Yield the ingested documents in the order of their names (code points, alike everywhere)."""
        rows = self._database.execute("SELECT name, sha256, version FROM document WHERE NOT forgotten ORDER BY name")
        yield from (Entry(*row) for row in rows.fetchall())

    def originals(self) -> list[Entry]:
        """Return one document for each distinct content: the first by name; its copies say nothing new."""
        first: dict[str, Entry] = {}
        for entry in self.entries():
            first.setdefault(entry.sha256, entry)
        return list(first.values())
