"""The learned tagger: its texts, windows, training data, and what it reads in documents of the project."""

import json
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from spacy.tokens import Doc

from graph.errors import ConfigurationError
from ingest.components.tagger import MODELS, SOURCE, TaggerComponent, reading_places
from ingest.document import SourceDocument
from ingest.nlp import read
from ingest.outline import Block, BlockKind, Header, Outline, PreparedText
from ingest.tagging import SPECIAL, SpanReader, Tagger, Vocabulary, fold, windows
from ingest.training.alignment import GoldSpan, TrainingDocument, align, normalize
from ingest.training.augmentation import NameSource, augment, load_compositions
from ingest.training.folds import folds

TAGGER = MODELS / "tagger-bge-small"
chinese = st.text(alphabet="国家卫生健康委关于印发，。；！？\n 12aＡ“”—…國", max_size=900)


class Echo(SpanReader):
    """Finds every 院 with the character before it; its certainty is the place in the window."""

    def logits(self, folded: str) -> NDArray[np.float32]:
        scores = np.full((1, len(folded), len(folded)), -9.0, dtype=np.float32)
        for i, character in enumerate(folded):
            if character == "院" and i:
                scores[0, i - 1, i] = 5.0
        return scores


needs_model = pytest.mark.skipif(
    not (TAGGER / "model.onnx").is_file(),
    reason="no fitted tagger is part of the project (see ingest/training/README.md)",
)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_folding_reads_scripts_widths_and_marks_alike() -> None:
    assert fold("國家衛生健康委“十四五”規劃——ＥＣＭＯ…") == "国家卫生健康委「十四五」规划--ecmo."


@settings(deadline=None)
@given(chinese)
def test_windows_cover_the_text_and_are_never_too_long(text: str) -> None:
    found = list(windows(text, size=64, overlap=16))
    assert all(0 < end - start <= 64 for start, end in found)
    assert {i for start, end in found for i in range(start, end)} == set(range(len(text)))
    assert [start for start, _ in found] == sorted({start for start, _ in found})


def test_a_line_without_any_mark_takes_windows_in_proportion_to_its_length() -> None:
    counts = [len(list(windows("卫" * length))) for length in (200_000, 2_000_000)]
    assert counts[1] == pytest.approx(10 * counts[0], rel=0.01)


@settings(deadline=None)
@given(st.integers(0, 600), st.integers(0, 600))
def test_a_span_is_read_once_wherever_the_windows_fall(before: int, after: int) -> None:
    text = "卫" * before + "学院" + "生" * after
    spans = Echo(["Institution"], {"Institution": (1.0, 0.0)}, 20).spans(text)
    assert [(s.start, s.end, s.type) for s in spans] == [(before, before + 2, "Institution")]


def test_calibration_moves_scores_and_what_is_proposed() -> None:
    sure = Echo(["Institution"], {"Institution": (1.0, 0.0)}, 20).spans("某学院")
    unsure = Echo(["Institution"], {"Institution": (0.5, -3.0)}, 20).spans("某学院")
    assert sure[0].score > 0.99
    assert unsure[0].score == pytest.approx(1 / (1 + np.exp(0.5)), abs=1e-6)
    assert Echo(["Institution"], {"Institution": (0.5, -6.0)}, 20).spans("某学院") == []


