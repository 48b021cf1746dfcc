"""Names of institutions that carry no head and that only their context gives away."""

import hashlib
import importlib
from functools import cache

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import SourceDocument
from ingest.naming.brand_words import is_field, may_be_brand
from ingest.naming.brands import Brands
from ingest.naming.derived_forms import company_forms, numbered_hospital_forms
from ingest.nlp import read


@cache
def pipeline_of_names():
    pipeline = spacy.blank("zh")
    for name in ("policies", "programmes", "institutions", "people", "names"):
        importlib.import_module(f"ingest.components.{name}")
        pipeline.add_pipe(f"policygraph_{name}", name=name)
    return pipeline


def institutions(text):
    doc = read(pipeline_of_names(), SourceDocument("a.txt", hashlib.sha256(text.encode()).hexdigest(), text))
    written = doc._.outline.prepared.text
    return [(written[c.start : c.end], c) for c in doc._.candidates if c.type == "Institution" and c.score >= 0.5]


def names(text):
    return {surface for surface, _ in institutions(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本市集聚了蓝鲸云、云杉动力等一批龙头企业。", {"蓝鲸云", "云杉动力"}),
        ("支持青鹭、云杉动力和蓝鲸云等12家知名企业发展。", {"青鹭", "云杉动力", "蓝鲸云"}),
        ("包括蓝鲸云、云杉动力在内的多家企业参展。", {"蓝鲸云", "云杉动力"}),
        ("培育了装备制造、新能源等一批龙头企业。", set()),
        ("培育了蓝鲸云、新能源等一批龙头企业。", set()),
        ("支持创新型、成长型等重点企业。", set()),
        ("鼓励上海、江苏等一批重点企业参加。", set()),
        ("走访青鹭、云杉动力等企业家。", set()),
        ("走访青鹭、云杉动力等企业。", set()),
        ("大家热情款待蓝鲸云、云杉动力等知名企业。", {"云杉动力"}),
    ],
)
def test_members_of_an_enumeration(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("蓝鲸云创始人周启明表示，平台将开放。", {"蓝鲸云"}),
        ("会后，青鹭生技董事長王長怡介紹了情況。", {"青鹭生技"}),
        ("该公司董事长周启明表示支持。", set()),
        ("时任总经理周启明表示支持。", set()),
        ("技术部总经理周启明表示支持。", set()),
        ("蓝鲸云董事长办公会研究决定。", set()),
    ],
)
def test_the_holder_of_a_post(text, expected):
    assert {name.replace("鷺", "鹭") for name in names(text)} == expected


def test_a_partner_between_two_known_institutions():
    text = "南方医学联盟联合蓝鲸云、北京青鹭有限公司共同启动项目。"
    assert names(text) == {"南方医学联盟", "蓝鲸云", "北京青鹭有限公司"}
    assert "蓝鲸云" not in names("南方医学联盟联合蓝鲸云开展工作。")
    assert "社会组织" not in names("南方医学联盟联合社会组织、北京青鹭有限公司共同启动项目。")


def test_the_line_of_the_holders():
    assert names("主办单位：蓝鲸云、青鹭传媒\n") == {"蓝鲸云", "青鹭传媒"}
    assert names("主办单位：各有关单位\n") == set()


def test_a_listed_company():
    assert names("云杉动力（证券代码：600001）发布公告。") == {"云杉动力"}
    assert names("本公司（证券代码：600001）发布公告。") == set()


def test_a_brand_once_known_counts_everywhere():
    text = "蓝鲸云创始人周启明表示支持。\n活动在蓝鲸云平台直播。\n"
    assert [surface for surface, _ in institutions(text)].count("蓝鲸云") == 2


def test_a_short_form_stands_for_the_company():
    text = "北京青鹭医创科技有限公司承担任务。\n青鹭医创表示，将加大投入。\n"
    assert {c.name for surface, c in institutions(text) if surface == "青鹭医创"} == {"北京青鹭医创科技有限公司"}


def test_a_short_form_of_two_companies_stands_for_neither():
    text = "北京青鹭医创科技有限公司和上海青鹭医创科技有限公司承担任务。\n青鹭医创表示，将加大投入。\n"
    assert "青鹭医创" not in names(text)


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("云杉动力医疗科技有限公司", ["云杉动力医疗科技", "云杉动力医疗", "云杉动力"]),
        ("北京生物医药科技有限公司", []),
        ("蓝鲸云", []),
    ],
)
def test_forms_of_a_company(name, forms):
    assert list(company_forms(name)) == forms


def test_the_popular_name_of_a_numbered_hospital():
    assert list(numbered_hospital_forms("南海大学第三医院", "南医三院、北医三院、南医二院")) == ["南医三院"]
    assert list(numbered_hospital_forms("南海大学医院", "南医三院")) == []


@pytest.mark.parametrize("word", ["装备制造", "民营", "上海", "本公司", "创新型", "3家单位", "龙头企业", "关于加强"])
def test_what_is_no_brand(word):
    assert not may_be_brand(word)


def test_a_field_is_made_of_words_of_fields():
    assert is_field("生物医药") and not is_field("蓝鲸生物")


@given(
    st.lists(st.sampled_from(["蓝鲸云", "、", "等", "龙头企业", "董事长", "联合", "主办单位：", "（证券代码"])).map(
        "".join
    )
)
def test_every_name_lies_in_the_text(text):
    for found in Brands(text, (), ()).find(0, len(text)):
        assert 0 <= found.start < found.end <= len(text)
        assert may_be_brand(text[found.start : found.end])
