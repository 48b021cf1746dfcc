"""The ``MultiDiGraph`` itself, pickled, for Python: ``pickle.load`` gives it back. Load only files you trust."""

import pickle
from typing import TYPE_CHECKING, BinaryIO

from graph.export.exporter import Exporter

if TYPE_CHECKING:
    from graph.export.multigraph import MultiDiGraph


def _write(graph: "MultiDiGraph", file: BinaryIO) -> None:
    pickle.dump(graph, file, protocol=5)


def _read(file: BinaryIO) -> "MultiDiGraph":
    graph: MultiDiGraph = pickle.load(file)
    return graph


EXPORTER = Exporter("networkx", ".pickle", "application/octet-stream", _write, _read)
