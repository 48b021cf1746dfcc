"""Fields of work and technologies in titles and in the clauses of running text."""

from pathlib import Path

import pytest

from graph.errors import ConfigurationError
from ingest.blocks import build_outline, prepare
from ingest.candidates import Candidate
from ingest.components.belief import load_weights, probability
from ingest.components.priorities import described_priorities
from ingest.components.titles import described_titles
from ingest.outline import Outline

PLAN = """松江省智慧养殖发展规划（2031—2035年）

一、总体要求
坚持因地制宜。

二、主要任务
（一）健全良种繁育体系。加强种猪性能测定，推进联合育种。
（二）提升疫病防控能力。完善动物疫病监测预警机制。

专栏1：关键技术攻关
1. 精准饲喂技术。研发智能饲喂装备。
2. 粪污处理工艺研究。开展厌氧发酵试验。

三、保障措施
（一）实施良种保护行动。加大财政投入力度。
"""


def outline_of(text: str) -> Outline:
    return build_outline(prepare(text))


def named(outline: Outline, found: list[Candidate]) -> dict[str, str]:
    return {outline.prepared.text[c.start : c.end]: c.type for c in found}


def titles(text: str) -> dict[str, str]:
    outline = outline_of(text)
    return named(outline, [c for c, _ in described_titles(outline)])


def priorities(text: str) -> dict[str, str]:
    outline = outline_of(text)
    return named(outline, [c for c, _ in described_priorities(outline)])


def test_titles_name_fields_and_technologies_by_their_head() -> None:
    found = titles(PLAN)
    assert found["健全良种繁育体系"] == "PriorityArea"
    assert found["提升疫病防控能力"] == "PriorityArea"
    assert found["精准饲喂技术"] == "Technology"
    assert found["粪污处理工艺研究"] == "PriorityArea"


def test_titles_that_say_only_what_part_it_is_name_nothing() -> None:
    assert not {"总体要求", "主要任务", "保障措施"} & set(titles(PLAN))


def test_a_named_action_is_left_to_the_programmes() -> None:
    assert not any("行动" in name for name in titles(PLAN))


def test_a_title_is_known_with_and_without_its_verb() -> None:
    outline = outline_of(PLAN)
    aliases = {outline.prepared.text[c.start : c.end]: c.aliases for c, _ in described_titles(outline)}
    assert "良种繁育体系" in aliases["健全良种繁育体系"]
    assert "精准饲喂" in aliases["精准饲喂技术"]


def test_a_title_of_two_clauses_is_one_field_known_by_each() -> None:
    outline = outline_of("某县改革方案\n\n一、优化审批流程，激发市场活力\n推进并联审批。\n\n二、其他\n略。\n")
    candidate = next(c for c, _ in described_titles(outline) if c.type == "PriorityArea")
    assert outline.prepared.text[candidate.start : candidate.end] == "优化审批流程，激发市场活力"
    assert {"优化审批流程", "审批流程", "激发市场活力", "市场活力"} <= set(candidate.aliases)


def test_clauses_of_running_text_name_their_objects() -> None:
    found = priorities(PLAN)
    assert found["动物疫病监测预警机制"] == "PriorityArea"
    assert found["联合育种"] == "PriorityArea"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市教育局改善学校卫生环境。", "学校卫生环境"),
        ("国家鼓励企业加强共性技术研究。", "共性技术研究"),
        ("对养老服务业实行包容审慎监管。", "包容审慎监管"),
        ("做好登记。（责任单位：甲局）（三）强化市场主体责任，加大惩戒。", "市场主体责任"),
    ],
)
def test_subjects_and_numbers_before_the_verb_are_passed_over(text: str, expected: str) -> None:
    assert expected in priorities(text)


def test_what_is_done_already_is_no_task() -> None:
    assert "城乡供水体系" not in priorities("全县已完善城乡供水体系，建成了灌区管理制度。")


def test_a_counted_list_names_every_member() -> None:
    found = priorities("从健全管理制度、凝练攻关任务、培养青年人才等3个方面提出要求。")
    assert {"管理制度", "凝练攻关任务", "培养青年人才"} <= set(found)


def test_a_traditional_text_keeps_its_script() -> None:
    assert "衛生教育推廣機制" in priorities("主管機關應當健全衛生教育推廣機制。")


def test_beliefs_are_probabilities_and_follow_the_weights() -> None:
    assert 0 < probability({"source=heading", "head=体系", "head kind=task"}, "PriorityArea") < 1
    assert probability({"verb=健全"}, "PriorityArea") > probability({"verb=形成"}, "PriorityArea")


def test_a_wrong_weight_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "weights.tsv"
    path.write_text("feature\tweight\nbias\tmuch\n", "utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_weights(path)
    assert (caught.value.path, caught.value.line) == (path, 2)
