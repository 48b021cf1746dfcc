"""The graph leaves the store and comes back from every format as it was."""

import io
import pickle
import string

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import ParameterError, StoreError
from graph.export import EXPORTERS, export, from_networkx, to_networkx
from graph.model import Entity, Fact, Modality

ISSUES = ("Institution:科学技术部", "ISSUES", "Policy:健康科技规划", {"date": "2024-05", "confidence": 0.8})
TARGETS = ("Policy:健康科技规划", "TARGETS", "Disease:罕见病")
WITH = ("Institution:科学技术部", "COLLABORATES_WITH", "Institution:国家卫生健康委员会")


@pytest.fixture
def filled(store, contribution):
    aliases = {"Institution:科学技术部": {"aliases": ("科技部", "𠮷"), "kind": "ministry"}}
    store.upsert(contribution("a.txt", ISSUES, TARGETS, entities=aliases, date="2024-06-01"))
    store.upsert(contribution("b.txt", ISSUES, WITH, entities=aliases))
    return store


def test_nodes_and_edges_carry_what_the_store_holds(filled):
    graph = to_networkx(filled)
    assert isinstance(graph, networkx.MultiDiGraph)
    names = {properties["name"]: properties for _, properties in graph.nodes(data=True)}
    assert set(names) == {"科学技术部", "健康科技规划", "罕见病", "国家卫生健康委员会"}
    assert names["科学技术部"] == {
        "type": "Institution", "name": "科学技术部", "aliases": ["科技部", "𠮷"], "kind": "ministry",
    }  # fmt: skip
    issues = [p for _, _, p in graph.edges(data=True) if p["type"] == "ISSUES"]
    assert [(p["support"], p["date"], p["confidence"]) for p in issues] == [(2, "2024-05", 0.8)]


def test_the_graph_gives_the_store_s_entities_and_facts_back(filled):
    assert from_networkx(to_networkx(filled)) == (list(filled.entities()), list(filled.facts()))


def test_types_select_a_part(filled):
    graph = to_networkx(filled, entity_types={"Institution", "Policy"})
    assert {p["type"] for _, p in graph.nodes(data=True)} == {"Institution", "Policy"}
    assert {p["type"] for _, _, p in graph.edges(data=True)} == {"ISSUES", "COLLABORATES_WITH"}
    graph = to_networkx(filled, relation_types={"TARGETS"})
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (4, 1)


@pytest.mark.parametrize("format", EXPORTERS)
def test_a_file_gives_the_graph_back(filled, tmp_path, format):
    path = tmp_path / f"graph{EXPORTERS[format].suffix}"
    path.write_text("an older export")
    assert export(filled, format, path) == (4, 3)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    with path.open("rb") as file:
        read = EXPORTERS[format].read(file)
    assert networkx.utils.graphs_equal(read, to_networkx(filled))
    assert from_networkx(read) == (list(filled.entities()), list(filled.facts()))


def test_an_empty_graph_can_be_exported(embedded_store, tmp_path):
    for format in EXPORTERS:
        assert export(embedded_store, format, tmp_path / format) == (0, 0)


def test_an_unknown_format_is_named(embedded_store, tmp_path):
    with pytest.raises(ParameterError, match="xlsx.*graphml"):
        export(embedded_store, "xlsx", tmp_path / "graph")


def test_other_programs_read_the_files(filled, tmp_path):
    for format in EXPORTERS:
        export(filled, format, tmp_path / format)
    assert networkx.read_graphml(tmp_path / "graphml", force_multigraph=True).number_of_edges() == 3
    with (tmp_path / "networkx").open("rb") as file:
        assert pickle.load(file).number_of_nodes() == 4


class Restless:
    """A store that is written to between any two reads."""

    def __init__(self, store, contribution):
        self._store, self._contribution, self._writes = store, contribution, 0

    def __getattr__(self, name):
        return getattr(self._store, name)

    def entities(self):
        found = list(self._store.entities())
        self._writes += 1
        self._store.upsert(self._contribution(f"{self._writes}.txt", ISSUES))
        return iter(found)


def test_a_graph_that_keeps_changing_is_not_exported_torn(embedded_store, contribution):
    with pytest.raises(StoreError, match="keeps changing"):
        to_networkx(Restless(embedded_store, contribution))


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
KEPT_BY_XML = st.text(st.sampled_from(string.ascii_letters + "卫健委𠮷🧠<>&\"'\t\n《》 \\"), max_size=8)


def graphs(text):
    attributes = st.dictionaries(
        st.sampled_from(["date", "year", "sum"]), text | st.integers(-(2**31), 2**31) | st.booleans(), max_size=2
    )
    entity = st.builds(
        Entity,
        id=st.sampled_from([f"entity-{i}" for i in range(5)]),
        type=st.sampled_from(["Policy", "Person"]),
        name=text,
        aliases=st.lists(text, max_size=2).map(tuple),
        kind=text,
        attributes=attributes,
    )
    fact = st.builds(
        Fact,
        id=st.uuids().map(str),
        head=st.integers(0, 4),
        type=st.sampled_from(["ISSUES", "LEADS"]),
        tail=st.integers(0, 4),
        confidence=st.floats(0, 1),
        modality=st.sampled_from(Modality),
        support=st.integers(1, 9),
        documents=st.lists(text, max_size=2).map(tuple),
        evidence=st.lists(text, max_size=2).map(tuple),
        quote=text,
        attributes=attributes,
    )
    return st.tuples(
        st.lists(entity, min_size=1, max_size=5, unique_by=lambda e: e.id),
        st.lists(fact, max_size=5, unique_by=lambda f: f.id),
    )


class Held:
    """Entities and facts that no database holds: what exporting needs of a store."""

    def __init__(self, entities, facts):
        ids = [entity.id for entity in entities]
        self._entities = sorted(entities, key=lambda e: e.id)
        ends = [(ids[fact.head % len(ids)], ids[fact.tail % len(ids)]) for fact in facts]
        made = (
            Fact(**{n: getattr(f, n) for n in Fact.__slots__} | {"head": head, "tail": tail})
            for f, (head, tail) in zip(facts, ends, strict=True)
        )
        self._facts = sorted(made, key=lambda f: f.id)

    def version(self):
        return "1"

    def entities(self):
        return iter(self._entities)

    def facts(self):
        return iter(self._facts)


def assert_round_trip(format, held):
    file = io.BytesIO()
    EXPORTERS[format].write(to_networkx(held), file)
    file.seek(0)
    assert from_networkx(EXPORTERS[format].read(file)) == (list(held.entities()), list(held.facts()))


@settings(max_examples=50, deadline=None)
@given(graphs(TEXT))
def test_node_link_keeps_any_text(parts):
    assert_round_trip("node-link", Held(*parts))


@settings(max_examples=50, deadline=None)
@given(graphs(KEPT_BY_XML))
def test_graphml_keeps_what_xml_can(parts):
    assert_round_trip("graphml", Held(*parts))


def test_graphml_marks_what_xml_cannot_carry():
    held = Held([Entity("entity-1", "Policy", "规划\x00\x0b\ufffe", ("\r",))], [])
    file = io.BytesIO()
    EXPORTERS["graphml"].write(to_networkx(held), file)
    file.seek(0)
    [entity], _ = from_networkx(EXPORTERS["graphml"].read(file))
    assert entity.name == "规划\ufffd\ufffd\ufffd"
