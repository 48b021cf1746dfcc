"""The types of the graph."""

from collections.abc import Mapping

from fastapi import APIRouter

from api import models
from api.deps import ContextDependency
from api.errors import responses
from graph.ontology import Attribute

router = APIRouter(tags=["schema"])


@router.get("/schema", responses=responses())
def schema(context: ContextDependency) -> models.Schema:
    """Return every entity and relation type with its meaning, properties and colour."""
    ontology = context.ontology
    return models.Schema(
        entities=[
            models.EntityTypeInfo(
                name=type.name,
                label=models.Label.model_validate(type.label),
                description=models.Label.model_validate(type.description),
                colour=type.colour,
                attributes=_attributes(type.attributes),
            )
            for type in ontology.entities.values()
        ],
        relations=[
            models.RelationTypeInfo(
                name=type.name,
                label=models.Label.model_validate(type.label),
                description=models.Label.model_validate(type.description),
                head=list(type.head),
                tail=list(type.tail),
                directed=type.directed,
                attributes=_attributes(type.attributes),
            )
            for type in ontology.relations.values()
        ],
    )


def _attributes(attributes: Mapping[str, Attribute]) -> list[models.AttributeInfo]:
    return [
        models.AttributeInfo(
            name=name,
            type=attribute.type.value,
            description=models.Label.model_validate(attribute.description),
            values=list(attribute.values),
        )
        for name, attribute in attributes.items()
    ]
