"""How mentions become the entities of a document."""

import hashlib
import importlib

import pytest
import spacy

from ingest.candidates import Candidate
from ingest.components.entities import entities
from ingest.document import SourceDocument
from ingest.nlp import read


def group(text, *mentions):
    """Return the entities of ``text`` for mentions given as (type, surface) or (type, surface, name, aliases)."""
    doc = read(spacy.blank("zh"), SourceDocument("a.txt", hashlib.sha256(text.encode()).hexdigest(), text))
    written = doc._.outline.prepared.text
    at: dict[str, int] = {}
    for kind, surface, *more in mentions:
        start = written.index(surface, at.get(surface, 0))
        at[surface] = start + 1
        name, aliases = more if more else ("", ())
        doc._.mentions.append(Candidate(start, start + len(surface), kind, 0.9, "grammar:institution", name, aliases))
    return entities(doc)._.entities


def test_one_entity_a_thing_named_by_the_fullest_form_used():
    text = "国家卫生健康委员会印发方案，国家卫健委负责解释。"
    official = ("国家卫生健康委员会",)
    (one,) = group(text, ("Institution", "国家卫生健康委员会"), ("Institution", "国家卫健委", "", official))
    assert one.name == "国家卫生健康委员会"
    assert one.aliases == ["国家卫健委"]
    assert [text[m.start : m.end] for m in one.mentions] == ["国家卫生健康委员会", "国家卫健委"]


def test_the_official_name_is_an_alias_where_the_text_has_only_the_short_one():
    (one,) = group("国家卫健委印发方案。", ("Institution", "国家卫健委", "", ("国家卫生健康委员会",)))
    assert (one.name, one.aliases) == ("国家卫健委", ["国家卫生健康委员会"])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("成都高新技术产业开发区", "成都高新区"),
        ("湖北省医学会", "湖北医学会"),
        ("中国（湖北）自由贸易试验区", "湖北自贸试验区"),
        ("「健康」規劃", "“健康”规划"),
    ],
)
def test_ways_to_write_one_name(first, second):
    kind = "Policy" if "健康" in first else "Institution"
    (one,) = group(f"{first}与{second}", (kind, first), (kind, second))
    assert one.name in (first, second)


def test_variants_bring_together_but_are_not_shown():
    (one,) = group("湖北医学会成立。", ("Institution", "湖北医学会"))
    assert one.aliases == []


def test_a_hospital_with_and_without_its_parent():
    text = "望海医院的专家介绍，南海医科大学附属望海医院牵头，南海医科大学支持。"
    parent, child, short = "南海医科大学", "南海医科大学附属望海医院", "望海医院"
    found = group(text, ("Institution", parent), ("Institution", child), ("Institution", short))
    assert {e.name for e in found} == {parent, child}


def test_names_with_two_owners_stay_apart():
    text = "东海大学第一医院和南海大学第一医院共建第一医院。东海大学、南海大学参与。"
    full = ("东海大学第一医院", "南海大学第一医院", "东海大学", "南海大学")
    assert len(group(text, *(("Institution", name) for name in full))) == 4


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("河南省卫生健康委", "湖南省卫生健康委"),
        ("中国科学院", "中国科学院大学"),
        ("十三五规划", "十四五规划"),
    ],
)
def test_what_must_stay_apart(one, other):
    kind = "Policy" if one.endswith("规划") else "Institution"
    assert len(group(f"{one}和{other}", (kind, one), (kind, other))) == 2


def test_types_stay_apart():
    text = "何氏基金资助何氏基金"
    assert len(group(text, ("Programme", "何氏基金"), ("Institution", "何氏基金"))) == 2


def test_a_province_goes_by_the_form_the_text_uses():
    (one,) = group("会议在湖北举行。", ("Province", "湖北", "湖北省", ("湖北",)))
    assert (one.name, one.aliases) == ("湖北", ["湖北省"])


def test_marks_around_a_whole_name_are_dropped_inner_ones_kept():
    title = "关于印发〈海岛办法〉的通知"
    (one,) = group(f"《{title}》已经发布。", ("Policy", f"《{title}》"))
    assert one.name in (title, f"《{title}》")
    (two,) = group("《海岛办法》已经发布。", ("Policy", "《海岛办法》"))
    assert two.name == "海岛办法"


def test_the_whole_way_from_text():
    pipeline = spacy.blank("zh")
    for name in ("policies", "programmes", "institutions", "people", "names", "provinces"):
        importlib.import_module(f"ingest.components.{name}")
        pipeline.add_pipe(f"policygraph_{name}", name=name)
    text = "国家卫生健康委科教司发布消息。科教司有关负责人表示，国家卫健委将支持研究。\n"
    doc = read(pipeline, SourceDocument("a.txt", "", text))
    doc._.mentions = [c for c in doc._.candidates if c.score >= 0.5]
    names = {e.name: e.aliases for e in entities(doc)._.entities}
    assert set(names) == {"国家卫生健康委", "国家卫生健康委科教司"}
    assert "国家卫健委" in names["国家卫生健康委"]
    assert "科教司" in names["国家卫生健康委科教司"]
