"""Ids that are the same everywhere, and facts that don't depend on the order of their evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Evidence, Fact, Modality, fact_id, stable_id

NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=6)
EVIDENCE = st.builds(
    Evidence,
    id=st.uuids().map(str),
    fact=st.just("fact-1"),
    document=st.sampled_from(["d1", "d2", "d3"]),
    passage=st.just("p"),
    start=st.just(0),
    end=st.just(4),
    quote=st.sampled_from(["科技部发布规划", "科技部印发", "规划由科技部发布"]),
    rule=st.just("test"),
    confidence=st.sampled_from([0.5, 0.7, 0.9]),
    modality=st.sampled_from(Modality),
    date=st.sampled_from(["", "2023", "2024-05-01"]),
    attributes=st.dictionaries(st.sampled_from(["date", "role"]), NAMES, max_size=2),
)


def test_ids_are_pinned():
    assert stable_id("institution", "科学技术部") == "institution-bfaee19ed7a788c4"
    assert fact_id("a", "ISSUES", "b") == "fact-b7c1e637733bca59"


@given(st.lists(NAMES, min_size=1, max_size=3), st.lists(NAMES, min_size=1, max_size=3))
def test_ids_differ_where_keys_differ(one, other):
    assert (stable_id("x", *one) == stable_id("x", *other)) == (one == other)


@given(NAMES, NAMES)
def test_only_a_relation_without_direction_forgets_the_order_of_its_ends(head, tail):
    assert fact_id(head, "COLLABORATES_WITH", tail, directed=False) == fact_id(
        tail, "COLLABORATES_WITH", head, directed=False
    )
    assert (fact_id(head, "ISSUES", tail) == fact_id(tail, "ISSUES", head)) == (head == tail)


@given(st.lists(EVIDENCE, min_size=1, max_size=6, unique_by=lambda e: e.id), st.randoms())
def test_a_fact_is_the_same_in_whatever_order_its_evidence_came(evidence, random):
    fact = Fact.from_evidence("a", "LEADS", "b", evidence)
    random.shuffle(evidence)
    assert Fact.from_evidence("a", "LEADS", "b", evidence) == fact


@given(st.lists(EVIDENCE, min_size=1, max_size=6, unique_by=lambda e: e.id))
def test_a_fact_adds_its_evidence_up(evidence):
    fact = Fact.from_evidence("a", "LEADS", "b", evidence)
    best = max(e.confidence for e in evidence)
    assert fact.confidence == best
    assert fact.quote in {e.quote for e in evidence if e.confidence == best}
    assert fact.support == len(set(fact.documents)) == len({e.document for e in evidence})
    assert sorted(fact.evidence) == sorted(e.id for e in evidence)
    assert {fact.first_seen, fact.last_seen} <= {e.date for e in evidence}
    assert fact.first_seen <= fact.last_seen
    assert set(fact.attributes) == {name for e in evidence for name in e.attributes}


def test_what_is_done_outranks_what_is_planned_or_proposed():
    def of(*modalities: Modality) -> Modality:
        evidence = [
            Evidence(str(i), "f", "d", "p", 0, 1, "甲", "test", 0.9 - i / 10, modality)
            for i, modality in enumerate(modalities)
        ]
        return Fact.from_evidence("a", "LEADS", "b", evidence).modality

    assert of(Modality.PROPOSED, Modality.PLANNED) is Modality.PLANNED
    assert of(Modality.PROPOSED, Modality.PLANNED, Modality.DONE) is Modality.DONE


def test_the_surest_evidence_has_the_last_word_on_an_attribute():
    evidence = [
        Evidence("1", "f", "d", "p", 0, 1, "甲", "test", 0.5, attributes={"role": "guide", "date": "2023"}),
        Evidence("2", "f", "d", "p", 0, 1, "甲", "test", 0.9, attributes={"role": "lead"}),
    ]
    assert Fact.from_evidence("a", "LEADS", "b", evidence).attributes == {"role": "lead", "date": "2023"}


def test_a_fact_without_evidence_is_refused():
    with pytest.raises(ValueError, match="needs evidence"):
        Fact.from_evidence("a", "LEADS", "b", [])
