"""The same answer in the format a client asks for, by ``format=`` or else by ``Accept``."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated, Any, TypeAlias

import networkx
from fastapi import Depends, Query, Request
from fastapi.responses import JSONResponse, Response

from graph.traversal_results import Edge, Node

_SEPARATOR = "; "


class TableFormat(StrEnum):
    """Formats of an answer that is a table."""

    JSON = "json"
    CSV = "csv"


class GraphFormat(StrEnum):
    """Formats of an answer that is a graph; ``csv`` lists its facts."""

    JSON = "json"
    CSV = "csv"
    GRAPHML = "graphml"
    GEXF = "gexf"
    NODE_LINK = "node-link"
    CYTOSCAPE = "cytoscape"


MEDIA_TYPES: dict[str, str] = {
    "json": "application/json",
    "csv": "text/csv",
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "node-link": "application/vnd.node-link+json",
    "cytoscape": "application/vnd.cytoscape+json",
}


def accepted(request: Request, formats: Iterable[str]) -> str:
    """Return the format among ``formats`` that the ``Accept`` header likes best, ``json`` if it likes none."""
    wanted: list[tuple[float, str]] = []
    for item in request.headers.get("accept", "").split(","):
        media_type, *parameters = (part.strip() for part in item.split(";"))
        weights = [part.removeprefix("q=") for part in parameters if part.startswith("q=")]
        try:
            wanted.append((float(weights[0]) if weights else 1.0, media_type))
        except ValueError:
            continue
    by_type = {MEDIA_TYPES[name]: name for name in formats}
    for weight, media_type in sorted(wanted, key=lambda item: -item[0]):
        if weight > 0 and media_type in by_type:
            return by_type[media_type]
    return "json"


def accepted_table(request: Request) -> TableFormat:
    """Return the table format that the ``Accept`` header asks for."""
    return TableFormat(accepted(request, TableFormat))


def _graph_format(
    request: Request, format: Annotated[GraphFormat | None, Query(description="overrides Accept")] = None
) -> GraphFormat:
    return format or GraphFormat(accepted(request, GraphFormat))


AcceptedTable: TypeAlias = Annotated[TableFormat, Depends(accepted_table)]
GraphFormatDependency: TypeAlias = Annotated[GraphFormat, Depends(_graph_format)]


def described(formats: Iterable[str]) -> dict[str, Any]:
    """Return the OpenAPI content of a 200 answer in formats other than JSON."""
    media_types = [MEDIA_TYPES[name] for name in formats if name != "json"]
    kinds = {media_type: "object" if media_type.endswith("+json") else "string" for media_type in media_types}
    return {"content": {media_type: {"schema": {"type": kind}} for media_type, kind in kinds.items()}}


def table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> Response:
    """Return rows as CSV (UTF-8 with BOM, so that Excel reads Chinese); lists are joined."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _cell(row.get(name)) for name in columns} for row in rows)
    return Response("\ufeff" + text.getvalue(), media_type=f"{MEDIA_TYPES['csv']}; charset=utf-8")


def graph(nodes: Iterable[Node], edges: Iterable[Edge], format: GraphFormat) -> Response:
    """Return a graph in a format other than JSON."""
    if format is GraphFormat.CSV:
        return table([asdict(edge) for edge in edges], Edge.__slots__)
    built = to_networkx(nodes, edges)
    media_type = MEDIA_TYPES[format]
    if format is GraphFormat.NODE_LINK:
        return JSONResponse(networkx.node_link_data(built, edges="links"), media_type=media_type)
    if format is GraphFormat.CYTOSCAPE:
        return JSONResponse(networkx.cytoscape_data(built), media_type=media_type)
    generate = networkx.generate_graphml if format is GraphFormat.GRAPHML else networkx.generate_gexf
    return Response("\n".join(generate(built)), media_type=media_type)


def to_networkx(nodes: Iterable[Node], edges: Iterable[Edge]) -> "networkx.MultiDiGraph[str]":
    """Return nodes and facts as a networkx graph whose attributes are scalars; facts are keyed by id."""
    built: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node in nodes:
        built.add_node(node.id, **{name: _cell(value) for name, value in asdict(node).items() if name != "id"})
        built.nodes[node.id]["label"] = node.name
    for edge in edges:
        properties = {name: _cell(value) for name, value in asdict(edge).items() if name not in {"head", "tail"}}
        built.add_edge(edge.head, edge.tail, key=edge.fact, **properties)
    return built


def _cell(value: object) -> str | int | float | bool:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return _SEPARATOR.join(_plain(item) for item in value)
    return value if isinstance(value, str | int | float | bool) else _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {item}" for name, item in value.items() if item not in (None, ""))
    return str(value)
