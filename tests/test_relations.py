"""Relations of a document whose entities are given: outline, duties, names and sentences together."""

import re
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

import ingest.nlp  # noqa: F401  declares what a Doc carries
from graph.errors import ConfigurationError
from ingest.blocks import build_outline, prepare
from ingest.candidates import Candidate, DocumentEntity, DocumentRelation
from ingest.components.relation_scorer import load_scorer

COMPONENTS = tuple(f"{kind}_relations" for kind in ("structure", "duty", "norm", "frame", "group", "person", "name"))


def read(marked: str, also: dict[str, str] | None = None) -> tuple[set[tuple[str, str, str]], Doc]:
    """Return the (head, type, tail) names of what is found in a text whose entities are marked ``<Type:name>``.

    Each further mention of a marked name counts too; ``also`` maps other forms to the name they stand for.
    """
    named = {m[2]: m[1] for m in re.finditer(r"<([A-Za-z]+):([^<>]+)>", marked)}
    prepared = prepare(re.sub(r"<[A-Za-z]+:([^<>]+)>", r"\1", marked))
    words = list(prepared.text)
    nlp = spacy.blank("zh")
    doc = Doc(nlp.vocab, words=words, spaces=[False] * len(words))
    doc._.outline = build_outline(prepared, {})
    doc._.candidates, doc._.mentions, doc._.relations = [], [], []
    doc._.entities = []
    for name, type in named.items():
        aliases = [form for form, full in (also or {}).items() if full == name]
        spans = [m.span() for form in (name, *aliases) for m in re.finditer(re.escape(form), prepared.text)]
        mentions = [Candidate(start, end, type, 1.0, "test") for start, end in sorted(spans)]
        doc._.entities.append(DocumentEntity(type, name, aliases, mentions, 1.0, "test"))
    for component in COMPONENTS:
        doc = nlp.create_pipe(f"policygraph_{component}")(doc)
    names = [e.name for e in doc._.entities]
    return {(names[r.head], r.type, names[r.tail]) for r in doc._.relations}, doc


def relation(doc: Doc, head: str, type: str, tail: str) -> DocumentRelation:
    names = [e.name for e in doc._.entities]
    return next(r for r in doc._.relations if (names[r.head], r.type, names[r.tail]) == (head, type, tail))


PLAN = """<Policy:甲省远程诊疗发展规划>

为发展远程诊疗，依据<Policy:《国家数字健康纲要》>，制定本规划。

一、总体目标

到2030年，<Goal:建成远程诊疗点500个>。

二、重点任务

（一）<PriorityArea:远程诊疗网络建设>

推广<Technology:可穿戴心电仪>，面向<Disease:冠心病>开展随访。实施<Programme:乡镇心电行动>。

1. <PriorityArea:影像会诊>。发展<Technology:低剂量CT>。

（二）<PriorityArea:人才培养>

（<Institution:甲省教育厅>牵头，<Institution:甲省财政厅>按职责分工负责）
"""


def test_a_plan_includes_its_tasks_and_a_task_its_items() -> None:
    found, _ = read(PLAN)
    plan = "甲省远程诊疗发展规划"
    assert {t for h, r, t in found if (h, r) == (plan, "INCLUDES")} == {"远程诊疗网络建设", "人才培养"}
    assert {t for h, r, t in found if (h, r) == ("远程诊疗网络建设", "INCLUDES")} == {"影像会诊", "乡镇心电行动"}


def test_what_a_section_names_is_a_target_of_the_closest_titled_ancestor() -> None:
    found, doc = read(PLAN)
    assert {t for h, r, t in found if (h, r) == ("远程诊疗网络建设", "TARGETS")} == {"可穿戴心电仪", "冠心病"}
    assert {t for h, r, t in found if (h, r) == ("影像会诊", "TARGETS")} == {"低剂量CT"}
    said = relation(doc, "远程诊疗网络建设", "TARGETS", "冠心病")
    assert doc.text[said.start : said.end].strip() == "推广可穿戴心电仪，面向冠心病开展随访。"


def test_a_plan_sets_goals_and_rests_on_what_it_cites() -> None:
    found, _ = read(PLAN)
    assert ("甲省远程诊疗发展规划", "SETS", "建成远程诊疗点500个") in found
    assert ("甲省远程诊疗发展规划", "BASED_ON", "《国家数字健康纲要》") in found
    assert not any(r == "INCLUDES" and t == "《国家数字健康纲要》" for _, r, t in found)


