"""Sub-commands that read the graph: ``serve``, ``query`` and ``schema``."""

import json
import re
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from api.app import create_app
from api.observability import log_to_stderr
from graph.errors import ParameterError
from graph.ontology import load_ontology
from graph.queries import Queries, load_queries
from graph.settings import Settings
from graph.store import Row, open_store

commands = typer.Typer()

_FOR_PROGRAMS = re.compile(r"(?:^|_)id$|^(?:facts?|evidence|documents|passages)$")
"""Columns of ids: a reader wants the names and the sentence; ``--json`` has them all."""


@commands.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on; POLICYGRAPH_API_HOST by default")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; POLICYGRAPH_API_PORT by default")] = None,
) -> None:
    """Serve the graph over HTTP; /docs shows what it answers."""
    import uvicorn

    settings = Settings()
    app = create_app(settings)
    log_to_stderr()
    uvicorn.run(app, host=host or settings.api_host, port=port or settings.api_port, log_config=None, access_log=False)


@commands.command()
def query(
    name: Annotated[str | None, typer.Argument(help="Name of a canned query; without one, all are listed")] = None,
    values: Annotated[list[str] | None, typer.Argument(metavar="KEY=VALUE…", help="Its parameters")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table")] = False,
) -> None:
    """Run a canned query, the same as at /queries/NAME."""
    queries = load_queries()
    if name is None:
        _print(_listed(queries), as_json)
        return
    settings = Settings()
    store = open_store(settings)
    try:
        store.apply_schema(load_ontology())
        rows = queries.run(name, store, _pairs(values or []), timeout=settings.query_timeout)
    finally:
        store.close()
    _print(rows, as_json)


@commands.command()
def schema(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table")] = False,
) -> None:
    """Print the types of the graph."""
    ontology = load_ontology()
    rows: list[Row] = [
        {"type": type.name, "label": type.label.zh, "joins": "", "properties": ", ".join(type.attributes)}
        for type in ontology.entities.values()
    ]
    rows += [
        {
            "type": type.name,
            "label": type.label.zh,
            "joins": f"{', '.join(type.head)} {'→' if type.directed else '–'} {', '.join(type.tail)}",
            "properties": ", ".join(type.attributes),
        }
        for type in ontology.relations.values()
    ]
    _print(rows, as_json)


def _listed(queries: Queries) -> list[Row]:
    return [
        {
            "name": query.name,
            "topic": query.topic,
            "title": f"{query.header.title.en} · {query.header.title.zh}",
            "parameters": " ".join(n if p.required else f"[{n}]" for n, p in query.parameters.items()),
        }
        for query in queries.values()
    ]


def _pairs(values: list[str]) -> dict[str, object]:
    pairs: dict[str, object] = {}
    for item in values:
        name, equals, value = item.partition("=")
        if not equals:
            raise ParameterError(f"{item!r} is not KEY=VALUE")
        if name in pairs:
            raise ParameterError(f"parameter {name} is given twice")
        pairs[name] = value
    return pairs


def _print(rows: list[Row], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    shown = [name for name in (rows[0] if rows else ()) if not _FOR_PROGRAMS.search(name)]
    table = Table(*shown, show_lines=True)
    for row in rows:
        table.add_row(*(_shown(row[name]) for name in shown))
    Console().print(table if rows else "no rows")


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(map(_shown, value))
    if isinstance(value, dict):
        return ", ".join(f"{name}: {item}" for name, item in value.items() if item not in (None, ""))
    return "" if value is None else str(value)
