"""The stores' own statements: ``cypher/store/<name>.cypher``, one Cypher text for every store."""

from functools import cache
from pathlib import Path

from graph.errors import ConfigurationError

DIRECTORY = Path(__file__).parent.parent / "cypher" / "store"


@cache
def statement(name: str) -> str:
    """Return the text of one statement.

    Raises
    ------
    ConfigurationError
        If there is no such file or it is empty.
    """
    path = DIRECTORY / f"{name}.cypher"
    try:
        text = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ConfigurationError(f"can't be read: {error.strerror}", path) from error
    if not text:
        raise ConfigurationError("holds no statement", path)
    return text


@cache
def typed_statement(name: str, type: str) -> str:
    """Return a statement about one type of the schema: a label can't be a parameter, so it replaces ```Type```."""
    return statement(name).replace("`Type`", f"`{type}`")
