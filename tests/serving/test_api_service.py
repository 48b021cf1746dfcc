"""What an operator sees of the API: the store down and back, keys, limits, logs, metrics, docs."""

import json
import logging
import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.observability import LOGGER, JsonFormatter
from api.settings import ApiSettings
from graph.embedded import EmbeddedStore
from graph.errors import ConfigurationError, StoreError
from graph.model import stable_id
from graph.ontology import Ontology
from graph.queries import Queries, load_queries
from graph.settings import Settings
from graph.store import Store

PATIENT = Settings(query_timeout=120)


@pytest.fixture(scope="session")
def queries() -> Queries:
    """Fewer queries, since each makes models and these tests make many apps."""
    loaded = load_queries()
    return Queries(query for query in loaded.values() if query.topic in {"lookup", "traversal", "overview"})


def app_client(store: Store, ontology: Ontology, queries: Queries, **api_settings: object) -> TestClient:
    settings = ApiSettings(**api_settings)
    return TestClient(create_app(PATIENT, store, ontology, queries, api_settings=settings), follow_redirects=False)


def test_the_store_down_is_503_and_it_recovers_by_itself(tmp_path: Path, ontology: Ontology, queries: Queries) -> None:
    settings = Settings(data_directory=tmp_path, query_timeout=120)
    other = EmbeddedStore(settings.store_directory)
    try:
        with TestClient(create_app(settings, None, ontology, queries, api_settings=ApiSettings())) as client:
            for url in ("/health/ready", "/documents", "/queries/hubs", "/entities/x/neighbours"):
                answer = client.get(url)
                assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
                assert int(answer.headers["retry-after"]) > 0
            assert client.get("/health/live").status_code == 200
            other.close()
            assert client.get("/health/ready").json()["documents"] == 0
            assert client.get("/queries/hubs").json()["rows"] == []
    finally:
        other.close()


@pytest.mark.neo4j
def test_a_neo4j_that_is_away_is_503(ontology: Ontology, queries: Queries) -> None:
    settings = Settings(neo4j_uri="bolt://127.0.0.1:1")
    with TestClient(create_app(settings, None, ontology, queries, api_settings=ApiSettings())) as client:
        assert client.get("/documents").status_code == 503


def test_a_merged_id_leads_to_the_one_it_became(
    store: Store, ontology: Ontology, queries: Queries, contribution: Any
) -> None:
    merged = {
        "Institution:卫生局": {"attributes": {"merged": "institution-0000000000000000 institution-2222222222222222"}}
    }
    store.upsert(contribution("one.txt", mentions=("Institution:卫生局",), entities=merged))
    kept = stable_id("institution", "卫生局")
    with app_client(store, ontology, queries) as client:
        answer = client.get("/entities/institution-2222222222222222")
        assert (answer.status_code, answer.headers["location"]) == (308, f"/entities/{kept}")
        assert client.get(answer.headers["location"]).json()["name"] == "卫生局"
        [entity] = client.get("/entities", params={"name": "institution-0000000000000000"}).json()["entities"]
        assert entity["id"] == kept
        for unknown in ("institution-1111111111111111", "-", "institution"):
            assert client.get(f"/entities/{unknown}").status_code == 404


def test_where_keys_are_set_one_is_needed(embedded_store: Store, ontology: Ontology, queries: Queries) -> None:
    with app_client(embedded_store, ontology, queries, keys="red, blue") as client:
        assert client.get("/health/ready").status_code == 200
        for headers in ({}, {"X-API-Key": "green"}, {"X-API-Key": "rot"}):
            answer = client.get("/documents", headers=headers)
            assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")
        for key in ("red", "blue"):
            assert client.get("/documents", headers={"X-API-Key": key}).status_code == 200


def test_a_key_is_needed_for_304_too(embedded_store: Store, ontology: Ontology, queries: Queries) -> None:
    with app_client(embedded_store, ontology, queries, keys="red") as client:
        tag = client.get("/documents", headers={"X-API-Key": "red"}).headers["etag"]
        assert client.get("/documents", headers={"If-None-Match": tag}).status_code == 401


