"""Goals: clauses with a quantity or a deadline."""

import pytest
import spacy
from spacy.tokens import Doc

import ingest.nlp  # noqa: F401  (declares the extensions of Doc)
from ingest.blocks import build_outline, prepare
from ingest.candidates import Candidate
from ingest.components.goals import goals

TITLE = "甲省现代农业发展规划\n\n一、发展目标\n"


def read(text: str) -> tuple[str, list[Candidate]]:
    prepared = prepare(text)
    words = list(prepared.text)
    doc = Doc(spacy.blank("zh").vocab, words=words, spaces=[False] * len(words))
    doc._.outline, doc._.candidates = build_outline(prepared), []
    return prepared.text, goals(doc)._.candidates


def found(text: str) -> dict[str, Candidate]:
    prepared, candidates = read(text)
    return {c.name or prepared[c.start : c.end]: c for c in candidates}


def test_every_clause_after_a_deadline_is_a_goal_with_its_year() -> None:
    goals_ = found(f"{TITLE}到2032年，粮食产量稳定在800万吨以上，农产品加工率达到75%，监管体系基本建立。\n")
    assert set(goals_) == {"到2032年，粮食产量稳定在800万吨以上", "农产品加工率达到75%", "监管体系基本建立"} or set(
        goals_
    ) == {
        "粮食产量稳定在800万吨以上",
        "农产品加工率达到75%",
        "监管体系基本建立",
    }
    rate = goals_["农产品加工率达到75%"]
    assert (rate.attributes["value"], rate.attributes["unit"], rate.attributes["year"]) == ("75", "%", "2032")
    assert "到2032年，农产品加工率达到75%" in rate.aliases


@pytest.mark.parametrize(
    ("clause", "value", "unit"),
    [
        ("培育50~80家龙头企业", "50~80", "家"),
        ("建成3000亩高标准示范田", "3000", "亩"),
        ("婴儿死亡率控制在5‰以下", "5", "‰"),
        ("研发投入占比不低于三分之一", "三分之一", None),
    ],
)
def test_quantities_are_parsed(clause: str, value: str, unit: str | None) -> None:
    goal = found(f"{TITLE}{clause}。\n")[clause]
    assert goal.attributes["value"] == value
    assert goal.attributes.get("unit") == unit


def test_two_years_of_one_target_are_one_goal() -> None:
    goals_ = found(f"{TITLE}到2032年和2035年，糖尿病规范管理率分别达到60%和70%。\n")
    assert len(goals_) == 1
    (goal,) = goals_.values()
    assert goal.attributes["year"] == "2032/2035"


@pytest.mark.parametrize(
    "sentence",
    [
        "去年全省粮食产量达到700万吨。",
        "已建成示范基地20个。",
        "工业增加值同比增长6.5%。",
        "对年产值超过500万元的企业给予10万元奖励。",
        "甲省位于东部。",
    ],
)
def test_what_was_reached_and_what_is_only_a_condition_is_no_goal(sentence: str) -> None:
    assert not found(f"甲省现代农业发展规划\n\n一、工作任务\n{sentence}\n")


def test_a_row_of_indicators_sets_one_goal_for_each_later_year() -> None:
    goals_ = found("甲省健康规划\n\n指标：人均预期寿命（岁）　2025年：77.1　2030年：78.2　2035年：80.0\n")
    assert {c.attributes["year"]: c.attributes["value"] for c in goals_.values()} == {"2030": "78.2", "2035": "80.0"}
    assert all(c.attributes["unit"] == "岁" for c in goals_.values())