def test_a_vocabulary_without_its_special_tokens_is_refused(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.txt").write_text("[PAD]\n[UNK]\n国\n", "utf-8")
    with pytest.raises(ConfigurationError, match=r"\[CLS\].*\[SEP\]"):
        Vocabulary.from_file(tmp_path / "vocabulary.txt")


def test_unknown_characters_are_read_as_unknown() -> None:
    vocabulary = Vocabulary([*SPECIAL, "国"])
    assert vocabulary.encode("国\ue000\n ") == [2, 6, 1, 4, 5, 3]


@pytest.mark.parametrize("damage", ["missing", "not json", "no types"])
def test_a_damaged_model_folder_is_named(tmp_path: Path, damage: str) -> None:
    for name in ("vocabulary.txt", "model.onnx", "tagger.json"):
        (tmp_path / name).write_text("", "utf-8")
    if damage == "missing":
        (tmp_path / "model.onnx").unlink()
    elif damage == "no types":
        (tmp_path / "tagger.json").write_text(json.dumps({"longest": 9}), "utf-8")
    with pytest.raises(ConfigurationError, match="model.onnx" if damage == "missing" else "tagger.json"):
        Tagger(tmp_path)


# What it learns from


def test_names_are_found_over_line_breaks_scripts_and_widths() -> None:
    text = "由國家衛生\n健康委負責ＥＣＭＯ的推广"
    entities = [
        {"type": "Institution", "name": "国家卫生健康委", "evidence": text},
        {"type": "Technology", "name": "ECMO", "evidence": text},
    ]
    spans, unaligned = align(text, entities)
    assert {(text[s.start : s.end], s.type, s.required) for s in spans} == {
        ("國家衛生\n健康委", "Institution", True),
        ("ＥＣＭＯ", "Technology", True),
    }
    assert unaligned == ()


def test_optional_entities_and_shorter_names_inside_longer_ones_are_not_learnt() -> None:
    text = "某市转化医学中心，中心，肺癌"
    entities = [
        {"type": "Institution", "name": "某市转化医学中心", "aliases": ["中心"], "evidence": text},
        {"type": "Disease", "name": "肺癌", "evidence": text, "optional": True},
    ]
    spans, _ = align(text, entities)
    assert [(s.start, s.end, s.required) for s in spans] == [
        (0, 8, True),
        (6, 8, False),
        (9, 11, True),
        (12, 14, False),
    ]


def test_a_priority_area_is_learnt_where_it_is_stated_only() -> None:
    text = "一、成果转化\n有关成果转化的背景。"
    spans, _ = align(text, [{"type": "PriorityArea", "name": "成果转化", "evidence": "一、成果转化"}])
    assert [(s.start, s.required) for s in spans] == [(2, True), (9, False)]


def test_latin_words_are_not_cut() -> None:
    spans, unaligned = align("SPECT检查", [{"type": "Technology", "name": "CT", "evidence": "SPECT检查"}])
    assert (spans, unaligned) == ((), ("CT",))


@dataclass(frozen=True)
class Marked:
    text: str
    spans: tuple[GoldSpan, ...]


def marked(parts: list[tuple[str, str]]) -> Marked:
    text, spans = "", []
    for piece, kind in parts:
        if kind:
            spans.append(GoldSpan(len(text), len(text) + len(piece), kind, True))
        text += piece
    return Marked(text, tuple(spans))


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["某某大学", "肺癌", "。\n", "，", "张三"]), st.sampled_from(["", "Institution", "Disease"])
        ),
        max_size=12,
    ),
    st.integers(0, 99),
)
def test_augmented_spans_still_hold_whole_names(parts: list[tuple[str, str]], seed: int) -> None:
    document = marked(parts)
    training = TrainingDocument(
        "a", PreparedText(document.text, document.text, ()), document.text, (), document.spans, ()
    )
    names = NameSource([training], [])
    text, spans = augment(training, names, random.Random(seed), rate=0.0)
    assert [(normalize(text[s.start : s.end]), s.type) for s in spans] == [
        (normalize(document.text[s.start : s.end]), s.type) for s in document.spans
    ]


def test_exchanged_names_stand_where_their_spans_say() -> None:
    document = marked([("由", ""), ("某某大学", "Institution"), ("的", ""), ("张三", "Person"), ("负责", "")])
    training = TrainingDocument(
        "a", PreparedText(document.text, document.text, ()), document.text, (), document.spans, ()
    )
    names = NameSource([], [])
    for seed in range(40):
        text, spans = augment(training, names, random.Random(seed), rate=1.0)
        flat = "".join(text.split())
        university, person = ("".join(text[s.start : s.end].split()) for s in spans)
        assert flat == f"由{university}的{person}负责"
        assert university != "某某大学"


def test_a_pattern_with_an_unknown_part_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "names.yaml"
    path.write_text("parts: {a: [甲]}\npatterns: {Person: ['{b}']}\n", "utf-8")
    with pytest.raises(ConfigurationError, match="'b'"):
        load_compositions(path)


@settings(deadline=None)
@given(st.sets(st.text(min_size=1, max_size=5), min_size=5, max_size=40))
def test_folds_are_even_and_do_not_depend_on_order(names: set[str]) -> None:
    found = folds(sorted(names), 5)
    sizes = [list(found.values()).count(k) for k in range(5)]
    assert max(sizes) - min(sizes) <= 1
    assert folds(sorted(names, reverse=True), 5) == found