def test_who_asks_too_often_waits(embedded_store: Store, ontology: Ontology, queries: Queries) -> None:
    with app_client(embedded_store, ontology, queries, rate_limit="2/hour") as client:
        assert [client.get("/schema").status_code for _ in range(3)] == [200, 200, 429]
        answer = client.get("/schema")
        assert answer.headers["content-type"] == "application/problem+json"
        assert int(answer.headers["retry-after"]) > 0
        assert client.get("/health/live").status_code == 200


def test_only_named_origins_may_call(embedded_store: Store, ontology: Ontology, queries: Queries) -> None:
    with app_client(embedded_store, ontology, queries, cors_origins="https://one.example") as client:
        for origin, allowed in (("https://one.example", "https://one.example"), ("https://two.example", None)):
            answer = client.get("/schema", headers={"Origin": origin})
            assert answer.headers.get("access-control-allow-origin") == allowed


@pytest.mark.parametrize(("name", "value"), [("rate_limit", "often"), ("cors_origins", 7)])
def test_a_wrong_setting_names_its_variable(name: str, value: object) -> None:
    with pytest.raises(ConfigurationError, match=f"POLICYGRAPH_API_{name.upper()} is wrong"):
        ApiSettings(**{name: value})


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_API_CORS_ORIGINS", "https://a.example,https://b.example")
    monkeypatch.setenv("POLICYGRAPH_API_KEYS", "")
    assert ApiSettings().cors_origins == ("https://a.example", "https://b.example")
    assert ApiSettings().keys == ()


def test_each_request_has_an_id_in_answer_and_log(
    embedded_store: Store, ontology: Ontology, queries: Queries, caplog: pytest.LogCaptureFixture
) -> None:
    lines: list[str] = []
    handler = logging.Handler()
    handler.setFormatter(JsonFormatter())
    handler.emit = lambda record: lines.append(handler.format(record))  # type: ignore[method-assign]
    log = logging.getLogger(LOGGER)
    log.addHandler(handler)
    try:
        with caplog.at_level(logging.INFO, LOGGER), app_client(embedded_store, ontology, queries) as client:
            answer = client.get("/entities/nothing?x=1", headers={"Accept-Encoding": "identity"})
    finally:
        log.removeHandler(handler)
    line = json.loads(lines[-1])
    assert (line["path"], line["status"], line["method"]) == ("/entities/nothing", 404, "GET")
    assert line["request_id"] == answer.headers["x-request-id"]


def test_long_answers_are_compressed(embedded_store: Store, ontology: Ontology, queries: Queries) -> None:
    with app_client(embedded_store, ontology, queries) as client:
        assert client.get("/queries").headers["content-encoding"] == "gzip"
        assert "content-encoding" not in client.get("/health/live").headers


def test_metrics_count_requests_by_route(embedded_store: Store, ontology: Ontology, queries: Queries) -> None:
    with app_client(embedded_store, ontology, queries) as client:
        client.get("/entities/one")
        client.get("/entities/two")
        metrics = client.get("/metrics").text
    assert 'http_requests_total{handler="/entities/{id}",method="GET",status="4xx"} 2.0' in metrics


def test_the_docs_load_nothing_from_elsewhere(embedded_store: Store, ontology: Ontology, queries: Queries) -> None:
    with app_client(embedded_store, ontology, queries) as client:
        page = client.get("/docs").text
        loaded = re.findall(r"""(?:src|href)=["']([^"']+)""", page)
        assert loaded
        for url in loaded:
            assert url.startswith("/")
            assert client.get(url).status_code == 200


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n:Institution {id: 'x'}) RETURN n.id AS id",
        "MATCH (n:Entity) SET n.name = 'x' RETURN n.id AS id",
        "MATCH (n) DETACH DELETE n",
        "CREATE INDEX FOR (n:Entity) ON (n.kind)",
    ],
)
def test_the_store_itself_refuses_writes_from_queries(store: Store, statement: str) -> None:
    before = store.version()
    with pytest.raises(StoreError):
        store.query(statement)
    assert store.version() == before
