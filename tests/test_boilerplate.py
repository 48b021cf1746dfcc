"""What is not read: navigation, captions, related reading, references, records of a web page."""

from pathlib import Path

import pytest

from graph.errors import ConfigurationError
from ingest.blocks import build_outline, prepare
from ingest.cues import load_cues
from ingest.outline import BlockKind, Outline

BODY = "围绕临床需求开展攻关，建设共享平台，支持医院与高校联合培养人才，推动成果在基层机构应用并评价其效果。"


def outline_of(*lines: str) -> Outline:
    return build_outline(prepare("\n".join(lines) + "\n"))


def kinds(outline: Outline) -> list[tuple[str, str]]:
    text = outline.prepared.text
    return [(b.kind.value, text[b.start : b.end].strip()) for b in outline.blocks() if b.kind is not BlockKind.BLANK]


def test_a_web_page_in_traditional_script() -> None:
    outline = outline_of(
        "健康網手機版",
        "首頁 > 新聞 > 科技",
        "研究病房建設提速",
        "2024年12月07日 14:23:42",
        "來源:健康網 點擊量:59",
        BODY,
        "▲研究人員在病房記錄數據。",
        "圖為活動現場。",
        "（責任編輯：某某）",
        "相關閱讀 Related Reading",
        "近日,某地公布名單...2025-07-02 15:22:01",
        "版權與免責聲明",
        "未經授權不得轉載。",
    )
    assert [kind for kind, _ in kinds(outline)] == (
        ["boilerplate"] * 2 + ["title"] + ["byline"] * 2 + ["paragraph"] + ["boilerplate"] * 7
    )


@pytest.mark.parametrize(
    "line",
    [
        "打印",
        "【字号：",
        "】",
        "|",
        "<figure>",
        "[查看原文](https://example.org/a)",
        "本报记者王小明摄",
        "上一篇：某会议召开",
        "https://example.org/",
    ],
)
def test_boilerplate_lines(line: str) -> None:
    outline = outline_of("研究病房建设提速", BODY, line, BODY)
    assert ("boilerplate", line) in kinds(outline)


def test_references_end_the_text() -> None:
    outline = outline_of(
        "研究病房的进展", "1 背景", BODY, "参考文献", "[1] 某某. 某文[J]. 某刊, 2020, 3(1): 1-9.", "[2] 某书"
    )
    assert [kind for kind, _ in kinds(outline)][-3:] == ["boilerplate"] * 3


def test_a_second_article_after_related_reading_is_read() -> None:
    outline = outline_of("甲院研究病房启用", BODY, "相关阅读：", "乙院的十年", BODY * 3, BODY * 3, BODY * 3)
    assert [kind for kind, _ in kinds(outline)].count("paragraph") == 4


def test_the_record_of_a_government_web_page() -> None:
    outline = outline_of(
        "某通知", BODY, "索 引 号：", "0000/2019-1", "主题分类：", "卫生", "", "发文字号：某发〔2019〕1号", BODY
    )
    assert [kind for kind, _ in kinds(outline)][2:] == ["boilerplate"] * 5 + ["paragraph"]


def test_the_history_of_a_statute_is_byline() -> None:
    outline = outline_of("某辦法", "沿革內容：1.某年訂定發布", "2.某年修正發布第 4 條", "第 1 條", "本辦法依法訂定。")
    assert [kind for kind, _ in kinds(outline)] == ["title", "byline", "byline", "item", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "相关研究表明，早筛有效。",
        "参考文献管理办法",
        "下载量超过一万次。",
        "图书馆建设",
        "版权保护工作",
        "来源广泛，种类多样。",
    ],
)
def test_text_that_only_begins_like_boilerplate_is_read(line: str) -> None:
    outline = outline_of("研究病房建设提速", BODY, line, BODY)
    assert {words: kind for kind, words in kinds(outline)}[line] in ("paragraph", "heading")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("boilerplate\tline\tx", "4 columns"),
        ("noise\tline\tx\tx", "unknown kind"),
        ("boilerplate\tpage\tx\tx", "unknown scope"),
        ("boilerplate\tline\t(\tx", "no regular expression"),
        ("boilerplate\tline\ty\tx", "doesn't match its example"),
    ],
)
def test_a_wrong_cue_names_file_and_line(tmp_path: Path, row: str, problem: str) -> None:
    path = tmp_path / "cues.tsv"
    path.write_text(f"# comment\n{row}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=problem) as caught:
        load_cues(path, frozenset({"boilerplate"}), frozenset({"line"}))
    assert (caught.value.path, caught.value.line) == (path, 2)
