"""The outline: what each line is, what it is called and what it stands below."""

import pytest

from ingest.blocks import build_outline, prepare
from ingest.numbering import numbering_at, value_of
from ingest.outline import Block, BlockKind, Outline
from ingest.sentences import sentences

BODY = "围绕临床需求开展攻关，建设共享平台，支持医院与高校联合培养人才，推动成果在基层机构应用并评价其效果。"


def outline_of(*lines: str) -> Outline:
    return build_outline(prepare("\n".join(lines) + "\n"))


def title_of(outline: Outline, block: Block) -> str:
    return outline.prepared.text[slice(*block.title)] if block.title else ""


def own_text(outline: Outline, block: Block) -> str:
    return outline.prepared.text[block.start : block.end].strip()


def tree(outline: Outline) -> list[str]:
    """Return the titled blocks, each as the path of titles that leads to it."""
    paths = []
    for block in outline.blocks():
        if block.title:
            above = [title_of(outline, a) for a in block.ancestors() if a.title]
            paths.append("/".join([*reversed(above), title_of(outline, block)]))
    return paths


def kinds(outline: Outline) -> list[tuple[str, str]]:
    return [(b.kind.value, own_text(outline, b)) for b in outline.blocks() if b.kind is not BlockKind.BLANK]


def test_a_plan_with_chapters_sections_items_and_run_in_headings() -> None:
    outline = outline_of(
        "某省卫生科技专项规划",
        "一、总体要求",
        f"（一）指导思想。{BODY}",
        "（二）发展目标。",
        BODY,
        "二、重点任务",
        "（一）强化基础研究",
        f"1. 基因治疗技术。{BODY}",
        f"2. 脑机接口技术。{BODY}",
        "（二）建设“研究病房”",
        BODY,
    )
    plan = "某省卫生科技专项规划"
    assert tree(outline) == [
        plan,
        f"{plan}/总体要求",
        f"{plan}/总体要求/指导思想",
        f"{plan}/总体要求/发展目标",
        f"{plan}/重点任务",
        f"{plan}/重点任务/强化基础研究",
        f"{plan}/重点任务/强化基础研究/基因治疗技术",
        f"{plan}/重点任务/强化基础研究/脑机接口技术",
        f"{plan}/重点任务/建设“研究病房”",
    ]
    assert [b.level for b in outline.blocks() if b.title] == [0, 1, 2, 2, 1, 2, 3, 3, 2]


@pytest.mark.parametrize(
    ("lines", "path"),
    [
        (["第一编 总纲", "第一章 总 则", "第一节 目标"], "总纲/总 则/目标"),
        (["一、任务", "（一）攻关", "1、平台", "（1）数据", "①标准"], "任务/攻关/平台/数据/标准"),
        (["一、任务", "（1）攻关", "1. 平台"], "任务/攻关/平台"),
        (["一、任务", "1. 平台", "（一）数据"], "任务/平台/数据"),
        (["## 第一篇　战略", "### 第一章　主题", "#### 第一节　膳食"], "战略/主题/膳食"),
        (["1 进展", "1.1 需求", "1.1.1 老龄化"], "进展/需求/老龄化"),
        (["三、任务", "• 数据平台", "• 研究病房"], "任务/研究病房"),
        (["三、任务", "1)平台", "a) 数据"], "任务/平台/数据"),
        (["第一部分　概况", "一、背景"], "概况/背景"),
        (["壹、緒論", "一、背景", "(a) 範圍"], "緒論/背景/範圍"),
        (["二、重点方向", "任务一：临床研究", "1. 平台"], "重点方向/临床研究/平台"),
        (["三、任务", "▪ 平台", "第二，人才", "1. 培训"], "任务/平台/人才/培训"),
    ],
)
def test_styles_nest_by_the_order_in_which_they_appear(lines: list[str], path: str) -> None:
    assert path in tree(outline_of(*lines, BODY))


def test_an_excerpt_that_begins_deep_rises_again() -> None:
    outline = outline_of("（七）培育产业", "1. 平台", "八、保障措施", "（一）组织领导")
    assert tree(outline) == ["培育产业", "培育产业/平台", "保障措施", "保障措施/组织领导"]


def test_a_box_stands_in_its_section_and_numbers_its_own_items() -> None:
    outline = outline_of(
        "一、任务",
        "（一）前沿突破",
        f"1. 统筹布局。{BODY}",
        f"2. 建设平台。{BODY}",
        "专栏1：关键技术",
        f"1. 基因治疗技术。{BODY}",
        f"2. 脑机接口技术。{BODY}",
        "（二）成果转化",
        BODY,
    )
    assert tree(outline)[-4:] == [
        "任务/前沿突破/关键技术",
        "任务/前沿突破/关键技术/基因治疗技术",
        "任务/前沿突破/关键技术/脑机接口技术",
        "任务/成果转化",
    ]
    box = next(b for b in outline.blocks() if b.kind is BlockKind.BOX)
    assert (box.number, title_of(outline, box)) == ("专栏1", "关键技术")


