"""The commands that fill and look after the graph: ingest, extract, evaluate, export, status, forget, judge."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from graph.ontology import load_ontology
from graph.settings import Settings
from graph.store import Store, open_store
from ingest import judging

# The pipeline is imported inside the commands: `policygraph --help` must not wait for spaCy.

REJECTED = 3
"""Exit code where documents were rejected; all others were done."""

commands = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False)
commands.add_typer(judging.commands, name="judge")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for a program.")]
Workers = Annotated[int, typer.Option(min=1, max=256, help="Number of processes that read documents.")]
Paths = Annotated[list[Path], typer.Argument(help="Files, folders and zip archives.", show_default=False)]


@contextmanager
def opened() -> Iterator[tuple[Store, Settings]]:
    """Open the store the environment names."""
    settings = Settings()
    with closing(open_store(settings)) as store:
        store.apply_schema(load_ontology())
        yield store, settings


def print_json(data: Any) -> None:
    """Print ``data`` as JSON on standard output."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=1))


@commands.command()
def ingest(paths: Paths, workers: Workers = 1, as_json: AsJson = False) -> None:
    """Read documents into the graph. What is known already is not read again; a changed document replaces itself."""
    from ingest import display, pipeline

    with opened() as (store, settings), display.progress_bar() as progress:
        summary = pipeline.ingest(paths, store, settings, workers=workers, progress=progress)
    if as_json:
        print_json(summary.as_json())
    else:
        for table in display.summary_tables(summary):
            Console().print(table)
    if summary.rejected:
        raise typer.Exit(REJECTED)


@commands.command()
def extract(
    in_dir: Annotated[Path, typer.Argument(help="Folder of documents.", exists=True)],
    out_dir: Annotated[Path, typer.Argument(help="Folder for <stem>.pred.json.", file_okay=False)],
    workers: Workers = 1,
    as_json: AsJson = False,
) -> None:
    """Annotate documents into files, without a store."""
    from ingest import display, pipeline

    with display.progress_bar() as progress:
        written, rejected = pipeline.extract_into([in_dir], out_dir, workers=workers, progress=progress)
    if as_json:
        reasons = [{"document": error.document, "reason": error.reason} for error in rejected]
        print_json({"written": written, "rejected": reasons})
    else:
        Console().print(f"{written:,} documents annotated in {out_dir}")
        if rejected:
            Console().print(display.rejected_table(rejected))
    if rejected:
        raise typer.Exit(REJECTED)


@commands.command()
def evaluate(
    gold_dir: Annotated[Path, typer.Argument(help="Folder of *.gold.json.", exists=True, file_okay=False)],
    pred_dir: Annotated[Path, typer.Argument(help="Folder of *.pred.json.", exists=True, file_okay=False)],
    as_json: AsJson = False,
) -> None:
    """Score annotations against gold ones: precision, recall and F1 by type, strict and lenient."""
    from ingest import display, evaluation

    reports = evaluation.evaluate(gold_dir, pred_dir)
    if as_json:
        print_json({match.value: report.as_json() for match, report in reports.items()})
        return
    console = Console()
    for match, report in reports.items():
        console.print(display.score_table(match, report))
    console.print(display.document_scores_table(reports[evaluation.Match.LENIENT]))


@commands.command()
def export(
    path: Annotated[Path, typer.Argument(help="File to write; an older one is replaced.", dir_okay=False)],
    format: Annotated[str, typer.Option("--format", help="networkx, graphml or node-link.")] = "graphml",
    entity_type: Annotated[list[str] | None, typer.Option(help="Only entities of this type; may be repeated.")] = None,
    relation_type: Annotated[list[str] | None, typer.Option(help="Only facts of this type; may be repeated.")] = None,
) -> None:
    """Write the graph to a file for other programs."""
    from graph import export as exporting

    with opened() as (store, _):
        nodes, edges = exporting.export(
            store, format, path, entity_types=entity_type or (), relation_types=relation_type or ()
        )
    Console().print(f"{path}: {nodes:,} entities, {edges:,} facts")


@commands.command()
def status(as_json: AsJson = False) -> None:
    """Say what is in the graph, and which documents an older version of the pipeline read."""
    from ingest import display
    from ingest.judgements import Judgements
    from ingest.manifest import Manifest
    from ingest.pipeline import judgements_path, manifest_path
    from ingest.summary import Summary
    from ingest.version import pipeline_version

    with opened() as (store, settings):
        with Manifest(manifest_path(settings)) as manifest:
            entries = list(manifest.entries())
        judgements = len(Judgements(judgements_path(settings)))
        summary = Summary()
        summary.count(store)
        graph_version = store.version()
    outdated = [entry.name for entry in entries if entry.version != pipeline_version()]
    if as_json:
        print_json(
            {
                "store": settings.neo4j_uri or str(settings.store_directory),
                "graph_version": graph_version,
                "pipeline_version": pipeline_version(),
                "documents": [{"name": e.name, "id": e.id, "sha256": e.sha256} for e in entries],
                "outdated": outdated,
                "judgements": judgements,
                "entities": dict(sorted(summary.entities.items())),
                "facts": dict(sorted(summary.facts.items())),
            }
        )
        return
    console = Console()
    console.print(f"store      {settings.neo4j_uri or settings.store_directory}")
    console.print(f"documents  {len(entries):,} ingested, {summary.documents:,} in the graph")
    console.print(f"judgements {judgements:,}")
    if outdated:
        console.print(f"{len(outdated):,} documents were read by an older version; ingest them again to renew them")
    console.print(display.counts_table("Entities", summary.entities))
    console.print(display.counts_table("Facts", summary.facts))


@commands.command()
def forget(
    document: Annotated[str, typer.Argument(help="The document's name as it was ingested, or its id.")],
    as_json: AsJson = False,
) -> None:
    """Take all that a document says back out of the graph."""
    from ingest import display, pipeline

    with opened() as (store, settings):
        summary = pipeline.forget(document, store, settings)
    if as_json:
        print_json(summary.as_json())
        return
    Console().print(f"forgotten: {document}; {summary.documents:,} documents remain")
    Console().print(display.counts_table("Facts", summary.facts))
