"""Trigger frames: the files' own examples, and what the loader says about a wrong file."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ConfigurationError
from ingest.components.frame_relations import Slotted, find
from ingest.frames import TYPES, Example, Frame, frames, load_frames

GOOD = """\
relation: ISSUES
terms:
  issue: 印发|发布
frames:
  - name: issues
    pattern: "{head}{~}{issue}{-}{tail}"
    head: [Institution]
    tail: [Policy]
    confidence: 0.8
    examples:
      - text: "<Institution:甲厅>近日印发<Policy:《乙办法》>。"
        expect: [[甲厅, 《乙办法》]]
      - text: "<Institution:甲厅>收到<Policy:《乙办法》>。"
        expect: []
"""


def pairs(frame: Frame, example: Example) -> list[tuple[str, str]]:
    text, marked = example.entities()
    types = tuple(sorted({*frame.heads, *frame.source.tail}))
    slotted = Slotted.of(text, [(s, e, type, i) for i, (s, e, type) in enumerate(marked)], types)
    names = [text[s:e] for s, e, _ in marked]
    found = []
    for hit in find(frame, slotted):
        if frame.heads:
            found += [(names[h], names[t]) for h, t in hit.pairs(frame)]
        else:
            found += [("", names[t]) for t in hit.tails]
    return found


@pytest.mark.parametrize("frame", frames(), ids=lambda f: f.source.name)
def test_a_frame_finds_what_its_examples_say_and_nothing_else(frame: Frame) -> None:
    for example in frame.source.examples:
        assert pairs(frame, example) == example.expect, example.text


def test_the_frames_cover_the_relations_that_sentences_state() -> None:
    stated = {"ISSUES", "LEADS", "FUNDS", "TARGETS", "INCLUDES", "PART_OF", "COLLABORATES_WITH", "PARTICIPATES_IN"}
    assert stated | {"LOCATED_IN", "DEVELOPS", "APPLIES_TO", "BASED_ON", "AFFILIATED_WITH"} == {
        f.relation for f in frames()
    }


def wrong(tmp_path: Path, old: str, new: str) -> ConfigurationError:
    assert old in GOOD
    (tmp_path / "wrong.yaml").write_text(GOOD.replace(old, new), "utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_frames(tmp_path)
    assert caught.value.path == tmp_path / "wrong.yaml"
    return caught.value


def test_a_good_file_loads(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(GOOD, "utf-8")
    (frame,) = load_frames(tmp_path)
    assert (frame.relation, frame.rule, frame.line) == ("ISSUES", "frame:issues", 5)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("{issue}", "{isue}", "isue"),
        ("[Policy]", "[Polcy]", "Polcy"),
        ("{head}{~}", "(", "bad frame"),
        ("{-}{tail}", "", "{tail}"),
        ("confidence: 0.8", "confidence: 8", "confidence"),
        ("confidence: 0.8", "sure: 0.8", "sure"),
        ("expect: []", "expect: [[甲厅, 《乙办法》]]", "one it doesn't"),
    ],
)
def test_a_wrong_frame_is_named_with_its_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    error = wrong(tmp_path, old, new)
    assert error.line == 5
    assert says in error.problem


def test_what_is_not_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    assert wrong(tmp_path, "frames:\n", "frames: [\n").line is not None


def test_a_name_is_given_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD, "utf-8")
    (tmp_path / "b.yaml").write_text(GOOD, "utf-8")
    with pytest.raises(ConfigurationError, match=r"already a frame of .*a\.yaml"):
        load_frames(tmp_path)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 10), st.sampled_from(TYPES)), max_size=12))
def test_slots_stand_for_the_outermost_entities_and_keep_the_rest(spans: list[tuple[int, int, str]]) -> None:
    text = "".join(chr(0x4E00 + i) for i in range(50))
    named = [(start, start + size, type, i) for i, (start, size, type) in enumerate(spans)]
    slotted = Slotted.of(text, named, TYPES)
    assert len(slotted.text) == len(slotted.entities)
    kept = "".join(c for c, e in zip(slotted.text, slotted.entities, strict=True) if e is None)
    assert re.sub(r"[^\u4e00-\u9fff]", "", kept) == kept
    assert set(kept) <= set(text)
    inside = {named[e][0] for e in slotted.entities if e is not None}
    for start, end, _, i in named:
        if i not in slotted.entities:  # something that begins before or is longer covers it, at least in part
            assert any(s <= start < e or start <= s < end for s, e, _, j in named if j != i and s in inside)
