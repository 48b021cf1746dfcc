"""GraphML, which Gephi, yEd, Cytoscape and igraph read. Lists are JSON text: GraphML has no lists."""

import json
import re
from typing import TYPE_CHECKING, Any, BinaryIO

import networkx

from graph.export.exporter import Exporter

if TYPE_CHECKING:
    from graph.export.multigraph import MultiDiGraph

_LISTS = ("aliases", "documents", "evidence")
_NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters XML 1.0 can't carry or doesn't keep; they become U+FFFD."""


def _write(graph: "MultiDiGraph", file: BinaryIO) -> None:
    flat: MultiDiGraph = networkx.MultiDiGraph()
    flat.add_nodes_from((id, _flat(properties)) for id, properties in graph.nodes(data=True))
    flat.add_edges_from(
        (head, tail, key, _flat(properties)) for head, tail, key, properties in graph.edges(keys=True, data=True)
    )
    networkx.write_graphml(flat, file, encoding="utf-8")


def _read(file: BinaryIO) -> "MultiDiGraph":
    graph: MultiDiGraph = networkx.read_graphml(file, node_type=str, edge_key_type=str, force_multigraph=True)
    graph.graph.clear()  # the defaults GraphML declares; the graph has no attributes of its own
    for _, properties in graph.nodes(data=True):
        _unflatten(properties)
    for _, _, properties in graph.edges(data=True):
        _unflatten(properties)
    return graph


def _flat(properties: dict[str, Any]) -> dict[str, Any]:
    flat = {}
    for name, value in properties.items():
        text = json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
        flat[name] = _NOT_IN_XML.sub("\ufffd", text) if isinstance(text, str) else text
    return flat


def _unflatten(properties: dict[str, Any]) -> None:
    for name in _LISTS:
        if name in properties:
            properties[name] = json.loads(properties[name])


EXPORTER = Exporter("graphml", ".graphml", "application/graphml+xml", _write, _read)
