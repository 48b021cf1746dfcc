"""Documents and their sentences."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api import models
from api.deps import ContextDependency, StoreDependency
from api.errors import responses
from graph.errors import NotFoundError

router = APIRouter(prefix="/documents", tags=["documents"])


@router.get("", responses=responses())
def documents(
    context: ContextDependency,
    store: StoreDependency,
    skip: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> models.DocumentList:
    """Return documents by name, each with how much it contributes."""
    page = {"skip": skip, "limit": limit}
    rows = context.queries.run("document_yield", store, page, timeout=context.settings.query_timeout)
    found = [models.DocumentInfo(**row) for row in rows]
    return models.DocumentList(documents=found, next_skip=skip + limit if len(found) == limit else None)


@router.get("/{id}", responses=responses(404))
def document(
    id: Annotated[str, Path(max_length=200, description="id or file name", examples=["document-567209d2e6e4d5f9"])],
    context: ContextDependency,
    store: StoreDependency,
    skip: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> models.Document:
    """Return a document with a page of its sentences and the entities each names."""
    timeout = context.settings.query_timeout
    rows = context.queries.run("document", store, {"document": id}, timeout=timeout)
    if not rows:
        raise NotFoundError(f"no document has the id or name {id}")
    properties = rows[0]["properties"]
    page = {"document": rows[0]["id"], "skip": skip, "limit": limit}
    passages = context.queries.run("document_passages", store, page, timeout=timeout)
    fields = [name for name in models.Document.model_fields if name not in {"passages", "next_skip"}]
    return models.Document(
        **{name: properties[name] for name in fields},
        passages=[models.PassageInfo(**row) for row in passages],
        next_skip=skip + limit if len(passages) == limit else None,
    )