@pytest.mark.parametrize(
    "duty",
    [
        "（责任单位：市教育局、市卫生健康委）",
        "（市科技局牵头，市财政局、各县（区）政府按职责分工负责）",
        "（市教育局、市科技局等部门按职责分工负责）",
        "(負責部門:衛生局)",
        "[责任单位：市教育局、市卫生健康委（牵头）]",
        "责任单位：市教育局、市卫生健康委。",
    ],
)
def test_duties_at_the_end_of_a_paragraph_are_blocks_of_their_item(duty: str) -> None:
    outline = outline_of("一、任务", f"（一）建设研究病房。{BODY}{duty}", f"（二）培养人才。{BODY}{duty}")
    found = [b for b in outline.blocks() if b.kind is BlockKind.DUTY]
    assert [own_text(outline, b) for b in found] == [duty, duty]
    assert [title_of(outline, b.parent) for b in found if b.parent] == ["建设研究病房", "培养人才"]


def test_a_line_of_duties_closes_the_item_above() -> None:
    outline = outline_of(
        "一、任务", "1. 建设研究病房。", "责任单位：市卫生健康委", "2. 培养人才。", "责任单位：市教育局"
    )
    found = [b for b in outline.blocks() if b.kind is BlockKind.DUTY]
    assert [title_of(outline, b.parent) for b in found if b.parent] == ["建设研究病房", "培养人才"]


def test_a_line_of_duties_after_a_list_without_any_closes_the_section() -> None:
    outline = outline_of("一、任务", "1. 建设研究病房。", "2. 培养人才。", "牵头单位：市卫生健康委", BODY)
    duty = next(b for b in outline.blocks() if b.kind is BlockKind.DUTY)
    assert duty.parent and title_of(outline, duty.parent) == "任务"


def test_a_remark_in_brackets_is_no_duty() -> None:
    outline = outline_of("一、任务", "鼓励医院（由政府负责举办的）参与试点，扩大试点范围。")
    assert not [b for b in outline.blocks() if b.kind is BlockKind.DUTY]


def test_an_enumeration_inside_a_paragraph_becomes_items() -> None:
    outline = outline_of("一、任务", "（一）基本原则。一是坚持需求导向，服务临床。二是坚持开放融合。三是坚持协同。")
    items = [b for b in outline.blocks() if b.number.endswith("是")]
    assert [b.number for b in items] == ["一是", "二是", "三是"]
    assert {title_of(outline, b.parent) for b in items if b.parent} == {"基本原则"}


def test_a_single_one_is_no_enumeration() -> None:
    outline = outline_of("一、任务", "主要原因有两个，一是需求不足，其余另行说明。")
    assert not [b for b in outline.blocks() if b.number == "一是"]


def test_articles_of_a_law() -> None:
    outline = outline_of(
        "# 某市研究病房条例",
        "2024年1月25日 某市第十六届人民代表大会第二次会议通过",
        "## 第一章 总 则",
        "第一条 为了规范研究病房的管理，制定本条例。",
        "第二条 研究病房应当具备下列条件：",
        "（一）场地；",
        "（二）人员。",
        "前款所称人员，是指执业医师和护士。",
        "第三条 【监督检查】市卫生健康部门负责监督检查。",
    )
    articles = [b for b in outline.blocks() if b.number.startswith("第") and b.kind is BlockKind.ITEM]
    assert [(b.number, title_of(outline, b)) for b in articles] == [
        ("第一条", ""),
        ("第二条", ""),
        ("第三条", "监督检查"),
    ]
    assert [own_text(outline, c) for c in articles[1].children][-1] == "前款所称人员，是指执业医师和护士。"
    assert articles[0].parent and title_of(outline, articles[0].parent) == "总 则"
    assert ("byline", "2024年1月25日 某市第十六届人民代表大会第二次会议通过") in kinds(outline)


def test_a_statute_in_traditional_script_with_numbers_on_their_own_lines() -> None:
    outline = outline_of(
        "研究病房管理條例",
        "最新異動日期：20240619",
        "第 一 章 總則",
        "第 1 條",
        "本條例依醫療法訂定之。",
        "第 2 條",
        BODY,
    )
    assert tree(outline) == ["研究病房管理條例", "研究病房管理條例/總則"]
    article = next(b for b in outline.blocks() if b.number == "第 1 條")
    assert [own_text(outline, c) for c in article.children] == ["本條例依醫療法訂定之。"]