def test_every_body_of_a_duty_list_leads_its_item() -> None:
    found, doc = read(PLAN)
    assert {(h, t) for h, r, t in found if r == "LEADS"} == {("甲省教育厅", "人才培养"), ("甲省财政厅", "人才培养")}
    assert relation(doc, "甲省教育厅", "LEADS", "人才培养").attrs["role"] == "lead"
    assert relation(doc, "甲省财政厅", "LEADS", "人才培养").attrs["role"] == "organise"
    assert not any(r == "COLLABORATES_WITH" for _, r, _ in found)


def test_the_bodies_of_a_notice_issue_the_notice_and_the_plan_it_carries() -> None:
    found, doc = read(
        "<Institution:江苏省卫生健康委员会>关于印发<Policy:江苏省急救体系建设方案>的通知\n\n"
        "苏卫发〔2023〕7号\n\n各市卫生健康委：\n\n现将方案印发给你们，请遵照执行。\n\n"
        "江苏省卫生健康委员会\n2023年5月6日\n\n江苏省急救体系建设方案\n\n一、总体要求\n\n健全体系。\n"
    )
    assert ("江苏省卫生健康委员会", "ISSUES", "江苏省急救体系建设方案") in found
    said = relation(doc, "江苏省卫生健康委员会", "ISSUES", "江苏省急救体系建设方案")
    assert said.attrs == {"date": "2023-05-06", "doc_no": "苏卫发〔2023〕7号"}


def test_names_tell_place_unit_and_range() -> None:
    found, _ = read(
        "<Institution:南京大学附属鼓楼医院>与<Institution:南京大学>一起执行<Policy:《江苏省急救条例》>。"
        "<Institution:国家卫生健康委>的<Institution:国家卫生健康委医政司>派员参加。\n"
    )
    assert ("南京大学附属鼓楼医院", "PART_OF", "南京大学") in found
    assert ("国家卫生健康委医政司", "PART_OF", "国家卫生健康委") in found
    assert ("南京大学附属鼓楼医院", "LOCATED_IN", "江苏省") in found  # the province is made from the name
    assert ("《江苏省急救条例》", "APPLIES_TO", "江苏省") in found
    assert not any(h == "国家卫生健康委" and r == "LOCATED_IN" for h, r, _ in found)


def test_a_local_body_without_a_place_stands_in_the_province_of_its_document() -> None:
    found, _ = read(
        "# <Policy:苏州市急救条例>\n\n2021年6月1日 <Institution:苏州市人民代表大会常务委员会>第二次会议通过\n\n"
        "第一条 <Institution:市卫生健康部门>应当建立<PriorityArea:院前急救协调机制>。\n"
    )
    assert ("市卫生健康部门", "LOCATED_IN", "江苏省") in found
    assert ("苏州市急救条例", "APPLIES_TO", "江苏省") in found
    assert ("苏州市人民代表大会常务委员会", "ISSUES", "苏州市急救条例") in found
    assert ("市卫生健康部门", "LEADS", "院前急救协调机制") in found


