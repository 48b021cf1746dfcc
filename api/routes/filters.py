"""The filters that walks over the graph share, as query parameters."""

from typing import Annotated, TypeAlias

from fastapi import Depends, Path, Query

from api.deps import ContextDependency
from graph.errors import ParameterError
from graph.model import Modality
from graph.traversal_results import Filters

EntityId: TypeAlias = Annotated[
    str, Path(max_length=100, description="id of an entity", examples=["institution-41f5bfcd3a9e97cb"])
]


def _filters(
    context: ContextDependency,
    types: Annotated[list[str] | None, Query(description="only these relation types", examples=[["ISSUES"]])] = None,
    modality: Annotated[Modality | None, Query(description="only facts of this modality")] = None,
    min_confidence: Annotated[float, Query(ge=0, le=1, description="least confidence of a fact")] = 0.0,
    as_of: Annotated[
        str | None,
        Query(pattern=r"^\d{4}-\d{2}-\d{2}$", description="only facts that a document up to this date states",
              examples=["2026-12-31"]),
    ] = None,
) -> Filters:  # fmt: skip
    names = [name for item in types or [] for name in item.split(",") if name]
    for name in names:
        if name not in context.ontology.relations:
            raise ParameterError(f"types: {name!r} is not one of {', '.join(context.ontology.relations)}")
    return Filters(tuple(names), modality, min_confidence, as_of)


FiltersDependency: TypeAlias = Annotated[Filters, Depends(_filters)]
