"""Node-link JSON, which networkx, D3 and most web front ends read."""

import io
import json
from typing import TYPE_CHECKING, BinaryIO

import networkx

from graph.export.exporter import Exporter

if TYPE_CHECKING:
    from graph.export.multigraph import MultiDiGraph


def _write(graph: "MultiDiGraph", file: BinaryIO) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
    json.dump(networkx.node_link_data(graph, edges="links"), text, ensure_ascii=False)
    text.detach()


def _read(file: BinaryIO) -> "MultiDiGraph":
    graph: MultiDiGraph = networkx.node_link_graph(json.load(file), edges="links")
    return graph


EXPORTER = Exporter("node-link", ".json", "application/json", _write, _read)
