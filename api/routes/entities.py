"""Entities, their neighbours and what lies around them."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from api import formats, models
from api.deps import ContextDependency, StoreDependency, TraversalDependency
from api.errors import responses
from api.routes.filters import EntityId, FiltersDependency
from api.routes.search import hit_model
from graph.entity_search import canonical_entity, named
from graph.errors import NotFoundError, ParameterError
from graph.ontology import ENTITY_PROPERTIES
from graph.query_header import MAXIMUM_TEXT, clean_text

router = APIRouter(prefix="/entities", tags=["entities"])


@router.get("", responses=responses())
def entities_named(
    context: ContextDependency,
    store: StoreDependency,
    name: Annotated[
        str, Query(min_length=1, max_length=MAXIMUM_TEXT, description="name, alias or id", examples=["国家卫健委"])
    ],
    type: Annotated[str | None, Query(description="only this entity type", examples=["Institution"])] = None,
) -> models.EntityList:
    """Return the entities that a name or alias stands for, in either script; none if it is unknown."""
    if type is not None and type not in context.ontology.entities:
        raise ParameterError(f"type is {type!r}; it may be one of {', '.join(context.ontology.entities)}")
    types = () if type is None else (type,)
    hits = named(store, context.queries, clean_text("name", name), types=types, timeout=context.settings.query_timeout)
    return models.EntityList(entities=[hit_model(hit) for hit in hits])


@router.get(
    "/{id}",
    response_model=models.Entity,
    responses={**responses(404), 308: {"description": "Merged into another entity, named by Location"}},
)
def entity(id: EntityId, request: Request, context: ContextDependency, store: StoreDependency) -> object:
    """Return an entity; the id of one that was merged leads to the one it became."""
    rows = context.queries.run("entities_by_id", store, {"ids": [id]}, timeout=context.settings.query_timeout)
    if rows:
        row = rows[0]
        attributes = {key: row["properties"][key] for key in sorted(row["properties"].keys() - ENTITY_PROPERTIES)}
        return models.Entity(**{key: row[key] for key in row if key != "properties"}, attributes=attributes)
    if (canonical := canonical_entity(store, id)) is not None:
        return RedirectResponse(request.url_for("entity", id=canonical).path, 308)
    raise NotFoundError(f"no entity has the id {id}; look for names at /search")


@router.get(
    "/{id}/neighbours",
    response_model=models.NeighbourPage,
    responses={**responses(404), 200: formats.described(formats.GraphFormat)},
)
def neighbours(
    id: EntityId,
    context: ContextDependency,
    traversal: TraversalDependency,
    filters: FiltersDependency,
    format: formats.GraphFormatDependency,
    direction: Annotated[Literal["any", "out", "in"], Query(description="out: the entity is the head")] = "any",
    entity_type: Annotated[str | None, Query(description="only neighbours of this entity type")] = None,
    cursor: Annotated[str, Query(max_length=100, description="next_cursor of the page before")] = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> models.NeighbourPage | Response:
    """Return a page of an entity's facts with the entity at the other end of each."""
    page = traversal.neighbours(id, filters, direction=direction, type=entity_type, cursor=cursor, limit=limit)
    if format is formats.GraphFormat.JSON:
        return models.NeighbourPage.model_validate(page)
    nodes = traversal.nodes([id, *(neighbour.id for neighbour in page.neighbours)])
    return formats.graph(nodes, [neighbour.edge for neighbour in page.neighbours], format)


@router.get(
    "/{id}/subgraph",
    response_model=models.Subgraph,
    responses={**responses(404), 200: formats.described(formats.GraphFormat)},
)
def subgraph(
    id: EntityId,
    traversal: TraversalDependency,
    filters: FiltersDependency,
    format: formats.GraphFormatDependency,
    depth: Annotated[int, Query(ge=1, le=3, description="facts between the entity and the farthest")] = 1,
    max_nodes: Annotated[int, Query(ge=1, le=2000)] = 300,
) -> models.Subgraph | Response:
    """Return what lies around an entity; hubs are shown and summarised, not followed."""
    found = traversal.subgraph([id], filters, depth=depth, max_nodes=max_nodes)
    if format is formats.GraphFormat.JSON:
        return models.Subgraph.model_validate(found)
    return formats.graph(found.nodes, found.edges, format)
