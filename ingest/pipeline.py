"""Ingest: read → resolve → upsert; killed at any moment, it is made good by running it again.

Three steps, each of which only replaces whole things: a result file per document, the manifest's line about it,
and one transaction per contribution. The store is brought in line with the manifest at the end, by digests, so
what an earlier run left half done is done then.

Decisions. A document is what has its name: the same name with other bytes replaces it, and if those can't be
read, its contribution is withdrawn, for its sentences stand nowhere any more. Documents with equal bytes are
one document (the first by name): copies add no support, and if the first is forgotten the next takes its place.
A file that vanished from a folder stays until it is forgotten.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

from graph.errors import DocumentError, NotFoundError
from graph.ontology import Ontology, load_ontology
from graph.settings import Settings
from graph.store import Store
from ingest.judgements import Judgements
from ingest.manifest import Entry, Manifest, document_id
from ingest.readers import discover
from ingest.readers.reference import Reference
from ingest.resolve import Resolver
from ingest.results import Predictions, Results
from ingest.summary import Summary
from ingest.workers import read_all

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told the name of a step, how much of it is done, and of how much."""


def no_progress(step: str, done: int, total: int) -> None:
    """Tell nobody."""


def manifest_path(settings: Settings) -> Path:
    """Return where the manifest is."""
    return settings.data_directory / "manifest.sqlite"


def judgements_path(settings: Settings) -> Path:
    """Return where people's judgements about identity are."""
    return settings.data_directory / "judgements.tsv"


def ingest(
    paths: Iterable[Path],
    store: Store,
    settings: Settings,
    *,
    workers: int = 1,
    progress: Progress = no_progress,
) -> Summary:
    """Read documents into the graph.

    Parameters
    ----------
    paths
        Files, folders and zip archives.
    store
        The graph.
    settings
        Where results and manifest are.
    workers
        Processes that read; 1 reads in this one.
    progress
        Called as the work goes on.

    Returns
    -------
    Summary
        With the rejected documents, if any; all others are ingested.
    """
    summary = Summary()
    references: list[Reference] = []
    for found in discover(paths):
        if isinstance(found, DocumentError):
            summary.rejected.append(found)
        else:
            references.append(found)
    with Manifest(manifest_path(settings)) as manifest:
        _read(references, manifest, Results(settings.results_directory), workers, progress, summary)
        synchronise(manifest, store, settings, summary=summary, progress=progress)
        named = {reference.name for reference in references}
        originals = {entry.name for entry in manifest.originals()}
        summary.copies = [e.name for e in manifest.entries() if e.name in named and e.name not in originals]
    summary.rejected.sort(key=lambda error: error.document)
    summary.count(store)
    return summary


def extract_into(
    paths: Iterable[Path], directory: Path, *, workers: int = 1, progress: Progress = no_progress
) -> tuple[int, list[DocumentError]]:
    """Annotate documents into files and store nothing: ``<stem>.pred.json`` for each.

    Returns
    -------
    int, list of DocumentError
        How many were written, and what was rejected: among it any whose file another document's would overwrite.
    """
    predictions = Predictions(directory)
    references: dict[Path, Reference] = {}
    rejected: list[DocumentError] = []
    for found in discover(paths):
        if isinstance(found, DocumentError):
            rejected.append(found)
        elif (taken := references.setdefault(predictions.path(found.name), found)) is not found:
            reason = f"its result would overwrite that of {taken.name}; extract it into another folder"
            rejected.append(DocumentError(found.name, reason))
    progress("read", 0, len(references))
    for done, outcome in enumerate(read_all(references.values(), predictions, workers), start=1):
        if isinstance(outcome, DocumentError):
            rejected.append(outcome)
        progress("read", done, len(references))
    return len(references) - sum(r.document in {f.name for f in references.values()} for r in rejected), rejected


def _read(
    references: Sequence[Reference],
    manifest: Manifest,
    results: Results,
    workers: int,
    progress: Progress,
    summary: Summary,
) -> None:
    progress("read", 0, len(references))
    for done, outcome in enumerate(read_all(references, results, workers), start=1):
        if isinstance(outcome, DocumentError):
            summary.rejected.append(outcome)
            manifest.forget(outcome.document)
        else:
            entry = Entry(outcome.name, outcome.sha256, outcome.version)
            if outcome.fresh:
                summary.read += 1
            else:
                summary.unchanged += 1
            if manifest.find(entry.name) != entry:
                manifest.record(entry)
        progress("read", done, len(references))


def synchronise(
    manifest: Manifest,
    store: Store,
    settings: Settings,
    *,
    summary: Summary | None = None,
    progress: Progress = no_progress,
) -> Summary:
    """Bring the store in line with the manifest and the judgements, writing only what differs.

    A document the store holds and the manifest never knew (another machine's) is left alone. Results that no
    ingested document needs any more are deleted.
    """
    summary = summary or Summary()
    ontology = load_ontology()
    store.apply_schema(ontology)
    results = Results(settings.results_directory)
    entries = manifest.originals()
    resolver = _resolver(entries, results, ontology, Judgements(judgements_path(settings)), progress)
    stored = store.digests()
    wanted = {entry.id for entry in entries}
    copies = [entry.name for entry in manifest.entries() if entry.id not in wanted]
    for name in (*manifest.forgotten(), *copies):
        if document_id(name) in stored:
            summary.withdrawn += store.withdraw(document_id(name))
        manifest.drop(name)
    for done, entry in enumerate(entries, start=1):
        contribution = resolver.contribution(results.read(entry.sha256, entry.version), entry.name)
        if stored.get(entry.id) != contribution.digest:
            try:
                store.upsert(contribution)
                summary.written += 1
            except DocumentError as error:
                summary.rejected.append(error)
        progress("write", done, len(entries))
    results.prune({(entry.sha256, entry.version) for entry in manifest.entries()})
    summary.left_out = resolver.left_out
    return summary


def _resolver(
    entries: Sequence[Entry], results: Results, ontology: Ontology, judgements: Judgements, progress: Progress
) -> Resolver:
    resolver = Resolver(ontology, judgements)
    for done, entry in enumerate(entries, start=1):
        resolver.gather(results.read(entry.sha256, entry.version), entry.name)
        progress("resolve", done, len(entries))
    resolver.close()
    return resolver


def forget(name: str, store: Store, settings: Settings) -> Summary:
    """Take a document's whole contribution back.

    Parameters
    ----------
    name
        The document's name as it was ingested, or its id.

    Raises
    ------
    NotFoundError
        If no such document is ingested.
    """
    with Manifest(manifest_path(settings)) as manifest:
        known = next((e.name for e in manifest.entries() if name in (e.name, e.id)), None)
        if known is None:
            raise NotFoundError(f"no document {name!r} is ingested; `policygraph status` lists them")
        manifest.forget(known)
        summary = synchronise(manifest, store, settings)
    summary.count(store)
    return summary
