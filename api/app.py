"""The API: one factory, no globals."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import Depends, FastAPI
from fastapi_offline import FastAPIOffline
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from api import caching, errors, observability
from api.access import Gate
from api.caching import conditional
from api.deps import Context
from api.openapi import document_problems
from api.routes import documents, entities, facts, health, schema, search, walks
from api.routes.queries import router_for
from api.settings import ApiSettings
from graph.errors import StoreError
from graph.ontology import Ontology, load_ontology
from graph.queries import Queries, load_queries
from graph.settings import Settings
from graph.store import Store

_LOG = logging.getLogger(__name__)
_DESCRIPTION = """Chinese policy documents as a property graph whose every fact shows its sentence.

Entities take a name, an alias or an id. Every error is a problem document (RFC 9457)."""


def create_app(
    settings: Settings,
    store: Store | None = None,
    ontology: Ontology | None = None,
    queries: Queries | None = None,
    *,
    api_settings: ApiSettings | None = None,
) -> FastAPI:
    """Return the API as an ASGI app.

    Parameters
    ----------
    settings
        Where the store is and how far a query may go.
    store
        An open store, which stays the caller's to close; without it, the one the settings name is opened at the
        start, and tried again at each request while it is down.
    ontology, queries
        The schema and the canned queries; without them, the project's own.
    api_settings
        Keys, rate limit and origins; without them, from the environment.

    Raises
    ------
    ConfigurationError
        If the schema, a query file or a setting is wrong.
    """
    api_settings = api_settings or ApiSettings()
    context = Context.create(settings, ontology or load_ontology(), queries or load_queries(), store)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        try:
            # Here and not at the first request: a JVM that a worker thread started doesn't let the process end.
            context.connection.store()
        except StoreError as error:
            _LOG.warning("the store is not there yet", extra={"error": str(error)})
        yield
        if store is None:
            context.connection.close()

    app = FastAPIOffline(
        redoc_url=None,
        title="policy-graph",
        version=version("policy-graph"),
        description=_DESCRIPTION,
        lifespan=lifespan,
    )
    app.state.context = context
    errors.register(app)
    app.include_router(health.router)
    before = [Depends(Gate(api_settings)), Depends(conditional)]
    for router in (schema.router, search.router, entities.router, walks.router, facts.router, documents.router):
        app.include_router(router, dependencies=before)
    app.include_router(router_for(context.queries), dependencies=before)
    document_problems(app)
    caching.register(app)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    if api_settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(api_settings.cors_origins),
            allow_methods=["GET", "POST"],
            allow_headers=["X-API-Key", observability.REQUEST_ID, "If-None-Match"],
            expose_headers=["ETag", observability.REQUEST_ID],
        )
    observability.register(app)
    return app
