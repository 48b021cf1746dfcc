"""Readers: from a path the user names to documents, one module a format, registered by suffix."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from graph.errors import DocumentError
from ingest.document import SourceDocument
from ingest.readers.docx import read_docx
from ingest.readers.html import read_html
from ingest.readers.pdf import read_pdf
from ingest.readers.reference import Reference
from ingest.readers.text import read_text

Reader: TypeAlias = Callable[[str, bytes], SourceDocument]
"""From a document's name and bytes to the document; raises :class:`~graph.errors.DocumentError`."""

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": read_text,
        ".md": read_text,
        ".html": read_html,
        ".htm": read_html,
        ".pdf": read_pdf,
        ".docx": read_docx,
    }
)
"""Which reader reads which suffix (lower case)."""


def discover(paths: Iterable[Path]) -> Iterator[Reference | DocumentError]:
    """Find the documents under the paths the user named.

    Parameters
    ----------
    paths
        Files, folders (searched through, hidden files left out) and zip archives, in any mixture.

    Yields
    ------
    Reference or DocumentError
        One a file, in the order of their names; an error for what is missing, unreadable or of no known format.
    """
    for path in paths:
        if path.is_dir():
            for file in sorted(p for p in path.rglob("*") if p.is_file()):
                if not any(part.startswith(".") for part in file.relative_to(path).parts):
                    yield from Reference.of_file(file, READERS.keys())
        elif path.is_file():
            yield from Reference.of_file(path, READERS.keys())
        else:
            yield DocumentError(path.as_posix(), "there is no such file or folder; check the path")


def read_reference(reference: Reference) -> SourceDocument:
    """Read one document.

    Raises
    ------
    DocumentError
        If it can't be used: too large, encrypted, truncated, not what its suffix says, or without text.
    """
    return READERS[reference.suffix](reference.name, reference.read_bytes())


def read_sources(paths: Iterable[Path]) -> Iterator[SourceDocument | DocumentError]:
    """Read all documents under ``paths``, one at a time; an unusable one is yielded as its error."""
    for found in discover(paths):
        if isinstance(found, DocumentError):
            yield found
            continue
        try:
            yield read_reference(found)
        except DocumentError as error:
            yield error
