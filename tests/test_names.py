"""What the name components find in a text."""

import hashlib
import importlib
from functools import cache

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import SourceDocument
from ingest.naming.keys import name_key
from ingest.naming.people import is_name
from ingest.nlp import read

COMPONENTS = ("policies", "programmes", "institutions", "people", "names", "provinces")


@cache
def pipeline_of_names():
    pipeline = spacy.blank("zh")
    for name in COMPONENTS:
        importlib.import_module(f"ingest.components.{name}")
        pipeline.add_pipe(f"policygraph_{name}", name=name)
    return pipeline


@pytest.fixture
def nlp():
    return pipeline_of_names()


def candidates(nlp, text, kind):
    doc = read(nlp, SourceDocument("a.txt", hashlib.sha256(text.encode()).hexdigest(), text))
    written = doc._.outline.prepared.text
    return [(c, written[c.start : c.end]) for c in doc._.candidates if c.type == kind and c.score >= 0.5]


def found(nlp, text, kind):
    return {c.name or surface for c, surface in candidates(nlp, text, kind)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("该项目由国家卫生健康委会同财政部组织实施。", {"国家卫生健康委", "财政部"}),
        ("国家卫生健康委科教司负责人介绍了情况。", {"国家卫生健康委", "国家卫生健康委科教司"}),
        ("各级财政部门和教育部门应当加强投入。", set()),
        ("有关部门、医疗机构和各级政府要密切配合。", set()),
        (
            "云南省科技厅联合昆明医科大学第一附属医院启动研究。",
            {"云南省科技厅", "昆明医科大学", "昆明医科大学第一附属医院"},
        ),
        ("支持建设国家临床医学研究中心和全国重点实验室。", {"国家临床医学研究中心", "全国重点实验室"}),
        ("鼓励公立医院和三级综合医院参与。", set()),
        ("国务院扶贫办、共青团中央按职责分工负责。", {"国务院", "国务院扶贫办", "共青团中央"}),
        ("美国国立卫生研究院和世界卫生组织发布报告。", {"美国国立卫生研究院", "世界卫生组织"}),
        ("来自北京协和医院的专家参加会议。", {"北京协和医院"}),
        ("贵州晨光生物技术有限公司承担该任务。", {"贵州晨光生物技术有限公司"}),
        ("国家药品监督管理部门应当及时公布。", {"国家药品监督管理部门"}),
    ],
)
def test_institutions(nlp, text, names):
    assert found(nlp, text, "Institution") == names


LOCAL = "青岛市海洋科技促进条例\n第一条　为了促进海洋科技，制定本条例。\n"


def test_local_organs_belong_to_the_place_of_the_document(nlp):
    text = LOCAL + "第二条　市科技部门会同市教育、财政部门编制规划，报市人民政府批准。\n"
    by_name = {c.name or s: c.aliases for c, s in candidates(nlp, text, "Institution")}
    assert {"市科技部门", "市教育部门", "市财政部门", "市人民政府"} <= set(by_name)
    assert "青岛市人民政府" in by_name["市人民政府"]
    assert "青岛市教育部门" in by_name["市教育部门"]


def test_no_place_no_local_organ(nlp):
    assert found(nlp, "市人民政府应当加强领导。", "Institution") == set()


def test_a_bare_form_is_the_central_body_only_where_no_place_speaks(nlp):
    assert found(nlp, "（科技部、卫生健康委按职责分工负责）", "Institution") == {"科技部", "卫生健康委"}
    assert "卫生健康委" not in found(nlp, LOCAL + "由卫生健康委负责。\n", "Institution")


def test_an_organ_beside_its_place(nlp):
    text = "安徽省委、省政府印发实施方案。"
    aliases = {a for c, _ in candidates(nlp, text, "Institution") for a in c.aliases}
    assert {"中共安徽省委员会", "安徽省人民政府"} <= aliases


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("会议在湖北和广西召开。", {"湖北省", "广西壮族自治区"}),
        ("西安交通大学牵头。", {"陕西省"}),
        ("昆明市人民政府印发通知。", {"云南省"}),
        ("中西部地区加快发展。", set()),
    ],
)
def test_provinces(nlp, text, names):
    assert found(nlp, text, "Province") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("省卫生健康委主任周启明表示，工作取得进展。", {"周启明"}),
        ("欧阳文清院士介绍了研究。", {"欧阳文清"}),
        ("会议由中心主任郑安主持。", {"郑安"}),
        ("出席会议的有李国梁、王海燕、陈树林等。", {"李国梁", "王海燕", "陈树林"}),
        ("诺贝尔奖得主约翰·史密斯教授出席。", {"约翰·史密斯"}),
        ("方面负责人表示，任务书记录完整。", set()),
        ("常务委员会主任会议决定。", set()),
    ],
)
def test_people(nlp, text, names):
    assert found(nlp, text, "Person") == names


