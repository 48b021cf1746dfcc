"""Facts with all their evidence."""

from typing import Annotated

from fastapi import APIRouter, Path

from api import models
from api.deps import ContextDependency, StoreDependency
from api.errors import responses
from graph.errors import NotFoundError
from graph.ontology import FACT_PROPERTIES

router = APIRouter(prefix="/facts", tags=["facts"])


@router.get("/{id}", responses=responses(404))
def fact(
    id: Annotated[str, Path(max_length=100, examples=["fact-eb01a47c09c28999"])],
    context: ContextDependency,
    store: StoreDependency,
) -> models.Fact:
    """Return a fact with every sentence that states it: document, place, rule and confidence."""
    timeout = context.settings.query_timeout
    rows = context.queries.run("fact", store, {"fact": id}, timeout=timeout)
    if not rows:
        raise NotFoundError(f"no fact has the id {id}")
    evidence = context.queries.run("fact_evidence", store, {"fact": id, "limit": 500}, timeout=timeout)
    row, properties = rows[0], rows[0]["properties"]
    return models.Fact(
        id=row["id"],
        relation=row["relation"],
        head=models.EntityInfo(id=row["head_id"], name=row["head"], type=row["head_type"], kind=row["head_kind"]),
        tail=models.EntityInfo(id=row["tail_id"], name=row["tail"], type=row["tail_type"], kind=row["tail_kind"]),
        confidence=properties["confidence"],
        modality=properties["modality"],
        support=properties["support"],
        quote=properties["quote"],
        first_seen=properties["first_seen"],
        last_seen=properties["last_seen"],
        attributes={key: properties[key] for key in sorted(properties.keys() - FACT_PROPERTIES)},
        evidence=[models.EvidenceItem(**item) for item in evidence],
    )
