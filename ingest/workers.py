"""Reading documents, in this process or in several."""

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing.connection import wait
from typing import Protocol, TypeAlias

from spacy.language import Language

from graph.errors import DocumentError
from ingest.annotation import Annotation
from ingest.extract import extract
from ingest.nlp import load_pipeline
from ingest.readers import read_reference
from ingest.readers.reference import Reference
from ingest.version import pipeline_version

_AHEAD = 4
"""Documents handed to the processes ahead of time, for each: enough to keep them busy, few enough to stay small."""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document whose result is kept; ``fresh`` unless an earlier run had kept it.

    ``version`` is that of the pipeline in the process that read it.
    """

    name: str
    sha256: str
    version: str
    fresh: bool


Outcome: TypeAlias = ReadDocument | DocumentError


@lru_cache(maxsize=1)
def _pipeline() -> Language:
    return load_pipeline()


class Sink(Protocol):
    """Where annotations are kept; handed to worker processes, so it must be small."""

    def has(self, sha256: str, version: str) -> bool:
        """Tell whether the result of these bytes, read by this version of the pipeline, is kept."""

    def write(self, annotation: Annotation) -> None:
        """Keep a result."""


def read_into(reference: Reference, results: Sink) -> Outcome:
    """Make sure the result of one document is kept."""
    try:
        source = read_reference(reference)
        version = pipeline_version()
        fresh = not results.has(source.sha256, version)
        if fresh:
            results.write(extract(_pipeline(), source))
        return ReadDocument(source.name, source.sha256, version, fresh)
    except DocumentError as error:
        return error


def read_all(references: Iterable[Reference], results: Sink, workers: int = 1) -> Iterator[Outcome]:
    """Read documents and yield what became of each, in no set order.

    Parameters
    ----------
    references
        The documents.
    results
        Where their results are kept.
    workers
        Number of processes; 1 works in this one.
    """
    if workers <= 1:
        yield from (read_into(reference, results) for reference in references)
        return
    remaining = deque(references)
    while remaining:
        started: list[tuple[Reference, Future[Outcome]]] = []
        try:
            yield from _read_in_pool(remaining, started, results, workers)
        except BrokenProcessPool:
            # A worker died (out of memory, a crash in native code). Which document it was nobody can tell,
            # so those under way are tried again, each in a process of its own.
            for reference, _ in started:
                yield _read_alone(reference, results)


def _read_in_pool(
    remaining: deque[Reference],
    started: list[tuple[Reference, "Future[Outcome]"]],
    results: Sink,
    workers: int,
) -> Iterator[Outcome]:
    with _pool(workers) as pool:
        while remaining or started:
            while remaining and len(started) < _AHEAD * workers:
                reference = remaining.popleft()
                started.append((reference, pool.submit(read_into, reference, results)))
            outcome = started[0][1].result()
            started.pop(0)
            yield outcome


def _read_alone(reference: Reference, results: Sink) -> Outcome:
    with _pool(1) as pool:
        try:
            return pool.submit(read_into, reference, results).result()
        except BrokenProcessPool:
            reason = "reading it ended the process that read it (out of memory?); split it or leave it out"
            return DocumentError(reference.name, reason)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """Leave no process behind when the one that started it is killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        sentinel = parent.sentinel
        threading.Thread(target=lambda: (wait([sentinel]), os._exit(1)), daemon=True).start()
