"""What an export format is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO


@dataclass(frozen=True, slots=True)
class Exporter:
    """A file format of the graph.

    Parameters
    ----------
    name, suffix, media_type
        What people, file names and HTTP call it.
    write
        Writes a ``networkx.MultiDiGraph`` as :func:`graph.export.to_networkx` makes it.
    read
        Reads it back, equal.
    """

    name: str
    suffix: str
    media_type: str
    write: Callable[[Any, BinaryIO], None]
    read: Callable[[BinaryIO], Any]
