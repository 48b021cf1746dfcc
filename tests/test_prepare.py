"""Preparing a text: folding, joining wrapped lines, dropping page furniture, keeping every character's place."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.folding import fold
from ingest.prepare import prepare

PARAGRAPH = (
    "全市卫生健康系统坚持需求牵引，围绕重大慢病防控布局临床研究，推动医院、高校和企业共建转化平台，"
    "把成果尽快送到患者身边。三年来，全市新增研究型病房床位一千二百张，登记临床试验五百余项，"
    "有力支撑了创新药物和高端医疗器械的研发。"
)


def wrapped(paragraph: str, width: int, between: str) -> str:
    return between.join(paragraph[at : at + width] for at in range(0, len(paragraph), width))


def body_lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("between", ["\n", "\n\n", " \n"])
def test_wrapped_lines_become_one_paragraph(between: str) -> None:
    text = wrapped(PARAGRAPH, 23, between)
    assert body_lines(prepare(text).text) == [PARAGRAPH]


def test_one_paragraph_a_line_comes_back_unchanged() -> None:
    text = f"一、总体要求\n\n{PARAGRAPH}\n（一）工作目标\n{PARAGRAPH}\n"
    assert prepare(text).text == text


def test_headings_between_wrapped_paragraphs_stay_lines() -> None:
    body = wrapped(PARAGRAPH, 23, "\n")
    lines = body_lines(prepare(f"2.1 强化临床研究\n{body}\n2.2 扩大开放合作\n{body}").text)
    assert lines == ["2.1 强化临床研究", PARAGRAPH, "2.2 扩大开放合作", PARAGRAPH]


def test_a_wrapped_decimal_heading_is_joined_without_its_text() -> None:
    body = wrapped(PARAGRAPH, 23, "\n")
    heading = "3.1 推动学科交叉汇聚，主动适应医学科技的范式变革"
    lines = body_lines(prepare(f"{body}\n{heading[:-3]}\n{heading[-3:]}\n{body}").text)
    assert lines[1] == heading


def test_page_numbers_inside_a_paragraph_are_dropped() -> None:
    pieces = [PARAGRAPH[at : at + 23] for at in range(0, len(PARAGRAPH), 23)]
    text = "\n".join([*pieces[:3], "\n88\n", *pieces[3:]])
    prepared = prepare(text)
    assert body_lines(prepared.text) == [PARAGRAPH]
    assert "88" not in prepared.text


def test_running_heads_of_a_wrapped_text_are_dropped() -> None:
    pages = [f"某市卫生科技规划研究 第{n}页\n" + wrapped(PARAGRAPH * 2, 23, "\n") for n in range(1, 5)]
    assert "规划研究" not in prepare("\n".join(pages)).text


def test_a_title_broken_over_lines_is_joined() -> None:
    text = "某省人民政府办公厅关于印发促进\n 临床研究发展若干措施的通知\n 某政办发〔2024〕7号\n\n 各市人民政府：\n"
    assert body_lines(prepare(text).text)[:2] == [
        "某省人民政府办公厅关于印发促进临床研究发展若干措施的通知",
        "某政办发〔2024〕7号",
    ]


def test_a_number_alone_on_its_line_is_joined_to_its_words() -> None:
    assert prepare("3)\n信息登记\n逐人登记。").text == "3)信息登记\n逐人登记。"


def test_what_opens_in_one_line_and_closes_in_the_next_is_joined() -> None:
    text = "鼓励开展经皮冠状动脉介入治疗（Percutaneous Coronary Intervention,\nPCI）"
    assert prepare(text).text == "鼓励开展经皮冠状动脉介入治疗（Percutaneous Coronary Intervention, PCI）"


@pytest.mark.parametrize(
    "text",
    [
        "下载\n打印\n全屏\n收藏\n",
        "甲医院\t1\n乙医院\t2\n",
        "指标：甲\n指标：乙\n指标：丙\n" * 5,
        "领域一\n领域二\n领域三\n" * 8,
    ],
)
def test_lists_and_tables_are_left_alone(text: str) -> None:
    assert prepare(text).text == text


def test_offsets_lead_back_to_the_source() -> None:
    text = wrapped(PARAGRAPH, 23, "\n\n")
    prepared = prepare(text)
    start = prepared.text.index("研究型病房")
    source_start, source_end = prepared.original(start, start + 5)
    assert text[source_start:source_end].replace("\n", "") == "研究型病房"


def test_folding_is_for_matching_and_keeps_the_length() -> None:
    text = "國家衛生健康委關於２０２４年〔試行〕①ＡＩ（第１版）：㈠"
    assert fold(text) == "国家卫生健康委关于2024年〔试行〕①AI(第1版):㈠"


def test_the_text_keeps_its_own_script() -> None:
    prepared = prepare("國家衛生健康委印發通知。")
    assert (prepared.text, prepared.folded) == ("國家衛生健康委印發通知。", "国家卫生健康委印发通知。")


LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(["", "  ", "12", "一、总体要求", "3)", "—", "国办发〔2024〕1号", "甲\t乙", "（未闭合", "“引"]),
        st.integers(10, 40).map(lambda n: (PARAGRAPH * 2)[:n]),
    ),
    max_size=30,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES, st.sampled_from(["\n", "\n\n"]))
def test_every_character_knows_its_place(lines: list[str], between: str) -> None:
    text = between.join(lines)
    prepared = prepare(text)
    assert len(prepared.text) == len(prepared.folded) == len(prepared.offsets) - 1
    assert prepared.offsets[-1] == len(text)
    assert all(before < after for before, after in zip(prepared.offsets, prepared.offsets[1:], strict=False))
    for character, offset in zip(prepared.text, prepared.offsets, strict=False):
        assert character == text[offset] or (character in " \n" and text[offset].isspace())


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(), max_size=200))
def test_folding_keeps_the_length_of_any_text(text: str) -> None:
    assert len(fold(text)) == len(text)
