"""How the command line shows progress and results."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table

from graph.errors import DocumentError
from ingest.evaluation import Match, Report
from ingest.pipeline import Progress
from ingest.summary import Summary

_STEPS = {"read": "reading", "resolve": "resolving names", "write": "writing the graph"}


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Show one bar a step on standard error; where that is no terminal, show nothing."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description:18}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=console, disable=not console.is_terminal) as bar:
        tasks: dict[str, TaskID] = {}

        def show(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(_STEPS.get(step, step), total=total)
            bar.update(tasks[step], completed=done, total=total)

        yield show


def summary_tables(summary: Summary) -> Iterator[Table | str]:
    """Yield what to print of an ingest: documents, the graph by type, what was rejected and why."""
    documents = Table("documents", "", title="Documents", title_justify="left")
    documents.columns[1].justify = "right"
    for label, value in (
        ("read", summary.read),
        ("unchanged", summary.unchanged),
        ("copies of another document", len(summary.copies)),
        ("rejected", len(summary.rejected)),
        ("in the graph", summary.documents),
    ):
        documents.add_row(label, f"{value:,}")
    yield documents
    yield counts_table("Entities", summary.entities)
    yield counts_table("Facts", summary.facts)
    if summary.left_out:
        yield counts_table("Statements left out", summary.left_out)
    if summary.rejected:
        yield rejected_table(summary.rejected)


def counts_table(title: str, counts: Mapping[str, int]) -> Table:
    """Return a table of counts by type, with their sum."""
    table = Table("type", "count", title=title, title_justify="left", show_footer=True)
    table.columns[1].justify = "right"
    for name, count in sorted(counts.items()):
        table.add_row(name, f"{count:,}")
    table.columns[0].footer, table.columns[1].footer = "all", f"{sum(counts.values()):,}"
    return table


def rejected_table(rejected: Sequence[DocumentError]) -> Table:
    """Return a table of what was rejected and why."""
    table = Table("document", "reason", title="Rejected", title_justify="left")
    for error in rejected:
        table.add_row(error.document, error.reason)
    return table


def score_table(match: Match, report: Report) -> Table:
    """Return a report's total scores as a table."""
    table = Table(title=f"{match} match", title_justify="left")
    table.add_column("type")
    for name in ("precision", "recall", "F1", "right", "wrong", "missing"):
        table.add_column(name, justify="right")
    for key, score in sorted(report.total.items()):
        figures = (score.precision, score.recall, score.f1)
        counts = (score.right, score.wrong, score.missing)
        table.add_row(key, *(f"{figure:.3f}" for figure in figures), *(f"{count:,}" for count in counts))
    return table


def document_scores_table(report: Report) -> Table:
    """Return each document's F1 as a table."""
    table = Table("document", title="F1 by document", title_justify="left")
    for name in ("entities", "relations"):
        table.add_column(name, justify="right")
    for stem, scores in report.documents.items():
        cells = (f"{scores[key].f1:.3f}" if key in scores else "–" for key in ("E:all", "R:all"))
        table.add_row(stem, *cells)
    return table
