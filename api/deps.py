"""What routes need, taken from the app that serves them; there are no globals."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, TypeAlias, cast

from fastapi import Depends, Request

from graph.errors import StoreError
from graph.ontology import Ontology
from graph.queries import Queries
from graph.settings import Settings
from graph.store import Store, open_store
from graph.traverse import Traversal


@dataclass(slots=True)
class Connection:
    """The store, opened when first asked for and tried again until it can be.

    Parameters
    ----------
    open
        Opens the store; raises :class:`graph.errors.StoreError` while it can't.
    """

    open: Callable[[], Store]
    _store: Store | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def store(self) -> Store:
        """Return the open store."""
        with self._lock:
            if self._store is None:
                self._store = self.open()
            return self._store

    def close(self) -> None:
        """Close the store if it was opened."""
        with self._lock:
            if self._store is not None:
                self._store.close()
                self._store = None


@dataclass(frozen=True, slots=True)
class Context:
    """What one app stands on."""

    settings: Settings
    ontology: Ontology
    queries: Queries
    connection: Connection

    @classmethod
    def create(
        cls,
        settings: Settings,
        ontology: Ontology,
        queries: Queries,
        store: Store | None,
    ) -> "Context":
        """Return a context whose store is the one given, or the one the settings name."""

        def open() -> Store:
            opened = open_store(settings)
            try:
                opened.apply_schema(ontology)
            except StoreError:
                opened.close()
                raise
            return opened

        connection = Connection(open if store is None else (lambda: store))
        return cls(settings, ontology, queries, connection)


def context(request: Request) -> Context:
    """Return the app's context."""
    return cast(Context, request.app.state.context)


def _store(context: Annotated[Context, Depends(context)]) -> Store:
    return context.connection.store()


def _traversal(context: Annotated[Context, Depends(context)], store: Annotated[Store, Depends(_store)]) -> Traversal:
    settings = context.settings
    return Traversal(store, context.queries, hub_degree=settings.hub_degree, timeout=settings.query_timeout)


ContextDependency: TypeAlias = Annotated[Context, Depends(context)]
StoreDependency: TypeAlias = Annotated[Store, Depends(_store)]
TraversalDependency: TypeAlias = Annotated[Traversal, Depends(_traversal)]