def test_a_name_once_known_is_found_everywhere(nlp):
    text = "研究所所长孙伯言表示，今后五年是关键。\n会后，孙伯言一行考察了基地。\n"
    assert [s for _, s in candidates(nlp, text, "Person")].count("孙伯言") == 2


def test_a_reporter_is_no_person_of_the_document(nlp):
    assert found(nlp, "本报记者 吴晓峰 报道了会议。", "Person") == set()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("根据《海岛数据管理办法（试行）》，制定细则。", {"海岛数据管理办法（试行）"}),
        ("《青松日报》刊登了消息。", set()),
        ("服务创新驱动发展战略、健康中国战略。", {"创新驱动发展战略", "健康中国战略"}),
        ("落实“四张清单”机制。", {"“四张清单”机制"}),
        ("国家海洋局出台了促进海洋科技的30条政策措施。", {"促进海洋科技的30条政策措施"}),
        ("深入实施科教兴国、人才强国、创新驱动发展战略。", {"科教兴国", "人才强国", "创新驱动发展战略"}),
        ("坚持“一盘棋”的战略思维。", set()),
        ("依公司法设立的企业。", {"公司法"}),
    ],
)
def test_policies(nlp, text, names):
    assert found(nlp, text, "Policy") == names


def test_a_notice_and_what_it_brings_are_both_policies(nlp):
    text = "海港省数据局关于印发海洋数据共享实施方案的通知\n各市人民政府：\n现将方案印发给你们，请认真贯彻执行。\n"
    names = found(nlp, text, "Policy")
    assert "海港省数据局关于印发海洋数据共享实施方案的通知" in names
    assert "海洋数据共享实施方案" in names


def test_the_document_speaks_of_itself(nlp):
    policies = candidates(nlp, LOCAL, "Policy")
    assert {"青岛市海洋科技促进条例"} == {c.name or s for c, s in policies}
    assert "本条例" in {s for _, s in policies}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "公布了名单。甲山大学附属医院耳聋精准诊疗项目、乙水大学人工耳蜗电极课题等成功入选。",
            {"甲山大学附属医院耳聋精准诊疗项目", "乙水大学人工耳蜗电极课题"},
        ),
        ("启动海岛居民健康提升行动。", {"海岛居民健康提升行动"}),
        ("推进国家重点研发计划。", {"国家重点研发计划"}),
        ("国家自然科学基金委员会公布结果。", set()),
        ("获得国家科学技术进步奖二等奖。", {"国家科学技术进步奖"}),
        ("实施“蓝色药库”开发计划。", {"“蓝色药库”开发计划"}),
        ("开展专项行动，加强临床研究。", set()),
        ("本研究由浙江省软科学项目（2030C10001）支持。", {"浙江省软科学项目（2030C10001）"}),
        ("公开征集海洋观测、深海装备等2个重点专项的建议。", {"海洋观测", "深海装备"}),
    ],
)
def test_programmes(nlp, text, names):
    assert found(nlp, text, "Programme") == names


def test_a_defined_short_form_stands_for_its_name(nlp):
    text = "《海岛数据管理办法》（以下简称《办法》）已经通过。\n《办法》自公布之日起施行。\n"
    shorts = [c for c, s in candidates(nlp, text, "Policy") if s == "办法" and c.source == "names:defined"]
    assert shorts and all(c.name == "海岛数据管理办法" for c in shorts)


def test_traditional_script_is_read_and_kept(nlp):
    text = "國家衛生健康委會同財政部組織實施，來自臺灣大學的專家參加。衛生健康事業發展迅速。"
    names = found(nlp, text, "Institution")
    assert "國家衛生健康委" in names
    assert "財政部" in names


PIECES = [
    "国家卫生健康委",
    "《海岛管理办法》",
    "（以下简称“办法”）",
    "实施健康行动",
    "主任周启明表示",
    "湖北",
    "等部门",
    "，",
    "。",
    "\n",
    "和",
    "A组",
    "“",
    "”",
    "《",
    "》",
    "（",
    "１２条",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_text_is_read_and_every_span_lies_in_it(text):
    doc = read(pipeline_of_names(), SourceDocument("a.txt", "", text))
    length = len(doc._.outline.prepared.text)
    for candidate in doc._.candidates:
        assert 0 <= candidate.start < candidate.end <= length
        assert 0 < candidate.score <= 1
        assert name_key(candidate.name or doc._.outline.prepared.text[candidate.start : candidate.end])


@given(st.text(max_size=20))
def test_name_keys_are_stable(text):
    assert name_key(name_key(text)) == name_key(text)


@pytest.mark.parametrize(
    ("word", "answer"),
    [("周启明", True), ("欧阳文清", True), ("方面", False), ("任务", False), ("湖北省", False), ("的时候", False)],
)
def test_what_may_be_a_name(word, answer):
    assert is_name(word) is answer
