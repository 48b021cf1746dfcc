"""How candidates become mentions."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ConfigurationError
from ingest.candidates import Candidate
from ingest.components.decide import MODEL, believed, decision, load_decisions, resolve

TEXT = "市科技创新中心加强糖尿病防治研究并推广远程监测技术"
NUMBERS = "threshold: 0.4, rules_threshold: 0.4, rule: 1, model: 1, both: 0, rule_alone: 0, model_alone: 0"
TYPES = ("Institution", "Policy", "Programme", "PriorityArea", "Technology", "Disease", "Goal", "Person", "Province")


def at(words: str, type_: str, score: float = 0.9, source: str = "grammar:test", **more: object) -> Candidate:
    start = TEXT.index(words)
    return Candidate(start, start + len(words), type_, score, source, **more)  # type: ignore[arg-type]


def texts(candidates: list[Candidate]) -> list[tuple[str, str]]:
    return [(TEXT[c.start : c.end], c.type) for c in candidates]


def test_one_span_of_one_type_is_one_mention_with_all_its_sources_and_aliases() -> None:
    (mention,) = resolve(
        [
            at("糖尿病", "Disease", 0.8, "lexicon:disease", aliases=("消渴",)),
            at("糖尿病", "Disease", 0.7, "grammar:verb", aliases=("糖病",)),
        ],
        TEXT,
    )
    assert mention.source == "lexicon:disease+grammar:verb"
    assert mention.aliases == ("消渴", "糖病")
    assert mention.score > 0.8


def test_of_two_readings_of_a_span_the_better_believed_holds() -> None:
    assert texts(resolve([at("远程监测技术", "Technology", 0.9), at("远程监测技术", "PriorityArea", 0.6)], TEXT)) == [
        ("远程监测技术", "Technology")
    ]


def test_a_disease_inside_a_field_stands_beside_it() -> None:
    kept = texts(resolve([at("糖尿病防治研究", "PriorityArea"), at("糖尿病", "Disease")], TEXT))
    assert kept == [("糖尿病防治研究", "PriorityArea"), ("糖尿病", "Disease")]


def test_a_field_inside_the_name_of_a_body_is_no_mention() -> None:
    kept = texts(resolve([at("市科技创新中心", "Institution"), at("科技创新", "PriorityArea")], TEXT))
    assert kept == [("市科技创新中心", "Institution")]


def test_the_parent_named_inside_a_body_is_kept() -> None:
    assert len(resolve([at("市科技创新中心", "Institution"), at("科技创新中心", "Institution", 0.8)], TEXT)) == 2


def test_nothing_below_the_threshold_is_kept() -> None:
    low = decision("PriorityArea").rules_threshold - 0.01
    assert resolve([at("糖尿病防治研究", "PriorityArea", low)], TEXT) == []


def test_the_tagger_supports_what_it_reads_alike_and_its_support_is_named() -> None:
    rule = at("糖尿病防治研究", "PriorityArea", 0.5)
    model = at("糖尿病防治研究", "PriorityArea", 0.9, f"{MODEL}tagger")
    elsewhere = at("远程监测技术", "Technology", 0.9, f"{MODEL}tagger")
    with_support = believed([rule, model], TEXT)
    alone = believed([rule, elsewhere], TEXT)
    assert len(with_support) == 1
    assert with_support[0].source == f"grammar:test+{MODEL}tagger"
    assert with_support[0].score > next(c for c in alone if c.type == "PriorityArea").score


def test_what_only_the_tagger_reads_is_kept_by_its_own_belief() -> None:
    (mention,) = resolve([at("远程监测技术", "Technology", 0.999, f"{MODEL}tagger")], TEXT)
    assert mention.source == f"{MODEL}tagger"


@given(
    st.lists(
        st.builds(
            lambda start, length, type_, score, source: Candidate(
                start, min(start + length, len(TEXT)), type_, score, source
            ),
            st.integers(0, len(TEXT) - 1),
            st.integers(1, 8),
            st.sampled_from(TYPES),
            st.floats(0, 1),
            st.sampled_from(["grammar:a", "lexicon:b", f"{MODEL}tagger"]),
        ),
        max_size=12,
    )
)
def test_mentions_are_ordered_believed_and_never_two_of_a_name(candidates: list[Candidate]) -> None:
    mentions = resolve(candidates, TEXT)
    assert mentions == sorted(mentions, key=lambda c: (c.start, -c.end, c.type))
    assert len({(m.start, m.end) for m in mentions}) == len(mentions)
    for mention in mentions:
        assert min(decision(mention.type).threshold, decision(mention.type).rules_threshold) <= mention.score <= 1
        assert any((c.start, c.end, c.type) == (mention.start, mention.end, mention.type) for c in candidates)


@pytest.mark.parametrize(
    "content",
    [
        "default: [",
        "types: {}",
        "default: {threshold: 0.4}\ntypes: {}",
        f"default: {{{NUMBERS.replace('threshold: 0.4', 'threshold: 2')}}}\ntypes: {{}}",
        f"default: {{{NUMBERS}}}\ntypes: {{Goal: {{odd: 1}}}}",
        f"default: {{{NUMBERS.replace('rule: 1', 'rule: one')}}}\ntypes: {{}}",
    ],
)
def test_a_wrong_file_of_decisions_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "decision.yaml"
    path.write_text(content, "utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_decisions(path)
    assert caught.value.path == path