def test_a_table_of_departments_gives_each_its_work() -> None:
    found, _ = read(
        "<Policy:乙市急救工作方案>\n\n部门\t工作任务\t备注\n<Institution:市教育局>\t开展<PriorityArea:急救培训>\t全年\n"
        "<Institution:市交通局>\t保障<PriorityArea:急救通道>\t配合急救培训\n"
    )
    leads = {(h, t) for h, r, t in found if r == "LEADS"}
    assert leads == {("市教育局", "急救培训"), ("市交通局", "急救通道")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<Institution:甲医院>并未参与<Programme:乙专项>。", set()),
        ("专家建议<Institution:甲医院>应该承担<Programme:乙专项>。", set()),
        ("<Institution:甲医院>承担了<Programme:乙专项>。", {("甲医院", "PARTICIPATES_IN", "乙专项")}),
        ("支持<Institution:甲医院>组织实施<Programme:乙专项>。", set()),
        ("<Institution:甲委>组织实施<Programme:乙专项>。", {("甲委", "LEADS", "乙专项")}),
    ],
)
def test_what_is_denied_or_only_wished_for_is_no_relation(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert read(f"某地召开会议。{text}\n")[0] == expected


def test_what_is_to_come_is_planned() -> None:
    _, doc = read("<Institution:甲委>将发布<Policy:《乙指南》>。<Institution:甲委>印发了<Policy:《丙方案》>。\n")
    assert relation(doc, "甲委", "ISSUES", "《乙指南》").modality == "planned"
    assert relation(doc, "甲委", "ISSUES", "《丙方案》").modality == "done"


def test_one_who_joins_others_pairs_with_each_and_together_they_pair_all() -> None:
    found, _ = read(
        "<Institution:甲部>会同<Institution:乙部>、<Institution:丙局>制定<Policy:《丁指南》>。\n\n"
        "<Institution:戊联盟>联合<Institution:己公司>、<Institution:庚医院>共同启动<Programme:辛计划>。\n"
    )
    together = {frozenset((h, t)) for h, r, t in found if r == "COLLABORATES_WITH"}
    expected = ("甲部乙部", "甲部丙局", "戊联盟己公司", "戊联盟庚医院", "己公司庚医院")
    assert {"".join(sorted(p)) for p in together} == {
        "".join(sorted(re.findall(r"[^部局盟司院]+[部局盟司院]", pair))) for pair in expected
    }
    assert {h for h, r, t in found if (r, t) == ("LEADS", "辛计划")} == {"戊联盟", "己公司", "庚医院"}
    assert {h for h, r, t in found if (r, t) == ("ISSUES", "《丁指南》")} == {"甲部", "乙部", "丙局"}


def test_this_project_points_back_to_the_last_one_named() -> None:
    found, _ = read("<Institution:甲中心>启动<Programme:乙计划>。<Institution:丙集团>对该计划提供了支持。\n")
    assert ("丙集团", "FUNDS", "乙计划") in found


def test_a_sum_and_a_day_are_kept_with_their_relation() -> None:
    _, doc = read(
        "<Institution:丙集团>为<Programme:乙计划>提供了300万元资助。"
        "2023年5月6日，<Institution:甲委>印发<Policy:《丁办法》>。\n"
    )
    assert relation(doc, "丙集团", "FUNDS", "乙计划").attrs == {"amount": "300万元", "currency": "CNY"}
    assert relation(doc, "甲委", "ISSUES", "《丁办法》").attrs == {"date": "2023-05-06"}


def test_posts_are_read_before_and_after_a_name_and_from_a_list() -> None:
    found, doc = read(
        "<Institution:甲医院>党委书记、院长，<Institution:乙中心>主任<Person:李明华>表示支持。"
        "<Institution:丙研究所><Person:王一平>副所长到会。\n\n"
        "<Person:赵国安>：<Institution:丁医院>教授；<Institution:戊学会>副会长。\n"
    )
    assert {(h, t) for h, r, t in found if r == "AFFILIATED_WITH"} == {
        ("李明华", "甲医院"),
        ("李明华", "乙中心"),
        ("王一平", "丙研究所"),
        ("赵国安", "丁医院"),
        ("赵国安", "戊学会"),
    }
    assert relation(doc, "李明华", "AFFILIATED_WITH", "甲医院").attrs["title"] == "党委书记、院长"


def test_a_document_in_traditional_script_reads_alike() -> None:
    found, _ = read(
        "<Policy:急救醫療法>\n\n第 一 章 總則\n\n第 1 條\n本法所稱主管機關，在中央為<Institution:衛生福利部>。\n"
        "第 2 條\n<Institution:衛生福利部>應組成<Institution:急救審議會>。\n"
    )
    assert ("衛生福利部", "LEADS", "急救醫療法") in found
    assert ("衛生福利部", "LEADS", "急救審議會") in found


def test_relations_have_their_sentence_rule_and_confidence() -> None:
    _, doc = read(PLAN)
    for said in doc._.relations:
        assert doc.text[said.start : said.end].strip()
        assert 0 < said.confidence <= 1
        assert said.rule.split(":")[0] in {"structure", "duty", "norm", "frame", "group", "person", "name"}
        assert said.head != said.tail


def test_a_paper_urges_but_its_words_are_nobodys_targets() -> None:
    found, _ = read(
        "急救体系的改进\n\n摘要 本文提出建议。\n\n关键词 急救\n\n"
        "1 <PriorityArea:健全急救网络>\n\n应当推广<Technology:车载超声>。\n"
    )
    assert not any(r == "TARGETS" for _, r, _ in found)


def test_what_a_law_defines_is_no_target() -> None:
    found, _ = read(
        "<Policy:甲市急救条例>\n\n第二条 本条例用语：\n\n"
        "一、<Technology:远程急救>：指使用<Technology:车载超声>的急救。\n"
    )
    assert ("远程急救", "TARGETS", "车载超声") not in found


def test_members_of_a_system_take_part_in_it() -> None:
    found, _ = read(
        "<Institution:甲委>成立了<Policy:“1+2+X”组织体系>。“1”是<Institution:乙局>；"
        "“2”是两个机构，分别为<Institution:丙中心>、<Institution:丁中心>。\n"
    )
    assert {h for h, r, t in found if (r, t) == ("PARTICIPATES_IN", "“1+2+X”组织体系")} == {"乙局", "丙中心", "丁中心"}
    assert ("甲委", "LEADS", "“1+2+X”组织体系") in found


def test_projects_chosen_belong_to_the_programme_that_pays_them() -> None:
    found, doc = read(
        "近日公布了<Programme:甲临床研究计划>名单，入选项目获得百万元经费资助。"
        "<Programme:乙医院心衰协同项目>、<Programme:丙医院卒中转化项目>等成功入选。\n"
    )
    for project in ("乙医院心衰协同项目", "丙医院卒中转化项目"):
        assert ("甲临床研究计划", "INCLUDES", project) in found
        assert relation(doc, "甲临床研究计划", "FUNDS", project).attrs == {"amount": "百万元", "currency": "CNY"}


def test_numbers_tie_the_authors_of_a_paper_to_their_addresses() -> None:
    found, _ = read(
        "<Person:李明华> 1 <Person:王一平> 2*\n\n1 <Institution:甲研究院>  北京  100000\n\n"
        "2 <Institution:乙大学>  南京  210000\n\n摘要 本文讨论急救。\n"
    )
    assert {(h, t) for h, r, t in found if r == "AFFILIATED_WITH"} == {("李明华", "甲研究院"), ("王一平", "乙大学")}


def test_a_paper_s_grants_fund_its_authors() -> None:
    found, _ = read(
        "急救体系的改进\n\n<Person:李明华> <Person:王一平>\n\n摘要 本文讨论急救。<Person:赵国安>曾有论述。\n\n"
        "基金项目：<Programme:甲科学基金>重点项目，<Programme:乙研究计划>\n"
    )
    for grant in ("甲科学基金", "乙研究计划"):
        assert {t for h, r, t in found if (h, r) == (grant, "FUNDS")} == {"李明华", "王一平"}
        assert {h for h, r, t in found if (r, t) == ("PARTICIPATES_IN", grant)} == {"李明华", "王一平"}


def test_who_guides_others_does_not_act_with_them() -> None:
    found, doc = read(
        "在<Institution:甲中心>指导下，<Institution:乙联盟>联合<Institution:丙网站>、<Institution:丁公司>"
        "共同启动<Programme:戊计划>。\n"
    )
    pairs = {frozenset((h, t)) for h, r, t in found if r == "COLLABORATES_WITH"}
    assert pairs == {frozenset(p) for p in (("乙联盟", "丙网站"), ("乙联盟", "丁公司"), ("丙网站", "丁公司"))}
    roles = {h: relation(doc, h, "LEADS", t).attrs["role"] for h, r, t in found if r == "LEADS"}
    assert roles == {"甲中心": "guide", "乙联盟": "initiate", "丙网站": "initiate", "丁公司": "initiate"}


def test_a_body_that_is_set_up_in_passing_does_not_act() -> None:
    _, doc = read(
        "<Institution:甲委>举行发布会，并成立了<Institution:乙小组>，围绕平台建设等3个方面，出台了<Policy:20条举措>。\n"
    )
    names = [e.name for e in doc._.entities]
    issued = {(names[r.head], names[r.tail]) for r in doc._.relations if r.type == "ISSUES"}
    assert issued == {("甲委", "20条举措")}


def test_several_sums_in_a_sentence_are_not_guessed_among() -> None:
    _, doc = read("<Institution:丙集团>为<Programme:乙计划>提供了1200万元资助，另有50万元结余。\n")
    assert relation(doc, "丙集团", "FUNDS", "乙计划").attrs == {}


def test_the_scorer_gives_probabilities_and_drops_what_it_does_not_believe() -> None:
    _, doc = read(PLAN)
    before = {(r.type, r.head, r.tail) for r in doc._.relations}
    doc = spacy.blank("zh").create_pipe("policygraph_relation_scorer")(doc)
    thresholds = load_scorer().thresholds
    assert {(r.type, r.head, r.tail) for r in doc._.relations} <= before
    for said in doc._.relations:
        assert thresholds.get(said.type, 0) <= said.confidence <= 1


@pytest.mark.parametrize(("row", "says"), [("TARGETS\thigh", "no number"), ("TARGETS\t7", r"in \[0, 1\]")])
def test_a_wrong_threshold_is_named_with_its_line(tmp_path: Path, row: str, says: str) -> None:
    (tmp_path / "weights.tsv").write_text("feature\tweight\nbias\t0.1\n", "utf-8")
    (tmp_path / "thresholds.tsv").write_text(f"relation\tthreshold\n{row}\n", "utf-8")
    with pytest.raises(ConfigurationError, match=says) as caught:
        load_scorer(tmp_path)
    assert (caught.value.path, caught.value.line) == (tmp_path / "thresholds.tsv", 2)
