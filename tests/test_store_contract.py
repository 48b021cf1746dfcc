"""What every store promises, tried on each."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import DocumentError, QueryTimeoutError, StoreError
from graph.model import Modality, stable_id
from graph.writing import EMPTY_VERSION, version_of

MINISTRY, COMMISSION, PLAN = "Institution:科学技术部", "Institution:国家卫生健康委员会", "Policy:健康科技规划"
ISSUES = (MINISTRY, "ISSUES", PLAN)
ENDLESS = (
    "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 1000) AS c "
    "WITH a * b * c AS x WHERE x = -1 RETURN count(x) AS found"
)


def test_upsert_writes_document_passages_entities_mentions_and_facts(store, contribution, content):
    made = contribution("a.txt", (*ISSUES, {"date": "2024-05", "modality": "planned"}), date="2024-06-01")
    store.upsert(made)
    held = content(store)
    [statement_] = made.statements
    assert [d["id"] for d in held["documents"]] == [made.document.id]
    assert held["documents"][0]["contribution"] == made.digest
    assert [p["d"] for p in held["passages"]] == [made.document.id]
    assert [n["labels"] for n in held["entities"]] == [["Entity", "Institution"], ["Entity", "Policy"]]
    assert len(held["mentions"]) == 2
    [evidence] = held["evidence"]
    assert evidence["p"] == made.passages[0].id
    assert evidence["e"]["quote"] == made.passages[0].text
    [fact] = held["facts"]
    assert (fact["h"], fact["type"], fact["t"]) == (statement_.head, "ISSUES", statement_.tail)
    assert fact["f"]["id"] == statement_.evidence.fact
    assert fact["f"]["date"] == "2024-05"
    assert fact["f"]["modality"] == "planned"
    assert {e.id for e in store.entities()} == {e.id for e in made.entities}


def test_entities_and_facts_come_back_as_they_were(store, contribution):
    entities = {PLAN: {"aliases": ("规划", "健康规划"), "kind": "plan", "attributes": {"doc_no": "国发〔2024〕1号"}}}
    made = contribution("a.txt", ISSUES, entities=entities, date="2024-06-01")
    store.upsert(made)
    assert sorted(store.entities(), key=lambda e: e.id) == sorted(made.entities, key=lambda e: e.id)
    [fact] = store.facts()
    evidence = made.statements[0].evidence
    assert fact.quote == evidence.quote
    assert fact.evidence == (evidence.id,)
    assert fact.documents == (made.document.id,)
    assert (fact.first_seen, fact.last_seen) == ("2024-06-01", "2024-06-01")


def test_upsert_twice_is_once(store, contribution, content):
    store.upsert(contribution("a.txt", ISSUES))
    before, version = content(store), store.version()
    store.upsert(contribution("a.txt", ISSUES))
    assert content(store) == before
    assert store.version() == version


def test_documents_that_agree_add_up(store, contribution):
    store.upsert(contribution("a.txt", (*ISSUES, {"confidence": 0.6, "modality": "planned"}), date="2023-01-02"))
    store.upsert(contribution("b.txt", (*ISSUES, {"confidence": 0.8, "quote": "科技部发布规划。"}), date="2024"))
    [fact] = store.facts()
    assert fact.support == 2
    assert fact.confidence == 0.8
    assert fact.modality is Modality.DONE
    assert fact.quote == "科技部发布规划。"
    assert (fact.first_seen, fact.last_seen) == ("2023-01-02", "2024")


def test_two_sentences_of_one_document_count_once(store, contribution):
    store.upsert(contribution("a.txt", ISSUES, ISSUES))
    [fact] = store.facts()
    assert (fact.support, len(fact.evidence)) == (1, 2)


def test_relation_without_direction_is_one_fact_either_way(store, contribution):
    store.upsert(contribution("a.txt", (MINISTRY, "COLLABORATES_WITH", COMMISSION)))
    store.upsert(contribution("b.txt", (COMMISSION, "COLLABORATES_WITH", MINISTRY)))
    [fact] = store.facts()
    assert fact.support == 2
    assert fact.head < fact.tail


def test_replacing_a_document_takes_back_what_it_no_longer_says(store, contribution, content):
    store.upsert(contribution("a.txt", ISSUES, (COMMISSION, "ISSUES", PLAN)))
    store.upsert(contribution("b.txt", (COMMISSION, "ISSUES", PLAN)))
    store.upsert(contribution("a.txt", (MINISTRY, "LEADS", "Programme:脑计划")))
    facts = {(f.type, f.support) for f in store.facts()}
    assert facts == {("ISSUES", 1), ("LEADS", 1)}
    assert {e.name for e in store.entities()} == {"科学技术部", "国家卫生健康委员会", "健康科技规划", "脑计划"}
    assert len(content(store)["passages"]) == 2


def test_withdrawing_the_last_document_leaves_nothing(store, contribution, content):
    made = contribution("a.txt", ISSUES, mentions=("Disease:罕见病",))
    store.upsert(made)
    assert store.withdraw(made.document.id) is True
    assert store.withdraw(made.document.id) is False
    assert content(store)["nodes"] == [0]
    assert store.version() == EMPTY_VERSION
    assert store.digests() == {}


def test_an_entity_stays_while_a_passage_or_fact_speaks_of_it(store, contribution):
    first = contribution("a.txt", ISSUES, mentions=("Disease:罕见病",))
    second = contribution("b.txt", mentions=("Disease:罕见病",))
    unmentioned = contribution("c.txt", (MINISTRY, "LOCATED_IN", "Province:北京市"))
    for made in (first, second, replace(unmentioned, mentions=())):
        store.upsert(made)
    store.withdraw(first.document.id)
    assert {e.name for e in store.entities()} == {"罕见病", "科学技术部", "北京市"}


def test_an_entity_nothing_speaks_of_is_not_kept(store, contribution):
    made = contribution("a.txt", mentions=("Disease:罕见病",))
    store.upsert(replace(made, mentions=()))
    assert list(store.entities()) == []


def test_digests_name_each_contribution(store, contribution):
    made = [contribution(name, ISSUES) for name in ("a.txt", "b.txt")]
    for one in made:
        store.upsert(one)
    assert store.digests() == {one.document.id: one.digest for one in made}


def test_version_follows_the_content_and_not_the_order(store, contribution):
    made = [contribution(name, ISSUES, date=date) for name, date in (("a", "2023"), ("b", "2024"), ("c", "2025"))]
    versions = set()
    for order in ([0, 1, 2], [2, 0, 1]):
        for at in order:
            store.upsert(made[at])
        versions.add(store.version())
        rows = store.query("MATCH (d:Document) RETURN properties(d) AS properties")
        assert version_of(row["properties"] for row in rows) == store.version()
        for one in made:
            store.withdraw(one.document.id)
    assert len(versions) == 1
    store.upsert(made[0])
    assert store.version() not in versions | {EMPTY_VERSION}


def test_streams_come_in_the_order_of_ids(store, contribution):
    store.upsert(contribution("a.txt", *((f"Institution:机构{i}", "ISSUES", PLAN) for i in range(20))))
    entities = [entity.id for entity in store.entities()]
    facts = [fact.id for fact in store.facts()]
    assert (len(entities), len(facts)) == (21, 20)
    assert entities == sorted(entities)
    assert facts == sorted(facts)


def test_more_rows_than_fit_in_a_batch(store, contribution):
    mentions = tuple(f"Technology:技术{i}" for i in range(1050))
    made = contribution("a.txt", mentions=mentions)
    store.upsert(made)
    assert store.query("MATCH (n:Technology)-[:MENTIONED_IN]->(p:Passage) RETURN count(p) AS n") == [{"n": 1050}]
    assert sum(1 for _ in store.stream("MATCH (p:Passage) RETURN p.id AS id")) == 1050
    store.withdraw(made.document.id)
    assert store.query("MATCH (n:Technology) RETURN count(n) AS n") == [{"n": 0}]


@pytest.mark.parametrize(
    "words", ["𠮷野家𝒳", "'; MATCH (n) DETACH DELETE n //", '"\\\n\t`', "卫生健康委〔2024〕1號", "e\u0301🧠\u200d"]
)
def test_any_text_comes_back_letter_for_letter(store, contribution, words):
    store.upsert(contribution("a.txt", (f"Institution:{words}", "ISSUES", PLAN, {"doc_no": words, "quote": words})))
    [fact] = store.facts()
    assert (fact.quote, fact.attributes) == (words, {"doc_no": words})
    assert words in {entity.name for entity in store.entities()}
    asked = store.query("MATCH (n:Entity) WHERE n.name = $name RETURN n.name AS name", {"name": words})
    assert asked == [{"name": words}]


def test_numbers_and_truth_values_keep_their_type(store):
    given_ = {
        "whole": 10**12,
        "part": 0.1,
        "one": 1.0,
        "yes": True,
        "none": None,
        "list": [1, "二", 2.5],
        "map": {"a": 1},
    }
    [row] = store.query("RETURN $given AS given", {"given": given_})
    assert row["given"] == given_
    assert {name: type(value) for name, value in row["given"].items()} == {
        name: type(value) for name, value in given_.items()
    }


@pytest.mark.parametrize(
    "words", ["卫健委", "國家衛生健康委員會", "国家卫生健康委员会", "ＡＩ辅助诊断", "ai辅助"],
    ids=["alias", "traditional", "name", "full-width", "case"],
)  # fmt: skip
def test_full_text_search_finds_every_script(store, contribution, words):
    names = ("Institution:國家衛生健康委員會", "Technology:AI辅助诊断", "Disease:罕见病")
    store.upsert(contribution("a.txt", mentions=names, entities={names[0]: {"aliases": ("国家卫健委",)}}))
    rows = store.query(
        "CALL db.index.fulltext.queryNodes('entity_search', $words) YIELD node, score "
        "RETURN node.name AS name ORDER BY score DESC LIMIT 1",
        {"words": words},
    )
    assert rows[0]["name"] in {"國家衛生健康委員會", "AI辅助诊断"}


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (n:Institution {id: 'x'})",
        "MATCH (n:Entity) SET n.name = 'x'",
        "MATCH (n) DETACH DELETE n",
        "MERGE (n:Graph {id: 'other'}) RETURN n.id AS id",
        "CREATE INDEX FOR (n:Entity) ON (n.kind)",
        "DROP INDEX entity_search",
    ],
)
def test_query_and_stream_refuse_to_write(store, contribution, content, text):
    store.upsert(contribution("a.txt", ISSUES))
    before = content(store)
    with pytest.raises(StoreError):
        store.query(text)
    with pytest.raises(StoreError):
        list(store.stream(text))
    assert content(store) == before


@pytest.mark.parametrize("text", ["MATCH (n", "RETURN $absent AS x", "RETURN nonsense(1) AS x"])
def test_a_wrong_statement_is_an_error_of_the_store(store, text):
    with pytest.raises(StoreError):
        store.query(text)


def test_a_query_stops_at_its_time_limit_and_the_store_goes_on(store):
    with pytest.raises(QueryTimeoutError):
        store.query(ENDLESS, timeout=0.3)
    with pytest.raises(QueryTimeoutError):
        list(store.stream(ENDLESS, timeout=0.3))
    assert store.query("RETURN 1 AS one") == [{"one": 1}]


def test_a_contribution_against_the_schema_leaves_no_trace(store, contribution, content):
    store.upsert(contribution("a.txt", ISSUES))
    before = content(store)
    for wrong in (
        contribution("b.txt", (PLAN, "ISSUES", MINISTRY)),
        contribution("b.txt", (*ISSUES, {"unheard_of": 1})),
        contribution("b.txt", mentions=("Planet:火星",)),
    ):
        with pytest.raises(DocumentError):
            store.upsert(wrong)
    assert content(store) == before


def test_what_fails_on_the_way_is_taken_back_whole(store, contribution, content):
    first = contribution("a.txt", ISSUES)
    store.upsert(first)
    before, version = content(store), store.version()
    other = contribution("b.txt", (COMMISSION, "ISSUES", PLAN))
    twin = replace(other.statements[0].evidence, id=first.statements[0].evidence.id)
    with pytest.raises(StoreError):
        store.upsert(replace(other, statements=(replace(other.statements[0], evidence=twin),)))
    assert content(store) == before
    assert store.version() == version


def test_writers_at_the_same_time_lose_no_count(store, contribution):
    made = [contribution(f"{i}.txt", ISSUES, (MINISTRY, "LEADS", "Programme:脑计划")) for i in range(6)]
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(store.upsert, made))
    assert [fact.support for fact in store.facts()] == [6, 6]


def test_a_reader_of_the_embedded_store_never_sees_half_a_write(embedded_store, contribution):
    made = contribution("a.txt", *((f"Institution:机构{i}", "ISSUES", f"Policy:规划{i}") for i in range(25)))
    writing, seen = threading.Event(), set()

    def read() -> None:
        while not writing.is_set():
            [row] = embedded_store.query(
                "MATCH (:Institution)-[f:ISSUES]->(:Policy) WITH count(f) AS facts "
                "OPTIONAL MATCH (e:Evidence) RETURN facts, count(e) AS evidence"
            )
            seen.add((row["facts"], row["evidence"]))

    with ThreadPoolExecutor(2) as threads:
        reads = [threads.submit(read) for _ in range(2)]
        try:
            for _ in range(6):
                embedded_store.upsert(made)
                embedded_store.withdraw(made.document.id)
        finally:
            writing.set()
        for one in reads:
            one.result()
    assert seen <= {(0, 0), (25, 25)}


@pytest.mark.neo4j
def test_both_stores_hold_the_same_graph(embedded_store, neo4j_store, contribution, content):
    made = [
        contribution("a.txt", ISSUES, (MINISTRY, "COLLABORATES_WITH", COMMISSION), date="2024-01-01"),
        contribution("b.txt", (COMMISSION, "ISSUES", PLAN, {"confidence": 0.5, "date": "2023"}), *[ISSUES] * 2),
    ]
    for store, order in ((embedded_store, made), (neo4j_store, reversed(made))):
        for one in order:
            store.upsert(one)
    assert embedded_store.version() == neo4j_store.version()
    assert content(embedded_store) == content(neo4j_store)
    assert list(embedded_store.entities()) == list(neo4j_store.entities())
    assert list(embedded_store.facts()) == list(neo4j_store.facts())


FACTS = [
    ISSUES,
    (COMMISSION, "ISSUES", PLAN),
    (MINISTRY, "COLLABORATES_WITH", COMMISSION),
    (COMMISSION, "COLLABORATES_WITH", MINISTRY),
    (PLAN, "TARGETS", "Disease:罕见病"),
]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c"]),
        st.none() | st.lists(st.tuples(st.sampled_from(FACTS), st.sampled_from([0.5, 0.7])), min_size=1, max_size=3),
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_history_ends_as_one_clean_run(embedded_store, contribution, content, steps):
    last = {}
    for name, facts in steps:
        document = stable_id("document", name)
        if facts is None:
            assert embedded_store.withdraw(document) is (document in last)
            last.pop(document, None)
        else:
            last[document] = contribution(name, *((*fact, {"confidence": sure}) for fact, sure in facts))
            embedded_store.upsert(last[document])
    after, version = content(embedded_store), embedded_store.version()
    for document in embedded_store.digests():
        embedded_store.withdraw(document)
    assert content(embedded_store)["nodes"] == [0]
    for document in sorted(last):
        embedded_store.upsert(last[document])
    assert content(embedded_store) == after
    assert embedded_store.version() == version
    for document in last:
        embedded_store.withdraw(document)
