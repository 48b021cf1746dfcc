"""Properties of every outline: blocks tile the text, the tree is sound, and no text is too odd or too long."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.blocks import build_outline, prepare
from ingest.outline import Block, BlockKind
from ingest.sentences import sentences

BODY = "围绕临床需求开展攻关，建设共享平台，支持医院与高校联合培养人才，推动成果在基层机构应用并评价其效果。"

NUMBERS = st.sampled_from(
    ["一、", "二、", "（一）", "（二）", "1.", "2.", "3、", "（1）", "①", "第一条　", "第2条", "第一章", "专栏1：", "•"]
    + ["——", "## ", "# ", "一是", "1.1　", "1)", "a)", "第一，"]
)
WORDS = st.sampled_from(
    ["总体要求", "基因治疗技术。" + BODY, BODY, BODY + "（市科技局负责）", "责任单位：市教育局", "下载", "相关阅读"]
    + ["一是建病房。二是聚人才。（市卫生健康委牵头）三是促转化。", "某市人民政府", "2024年3月9日", "附件", "参考文献"]
    + ["甲\t乙\t丙", "", "   ", "各县、区人民政府：", "版權與免責聲明", "（（（", "“", "a", "😀", "\ue000"]
    + ["關於印發方案的通知", "1.甲。2.乙。3.丙。" * 40]
)
LINES = st.lists(st.tuples(st.one_of(st.just(""), NUMBERS), st.one_of(WORDS, st.text(max_size=30))), max_size=25)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES.map(lambda lines: "\n".join(number + words for number, words in lines)))
def test_the_blocks_tile_the_text(text: str) -> None:
    outline = build_outline(prepare(text))
    assert "".join(outline.prepared.text[b.start : b.end] for b in outline.blocks()) == outline.prepared.text
    check_tree(outline.root)
    for block in outline.blocks():
        if block.title:
            assert block.start <= block.title[0] < block.title[1] <= block.end
        assert block.kind is not BlockKind.TITLE or block.title


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_any_text_has_an_outline(text: str) -> None:
    outline = build_outline(prepare(text))
    assert "".join(outline.prepared.text[b.start : b.end] for b in outline.blocks()) == outline.prepared.text
    spans = list(sentences(outline))
    assert all(start < end for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in zip(spans, spans[1:], strict=False))


def check_tree(block: Block) -> None:
    for child in block.children:
        assert child.parent is block
        assert child.kind is not BlockKind.ROOT
        check_tree(child)


@pytest.mark.parametrize(
    "text",
    [
        BODY * 20_000,
        "\n".join("\t".join(f"单元{row}{column}" for column in range(10)) for row in range(5_000)),
        "（" * 100_000,
        "（部负责" * 50_000,
        "The quick brown fox jumps over the lazy dog.\n" * 2_000,
        "😀\ue000 " * 50_000,
        "1. " * 50_000,
        "\n" * 100_000,
        "#" * 6 + " 甲\n" + "## 乙\n" * 1_000,
    ],
    ids=["one line", "table", "brackets", "open duties", "English", "emoji", "numbers", "blank", "markdown"],
)
def test_extreme_texts(text: str) -> None:
    outline = build_outline(prepare(text))
    assert sum(b.end - b.start for b in outline.blocks()) == len(outline.prepared.text)