# The component


def processed(text: str, kinds: list[BlockKind], reader: SpanReader) -> list[tuple[int, int, str]]:
    """Run the component over one block a line and return where its candidates are, and what they say."""
    root, at = Block(BlockKind.ROOT, 0, 0), 0
    for line, kind in zip(text.splitlines(keepends=True), kinds, strict=True):
        root.children.append(Block(kind, at, at + len(line), parent=root))
        at += len(line)
    doc = Doc(spacy.blank("zh").vocab, words=list(text), spaces=[False] * len(text))
    doc._.outline = Outline(PreparedText(text, text, tuple(range(len(text) + 1))), root, Header())
    doc._.candidates = []
    TaggerComponent(reader, 0.05)(doc)
    assert {c.source for c in doc._.candidates} <= {SOURCE}
    return [(c.start, c.end, text[c.start : c.end]) for c in doc._.candidates]


def test_boilerplate_is_passed_over_and_places_are_those_of_the_document() -> None:
    reader = Echo(["Institution"], {"Institution": (1.0, 0.0)}, 20)
    kinds = [BlockKind.BOILERPLATE, BlockKind.PARAGRAPH, BlockKind.BLANK, BlockKind.PARAGRAPH]
    found = processed("首页医院\n某学院\n\n法院\n", kinds, reader)
    assert found == [(6, 8, "学院"), (10, 12, "法院")]


def test_a_span_over_a_skipped_block_is_no_candidate() -> None:
    reader = Echo(["Institution"], {"Institution": (1.0, 0.0)}, 20)
    kinds = [BlockKind.PARAGRAPH, BlockKind.BOILERPLATE, BlockKind.PARAGRAPH]
    # The second line is passed over, so 院 follows the first line's break.
    assert processed("某某\n导航\n院里\n", kinds, reader) == []


def test_a_component_without_its_model_says_what_is_missing() -> None:
    with pytest.raises(ConfigurationError, match="train the tagger"):
        spacy.blank("zh").add_pipe("policygraph_tagger", config={"model": "none-of-this-name"})


# What it reads


def candidates(text: str) -> list[tuple[str, str]]:
    nlp = spacy.blank("zh")
    nlp.add_pipe("policygraph_tagger")
    doc = read(nlp, SourceDocument("a.txt", "0" * 64, text))
    own = [c for c in doc._.candidates if c.source == SOURCE]
    assert all(0.05 <= c.score <= 1 for c in own)
    assert {(c.start, c.end) for c in own} <= {
        (s, e) for s in reading_places(doc._.outline) for e in range(s + 1, s + 97)
    }
    return [(c.type, "".join(doc.text[c.start : c.end].split())) for c in own if c.score >= 0.5]


@needs_model
def test_names_it_has_never_seen_are_read_in_both_scripts() -> None:
    simplified = candidates("宁波市东钱湖人民医院联合浙江万里学院开展肝豆状核变性研究，项目负责人为骆清和教授。\n")
    traditional = candidates("寧波市東錢湖人民醫院聯合浙江萬里學院開展肝豆狀核變性研究，項目負責人為駱清和教授。\n")
    assert {("Institution", "宁波市东钱湖人民医院"), ("Institution", "浙江万里学院"), ("Person", "骆清和")} <= set(
        simplified
    )
    assert {("Institution", "寧波市東錢湖人民醫院"), ("Institution", "浙江萬里學院"), ("Person", "駱清和")} <= set(
        traditional
    )


@needs_model
@pytest.mark.parametrize(
    "text", ["", "\n\n \n", "An English notice about health policy.\n", "😀\ue000\ue001🏥" * 40, "1\t2\t3\n" * 50]
)
def test_text_without_chinese_gives_nothing(text: str) -> None:
    assert candidates(text) == []


@needs_model
def test_reading_twice_gives_the_same() -> None:
    tagger = Tagger(TAGGER)
    text = "国家卫生健康委、科技部联合印发《健康科技创新实施方案》，到2030年建成20个中心。\n" * 12
    assert tagger.spans(text) == tagger.spans(text)
