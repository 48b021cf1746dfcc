"""Between the model's dataclasses and the rows that stores keep."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from itertools import islice
from typing import Any, TypeAlias, TypeVar

from graph.model import Contribution, Entity, Evidence, Fact, Modality, Statement
from graph.ontology import ENTITY_PROPERTIES, FACT_PROPERTIES
from graph.search_text import search_text

Row: TypeAlias = dict[str, Any]
"""One row: column name to a scalar, list or map."""

T = TypeVar("T")


def batches(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield ``rows`` in lists of at most ``size``."""
    iterator = iter(rows)
    while batch := list(islice(iterator, size)):
        yield batch


def document_properties(contribution: Contribution) -> Row:
    """Return what a Document node keeps: the document's fields and the digest of its contribution."""
    return {**asdict(contribution.document), "contribution": contribution.digest}


def entity_properties(entity: Entity) -> Row:
    """Return what an entity's node keeps."""
    return {
        **entity.attributes,
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "kind": entity.kind,
        "search_text": search_text(entity),
    }


def entity_from(properties: Mapping[str, Any]) -> Entity:
    """Return the entity whose node keeps ``properties``."""
    return Entity(
        id=properties["id"],
        type=properties["type"],
        name=properties["name"],
        aliases=tuple(properties["aliases"]),
        kind=properties["kind"],
        attributes={key: properties[key] for key in sorted(properties.keys() - ENTITY_PROPERTIES)},
    )


def evidence_row(statement: Statement) -> Row:
    """Return what an Evidence node keeps; it knows its fact's ends, so that a fact can be found and redone from it."""
    row = asdict(statement.evidence)
    row["attributes"] = json.dumps(row["attributes"], ensure_ascii=False, sort_keys=True)
    row["modality"] = str(row["modality"])
    return {**row, "head": statement.head, "type": statement.type, "tail": statement.tail}


def evidence_from(row: Mapping[str, Any]) -> Evidence:
    """Return the evidence whose node keeps ``row``."""
    fields = {name: row[name] for name in Evidence.__dataclass_fields__}
    return Evidence(**{**fields, "attributes": json.loads(row["attributes"]), "modality": Modality(row["modality"])})


def fact_properties(fact: Fact) -> Row:
    """Return what a fact's relationship keeps."""
    return {
        **fact.attributes,
        "id": fact.id,
        "confidence": fact.confidence,
        "modality": str(fact.modality),
        "support": fact.support,
        "documents": list(fact.documents),
        "evidence": list(fact.evidence),
        "quote": fact.quote,
        "first_seen": fact.first_seen,
        "last_seen": fact.last_seen,
    }


def fact_from(head: str, type: str, tail: str, properties: Mapping[str, Any]) -> Fact:
    """Return the fact whose relationship keeps ``properties``."""
    return Fact(
        id=properties["id"],
        head=head,
        type=type,
        tail=tail,
        confidence=properties["confidence"],
        modality=Modality(properties["modality"]),
        support=properties["support"],
        documents=tuple(properties["documents"]),
        evidence=tuple(properties["evidence"]),
        quote=properties["quote"],
        first_seen=properties["first_seen"],
        last_seen=properties["last_seen"],
        attributes={key: properties[key] for key in sorted(properties.keys() - FACT_PROPERTIES)},
    )
