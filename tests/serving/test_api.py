"""The API over HTTP, on both stores."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import networkx
import pytest
from starlette.testclient import TestClient

from graph.queries import Queries, load_queries
from graph.store import Store

Ids = dict[str, str]


def test_health_says_what_the_graph_holds(client: TestClient, policy_store: Store) -> None:
    assert client.get("/health/live").json() == {"status": "alive"}
    ready = client.get("/health/ready").json()
    assert ready["version"] == policy_store.version()
    assert (ready["documents"], ready["newest_document"]) == (6, "2026-06-30")
    assert ready["facts"] == len(list(policy_store.facts()))


def test_the_schema_names_every_type(client: TestClient) -> None:
    schema = client.get("/schema").json()
    assert len(schema["entities"]) == 9
    assert len(schema["relations"]) == 14
    leads = next(type for type in schema["relations"] if type["name"] == "LEADS")
    assert "guide" in next(a for a in leads["attributes"] if a["name"] == "role")["values"]


def test_a_former_or_short_name_leads_to_the_entity(client: TestClient, ids: Ids) -> None:
    for name in ("国家卫健委", "國家衛健委"):
        [entity] = client.get("/entities", params={"name": name}).json()["entities"]
        assert entity["id"] == ids["nhc"]
    assert client.get("/entities", params={"name": "无此机构"}).json() == {"entities": []}
    entity = client.get(f"/entities/{ids['nhc']}").json()
    assert (entity["name"], entity["degree"]) == ("国家卫生健康委员会", 8)


def test_search_answers_with_facets(client: TestClient) -> None:
    found = client.get("/search", params={"q": "肿瘤", "type": "Disease"}).json()
    assert [hit["name"] for hit in found["hits"]] == ["恶性肿瘤"]
    assert found["facets"]["Technology"] == 2


def test_a_fact_shows_all_its_evidence(client: TestClient, queries: Queries) -> None:
    fact = queries["fact_evidence"].examples[0].parameters["fact"]
    answer = client.get(f"/facts/{fact}").json()
    assert (answer["relation"], answer["head"]["name"], answer["support"]) == ("ISSUES", "国家卫生健康委员会", 2)
    assert answer["attributes"]["doc_no"] == "国卫科教发〔2026〕1号"
    assert {(e["document_name"], e["rule"], e["end"] > e["start"]) for e in answer["evidence"]} == {
        ("plan.txt", "fixture", True),
        ("briefing.html", "fixture", True),
    }


def test_a_document_shows_its_sentences_in_order(client: TestClient) -> None:
    names = [document["name"] for document in client.get("/documents").json()["documents"]]
    assert names == sorted(names)
    document = client.get("/documents/plan.txt", params={"limit": 3}).json()
    assert document["doc_no"] == "国卫科教发〔2026〕1号"
    assert document["next_skip"] == 3
    first, second, _ = document["passages"]
    assert first["end"] <= second["start"]
    for mention in first["mentions"]:
        at = mention["start"] - first["start"]
        assert first["text"][at : at + len(mention["surface"])] == mention["surface"]
    rest = client.get(f"/documents/{document['id']}", params={"skip": 3}).json()
    assert rest["next_skip"] is None
    assert len(rest["passages"]) == 9


def test_walks_answer_over_http(client: TestClient, ids: Ids) -> None:
    page = client.get(f"/entities/{ids['nhc']}/neighbours", params={"types": "ISSUES,LEADS", "limit": 2}).json()
    assert len(page["neighbours"]) == 2
    rest = client.get(
        f"/entities/{ids['nhc']}/neighbours",
        params={"types": ["ISSUES", "LEADS"], "cursor": page["next_cursor"]},
    ).json()
    assert len(rest["neighbours"]) == 2
    paths = client.get("/paths", params={"from": ids["nhc"], "to": ids["mof"]}).json()["paths"]
    assert paths[0]["steps"][0][0]["quote"].startswith("临床研究八条措施")
    shared = client.get("/common", params={"ids": f"{ids['hospital']},{ids['company']}"}).json()["entities"]
    assert "脑机接口" in [entity["name"] for entity in shared]
    around = client.get(f"/entities/{ids['alliance']}/subgraph").json()
    chosen = client.post("/subgraph", json={"ids": [ids["alliance"], ids["acceleration"]]}).json()
    assert around["edges"] == chosen["edges"]


def test_every_query_is_listed_and_answers_over_http(client: TestClient, queries: Queries) -> None:
    listed = {query["name"]: query for query in client.get("/queries").json()["queries"]}
    assert listed.keys() == queries.keys()
    assert all(query["title"]["zh"] and query["examples"] for query in listed.values())


@pytest.mark.parametrize("name", list(load_queries()))
def test_a_query_answers_like_the_python_method(
    client: TestClient, policy_store: Store, queries: Queries, name: str
) -> None:
    parameters = queries[name].examples[-1].parameters
    answer = client.get(f"/queries/{name}", params=parameters)
    assert answer.status_code == 200, answer.text
    assert answer.json()["rows"] == json.loads(json.dumps(queries.run(name, policy_store, parameters, timeout=120)))


def test_a_page_says_where_the_next_begins(client: TestClient) -> None:
    url = "/queries/policy_outline?policy=健康科技创新规划&limit=4"
    first = client.get(url).json()
    assert first["next_skip"] == 4
    second = client.get(f"{url}&skip=4").json()
    assert second["next_skip"] is None
    assert not {row["fact"] for row in first["rows"]} & {row["fact"] for row in second["rows"]}


def test_a_table_comes_as_csv(client: TestClient) -> None:
    by_format = client.get("/queries/people?format=csv")
    by_accept = client.get("/queries/people", headers={"Accept": "text/csv;q=0.9, application/json;q=0.1"})
    assert by_format.content == by_accept.content
    assert by_format.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(by_format.content.decode("utf-8-sig"))))
    assert {row["person"] for row in rows} == {"林知远", "许望舒"}


def test_a_graph_comes_in_every_format(client: TestClient, ids: Ids) -> None:
    url = f"/entities/{ids['nhc']}/subgraph"
    plain = client.get(url).json()
    edges = {edge["fact"]: edge["quote"] for edge in plain["edges"]}
    nodes = {node["id"] for node in plain["nodes"]}
    for media_type, parse in (
        ("application/graphml+xml", lambda text: networkx.parse_graphml(text, force_multigraph=True)),
        ("application/gexf+xml", lambda text: networkx.read_gexf(io.BytesIO(text.encode()))),
        ("application/vnd.node-link+json", lambda text: networkx.node_link_graph(json.loads(text), edges="links")),
        ("application/vnd.cytoscape+json", lambda text: networkx.cytoscape_graph(json.loads(text))),
    ):
        answer = client.get(url, headers={"Accept": media_type})
        assert answer.headers["content-type"].partition(";")[0] == media_type
        found = parse(answer.text)
        assert set(found.nodes) == nodes
        assert {data["fact"]: data["quote"] for *_, data in found.edges(data=True)} == edges
    rows = list(csv.DictReader(io.StringIO(client.get(f"{url}?format=csv").content.decode("utf-8-sig"))))
    assert {row["fact"]: row["quote"] for row in rows} == edges


@pytest.mark.parametrize(
    ("url", "status", "detail"),
    [
        ("/nowhere", 404, "nothing is served at /nowhere"),
        ("/entities/nothing", 404, "no entity has the id nothing"),
        ("/entities/nothing/neighbours", 404, "nothing"),
        ("/facts/nothing", 404, "no fact"),
        ("/documents/nothing", 404, "no document"),
        ("/queries/nothing", 404, "/queries/nothing"),
        ("/queries/people?institution=无此机构", 404, "no Institution is named '无此机构'"),
        ("/queries/people?limit=0", 422, "query.limit"),
        ("/queries/people?other=1", 422, "query.other"),
        ("/queries/policy_outline", 422, "query.policy"),
        ("/queries/policy_timeline?since=2026-13", 422, "not a date"),
        ("/search?q=", 422, "query.q"),
        ("/search?q=%00", 422, "control character"),
        ("/search?q=a&type=Nothing", 422, "it may be one of"),
        ("/paths?from=a&to=b&max_hops=7", 422, "query.max_hops"),
        ("/common?ids=a", 422, "at least two"),
        ("/entities/a/subgraph?depth=9", 422, "query.depth"),
        ("/entities/a/neighbours?types=NOTHING", 422, "NOTHING"),
    ],
)
def test_every_error_is_a_problem_document(client: TestClient, url: str, status: int, detail: str) -> None:
    answer = client.get(url)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["status"], problem["type"]) == (status, "about:blank")
    assert detail in problem["detail"]
    assert problem["instance"] == quote(url.partition("?")[0])


def test_a_wrong_method_and_a_wrong_body_are_problems(client: TestClient) -> None:
    for answer, status in (
        (client.delete("/documents"), 405),
        (client.post("/subgraph", content=b"{"), 422),
        (client.post("/subgraph", json={"ids": [], "x": 1}), 422),
    ):
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_an_answer_stays_valid_until_the_graph_changes(
    client: TestClient, policy_store: Store, contribution: Any
) -> None:
    first = client.get("/documents")
    tag = {"If-None-Match": first.headers["etag"]}
    again = client.get("/documents", headers=tag)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    added = contribution("later.txt", mentions=("Technology:光疗仪",))
    policy_store.upsert(added)
    try:
        changed = client.get("/documents", headers=tag)
        assert changed.status_code == 200
        assert changed.headers["etag"] != first.headers["etag"]
    finally:
        policy_store.withdraw(added.document.id)
    assert client.get("/documents", headers=tag).status_code == 304
    assert "etag" not in client.get("/documents/nothing").headers


def examples(operation: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for parameter in operation.get("parameters", []):
        found = parameter["schema"].get("examples") or parameter.get("examples")
        if found:
            yield parameter["in"], parameter["name"], found[0]
        else:
            assert not parameter["required"], f"{parameter['name']} needs an example"


def test_the_examples_of_every_endpoint_work(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    for path, operations in document["paths"].items():
        if path.startswith("/queries/"):
            continue  # these run with their own examples, above
        for method, operation in operations.items():
            given = list(examples(operation))
            url = path
            for _, name, value in (item for item in given if item[0] == "path"):
                url = url.replace(f"{{{name}}}", value)
            body = None
            if "requestBody" in operation:
                reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
                [body] = document["components"]["schemas"][reference.rpartition("/")[2]]["examples"]
            answer = client.request(method, url, params={n: v for place, n, v in given if place == "query"}, json=body)
            assert answer.status_code == 200, (url, answer.text)


def test_each_query_has_its_own_typed_schema(client: TestClient, queries: Queries) -> None:
    document = client.get("/openapi.json").json()
    for query in queries.values():
        operation = document["paths"][f"/queries/{query.name}"]["get"]
        declared = {parameter["name"]: parameter for parameter in operation["parameters"]}
        assert declared.keys() == {*query.parameters, "format"}
        for name, parameter in query.parameters.items():
            assert declared[name]["required"] == parameter.required
        row = document["components"]["schemas"][f"{query.name}_row"]
        assert list(row["properties"]) == list(query.columns)
        assert query.header.title.zh in operation["summary"]
        problems = {status for status in operation["responses"] if "application/problem+json" in str(operation)}
        assert {"404", "422", "503"} <= problems
