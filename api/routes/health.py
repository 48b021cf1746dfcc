"""Whether the process runs and the store answers."""

from fastapi import APIRouter

from api import models
from api.deps import ContextDependency, StoreDependency
from api.errors import responses

router = APIRouter(prefix="/health", tags=["health"])


@router.get("/live")
def live() -> models.Health:
    """Say that the process runs, whatever the store does."""
    return models.Health(status="alive")


@router.get("/ready", responses=responses())
def ready(context: ContextDependency, store: StoreDependency) -> models.Readiness:
    """Say that the store answers, which version of the graph it holds and how much."""
    timeout = context.settings.query_timeout
    row = context.queries.run("totals", store, timeout=timeout)[0]
    return models.Readiness(status="ready", version=store.version(), **row)
