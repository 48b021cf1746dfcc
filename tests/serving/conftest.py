"""The graph the canned queries' examples run on, and the API over it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import ApiSettings
from graph.model import (
    Contribution,
    Document,
    Entity,
    Evidence,
    Mention,
    Modality,
    Passage,
    Statement,
    fact_id,
    stable_id,
)
from graph.ontology import Ontology
from graph.queries import Queries, load_queries
from graph.settings import Settings
from graph.store import Store

GRAPH = Path(__file__).with_name("policy_graph.yaml")


def contributions(ontology: Ontology) -> Iterator[Contribution]:
    """Yield the contribution of each document of ``policy_graph.yaml``."""
    data = yaml.safe_load(GRAPH.read_text("utf-8"))
    entities = {
        key: Entity(
            id=stable_id(entity["type"].lower(), entity["name"]),
            type=entity["type"],
            name=entity["name"],
            aliases=tuple(entity.get("aliases", ())),
            kind=entity.get("kind", ""),
            attributes=entity.get("attributes", {}),
        )
        for key, entity in data["entities"].items()
    }
    for document in data["documents"]:
        yield _contribution(document, entities, ontology)


def _contribution(data: dict[str, Any], entities: dict[str, Entity], ontology: Ontology) -> Contribution:
    document = Document(
        id=stable_id("document", data["name"]),
        name=data["name"],
        sha256=stable_id("sha", data["name"]),
        title=data["title"],
        date=data["date"],
        source=data["source"],
        doc_no=data.get("doc_no", ""),
        characters=sum(len(sentence["text"]) + 1 for sentence in data["sentences"]),
    )
    passages: list[Passage] = []
    mentions: list[Mention] = []
    statements: list[Statement] = []
    named: dict[str, Entity] = {}
    start = 0
    for sentence in data["sentences"]:
        text = sentence["text"]
        passage = Passage(stable_id("passage", document.id, str(start)), document.id, start, start + len(text), text)
        passages.append(passage)
        for entity in entities.values():
            for surface in (entity.name, *entity.aliases):
                if (at := text.find(surface)) >= 0:
                    mentions.append(Mention(entity.id, passage.id, start + at, start + at + len(surface), surface))
                    named[entity.id] = entity
                    break
        for head, relation, tail, attributes in sentence["statements"]:
            ends = entities[head], entities[tail]
            named |= {end.id: end for end in ends}
            statements.append(_statement(ends, relation, attributes, document, passage, ontology))
        start += len(text) + 1
    return Contribution(
        document, stable_id("digest", repr(data)), tuple(passages), tuple(named.values()), tuple(mentions),
        tuple(statements),
    )  # fmt: skip


def _statement(
    ends: tuple[Entity, Entity],
    relation: str,
    attributes: dict[str, Any],
    document: Document,
    passage: Passage,
    ontology: Ontology,
) -> Statement:
    head, tail = ends
    fact = fact_id(head.id, relation, tail.id, directed=ontology.relations[relation].directed)
    own = {name: value for name, value in attributes.items() if name not in {"modality", "confidence"}}
    evidence = Evidence(
        id=stable_id("evidence", fact, passage.id),
        fact=fact,
        document=document.id,
        passage=passage.id,
        start=passage.start,
        end=passage.end,
        quote=passage.text,
        rule="fixture",
        confidence=attributes.get("confidence", 0.95),
        modality=Modality(attributes.get("modality", "done")),
        date=document.date,
        attributes=own,
    )
    return Statement(head.id, relation, tail.id, evidence)


@pytest.fixture(scope="session")
def policy_contributions(ontology: Ontology) -> list[Contribution]:
    """The contribution of each document of ``policy_graph.yaml``."""
    return list(contributions(ontology))


@pytest.fixture(scope="module", params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def policy_store(request: pytest.FixtureRequest, policy_contributions: list[Contribution]) -> Store:
    """A store of each kind in turn that holds ``policy_graph.yaml``; a test that writes to it tidies up."""
    store: Store = request.getfixturevalue(f"shared_{request.param}_store")
    for document in store.digests():
        store.withdraw(document)
    for contribution in policy_contributions:
        store.upsert(contribution)
    return store


@pytest.fixture(scope="session")
def queries() -> Queries:
    return load_queries()


@pytest.fixture(scope="session")
def ids() -> dict[str, str]:
    """Entity ids by the keys of ``policy_graph.yaml``."""
    entities = yaml.safe_load(GRAPH.read_text("utf-8"))["entities"]
    return {key: stable_id(entity["type"].lower(), entity["name"]) for key, entity in entities.items()}


@pytest.fixture(scope="module")
def client(policy_store: Store, ontology: Ontology, queries: Queries) -> Iterator[TestClient]:
    """The API over that store."""
    app = create_app(Settings(query_timeout=120), policy_store, ontology, queries, api_settings=ApiSettings())
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client
