"""Finding entities by what people call them."""

from typing import Annotated

from fastapi import APIRouter, Query

from api import models
from api.deps import ContextDependency, StoreDependency
from api.errors import responses
from graph.entity_search import Hit, search
from graph.errors import ParameterError
from graph.query_header import MAXIMUM_TEXT, clean_text

router = APIRouter(tags=["search"])


@router.get("/search", responses=responses())
def search_entities(
    context: ContextDependency,
    store: StoreDependency,
    q: Annotated[
        str,
        Query(min_length=1, max_length=MAXIMUM_TEXT, description="words in either script; one character is enough",
              examples=["肿瘤"]),
    ],
    type: Annotated[str | None, Query(description="only this entity type", examples=["Technology"])] = None,
    skip: Annotated[int, Query(ge=0, le=1000)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> models.SearchAnswer:  # fmt: skip
    """Search entities by name: exact names first, then aliases, then what is alike; facets count types."""
    if type is not None and type not in context.ontology.entities:
        raise ParameterError(f"type is {type!r}; it may be one of {', '.join(context.ontology.entities)}")
    timeout = context.settings.query_timeout
    found = search(store, context.queries, clean_text("q", q), type=type, skip=skip, limit=limit, timeout=timeout)
    return models.SearchAnswer(
        hits=[hit_model(hit) for hit in found.hits], total=found.total, facets=found.facets, complete=found.complete
    )


def hit_model(hit: Hit) -> models.SearchHit:
    """Return a hit as the API shows it."""
    return models.SearchHit(
        id=hit.id,
        name=hit.name,
        type=hit.type,
        kind=hit.kind,
        aliases=list(hit.aliases),
        match=hit.rank.name.lower(),
        matched=hit.matched,
        highlights=list(hit.highlights),
    )
