"""Paths between entities, what they share, and subgraphs around several."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api import formats, models
from api.deps import TraversalDependency
from api.errors import responses
from api.routes.filters import FiltersDependency
from graph.errors import ParameterError

router = APIRouter(tags=["walks"])


@router.get(
    "/paths", response_model=models.Paths, responses={**responses(404), 200: formats.described(formats.GraphFormat)}
)
def paths(
    traversal: TraversalDependency,
    filters: FiltersDependency,
    format: formats.GraphFormatDependency,
    first: Annotated[str, Query(alias="from", max_length=100, examples=["institution-41f5bfcd3a9e97cb"])],
    second: Annotated[str, Query(alias="to", max_length=100, examples=["institution-bfaee19ed7a788c4"])],
    max_hops: Annotated[int, Query(ge=1, le=6)] = 4,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> models.Paths | Response:
    """Return all shortest paths between two entities, each step with its sentences."""
    found = traversal.paths(first, second, filters, max_hops=max_hops, limit=limit)
    if format is formats.GraphFormat.JSON:
        return models.Paths.model_validate(found)
    nodes = {node.id: node for path in found.paths for node in path.nodes}
    edges = {edge.fact: edge for path in found.paths for step in path.steps for edge in step}
    return formats.graph(nodes.values(), edges.values(), format)


@router.get("/common", responses=responses(404))
def common(
    traversal: TraversalDependency,
    filters: FiltersDependency,
    ids: Annotated[
        list[str],
        Query(min_length=1, max_length=50, description="ids, repeated or separated by commas",
              examples=[["institution-41f5bfcd3a9e97cb", "institution-bfaee19ed7a788c4"]]),
    ],
    at_least: Annotated[int, Query(ge=2, le=50, description="how many an entity must be joined to")] = 2,
    skip: Annotated[int, Query(ge=0, le=100_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> models.CommonAnswer:  # fmt: skip
    """Return the entities that two or more share, with the facts that join them."""
    wanted = list(dict.fromkeys(id for item in ids for id in item.split(",") if id))
    if len(wanted) < 2:
        raise ParameterError("ids: give at least two different ids")
    rows = traversal.common(wanted, filters, at_least=at_least, skip=skip, limit=limit)
    return models.CommonAnswer.model_validate({"entities": rows})


@router.post(
    "/subgraph",
    response_model=models.Subgraph,
    responses={**responses(404), 200: formats.described(formats.GraphFormat)},
)
def subgraph_of(
    traversal: TraversalDependency,
    filters: FiltersDependency,
    format: formats.GraphFormatDependency,
    body: models.SubgraphRequest,
) -> models.Subgraph | Response:
    """Return several entities with the facts among them and, with a depth, what lies around them."""
    found = traversal.subgraph(body.ids, filters, depth=body.depth, max_nodes=body.max_nodes)
    if format is formats.GraphFormat.JSON:
        return models.Subgraph.model_validate(found)
    return formats.graph(found.nodes, found.edges, format)