def test_a_list_of_tasks_in_a_statute_has_titles() -> None:
    outline = outline_of(
        "研究病房管理條例",
        "第 5 條",
        "審議會之任務如下：",
        "一、政策之諮詢。",
        "二、人才之培育。",
        "三、其他依法應審議事項。",
        "第 6 條",
        "有下列情形之一者，得減免之：",
        "一、經費不足。",
    )
    assert tree(outline)[1:] == ["研究病房管理條例/政策之諮詢", "研究病房管理條例/人才之培育"]


def test_short_lines_above_paragraphs_are_headings() -> None:
    outline = outline_of(
        "研究病房建设提速", f"记者从会上获悉，{BODY}", "政策红利持续释放", BODY + BODY, "“病房里的实验室”", BODY + BODY
    )
    assert tree(outline) == [
        "研究病房建设提速",
        "研究病房建设提速/政策红利持续释放",
        "研究病房建设提速/“病房里的实验室”",
    ]


def test_unnumbered_run_in_headings_under_a_numbered_one() -> None:
    outline = outline_of("一、基本原则", f"需求导向。{BODY}", f"协同创新。{BODY}", "二、目标", BODY)
    assert tree(outline) == ["基本原则", "基本原则/需求导向", "基本原则/协同创新", "目标"]


def test_a_notice_and_the_plan_it_issues() -> None:
    outline = outline_of(
        "某市人民政府关于印发研究病房建设方案的通知",
        "某政发〔2024〕7号",
        "各县、区人民政府，市政府各部门：",
        "现将《研究病房建设方案》印发给你们，请认真贯彻执行。",
        "某市人民政府",
        "2024年3月9日",
        "（此件公开发布）",
        "研究病房建设方案",
        "一、目标",
        BODY,
        "附件：指标表",
    )
    assert tree(outline) == ["某市人民政府关于印发研究病房建设方案的通知", "研究病房建设方案", "研究病房建设方案/目标"]
    bylines = [words for kind, words in kinds(outline) if kind == "byline"]
    assert bylines == ["某政发〔2024〕7号", "各县、区人民政府，市政府各部门：", "某市人民政府", "2024年3月9日"]
    assert ("boilerplate", "（此件公开发布）") in kinds(outline)


def test_an_annex_begins_anew() -> None:
    outline = outline_of(
        "某市研究病房建设方案", "一、目标", BODY, "附件2", "任务分工表", "市教育局\t培养人才", "市财政局\t保障经费"
    )
    assert tree(outline)[-1] == "任务分工表"
    assert [kind for kind, _ in kinds(outline)].count("table") == 2


def test_headings_run_together_in_one_line_are_taken_apart() -> None:
    duty = "（市卫生健康委负责）"
    titles = ("（三）建设病房。", "（四）培养人才。", "（五）推动转化。", "（六）开放合作。")
    line = "".join(f"{title}{BODY}{BODY}{duty}" for title in titles)
    assert tree(outline_of("任务分工方案", BODY + BODY, line))[1:] == [
        "任务分工方案/建设病房",
        "任务分工方案/培养人才",
        "任务分工方案/推动转化",
        "任务分工方案/开放合作",
    ]


def test_few_titled_sentences_among_many_untitled_ones_are_no_titles() -> None:
    long = "支持符合条件的医疗机构在试点区域内依法依规建设研究病房并开展经备案的临床研究活动，"
    outline = outline_of("一、任务", *(f"（{n}）{long}{BODY}" for n in "一二三"), "（四）鼓励设立服务窗口。")
    assert tree(outline) == ["任务"]


def test_sentences_leave_out_what_is_not_read() -> None:
    outline = outline_of("研究病房建设提速", "第一句。“第二句。”第三句", "打印")
    text = outline.prepared.text
    assert [text[s:e].strip() for s, e in sentences(outline)] == [
        "研究病房建设提速",
        "第一句。",
        "“第二句。”",
        "第三句",
    ]


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十一", 21),
        ("一百零三", 103),
        ("7", 7),
        ("1 0", 10),
        ("③", 3),
        ("a", 1),
        ("—", 0),
    ],
)
def test_values_of_numerals(numeral: str, value: int) -> None:
    assert value_of(numeral) == value


@pytest.mark.parametrize(
    "line",
    ["2024年3月9日", "1.5万人", "3D打印技术", "第一条和第二条所称", "10个方面", "一带一路", "——2026年1月26日在大会上"],
)
def test_lines_without_a_number(line: str) -> None:
    assert numbering_at(line, 0, len(line)) is None
