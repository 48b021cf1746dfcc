"""Headers of official documents.

The measurement reads ``../shared/corpus/policy-headers.jsonl``. Records are split by the SHA-256 of their title:
the even half was used for development, and the odd half, which nobody looked at, is what is measured here.
Only what a record's first block states can be read from it, so a field counts where the record's value occurs in
that block; names are compared without a leading 国家 or 中国 (records shorten 国家卫生健康委 to 卫生健康委).
The records' dates are dates of publication, which first blocks don't state; dates are tested on texts below.
"""

import hashlib
import json
import re
from pathlib import Path

import pytest

from ingest.blocks import build_outline, prepare
from ingest.header import find_date, parse_header
from ingest.outline import Header

RECORDS = Path(__file__).parents[2] / "shared" / "corpus" / "policy-headers.jsonl"


def read(text: str) -> tuple[str, list[str], str, str]:
    header = parse_header(text)
    title = text[slice(*header.title)] if header.title else ""
    return title, [text[slice(*span)] for span in header.issuers], header.doc_no, header.date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "某省人民政府办公厅关于促进临床研究的实施意见 某政办发〔2024〕7号 各市人民政府： 为促进临床研究，",
            ("某省人民政府办公厅关于促进临床研究的实施意见", ["某省人民政府办公厅"], "某政办发〔2024〕7号", ""),
        ),
        (
            "卫生健康委 中医药局关于印发研究病房 管理办法的通知 国卫办某发[2024]33号 各省卫生健康委：",
            (
                "卫生健康委 中医药局关于印发研究病房 管理办法的通知",
                ["卫生健康委", "中医药局"],
                "国卫办某发[2024]33号",
                "",
            ),
        ),
        (
            "关于印发研究病房建设方案的通知\n某卫科〔2023〕5号\n各市卫生健康委：\n2023年3月9日",
            ("关于印发研究病房建设方案的通知", [], "某卫科〔2023〕5号", "2023-03-09"),
        ),
        (
            "某部关于发布《临床用品管理办法》的公告 （2023年第36号） 为规范管理，根据有关法律，",
            ("某部关于发布《临床用品管理办法》的公告", ["某部"], "2023年第36号", ""),
        ),
        (
            "中共中央 国务院关于促进医学传承创新的意见 (2019年10月20日) 医学是",
            ("中共中央 国务院关于促进医学传承创新的意见", ["中共中央", "国务院"], "", "2019-10-20"),
        ),
        (
            "财政部 税务总局公告2024年第16号 关于某税收政策的公告 为促进",
            ("关于某税收政策的公告", ["财政部", "税务总局"], "财政部税务总局公告2024年第16号", ""),
        ),
    ],
)
def test_head_lines(text: str, expected: tuple[str, list[str], str, str]) -> None:
    assert read(text) == expected


def test_a_name_broken_by_a_line_break_is_one_issuer() -> None:
    title, issuers, *_ = read("国务院应对某种流行病 联防联控机制关于做好防控工作的通知 国办发明电〔2020〕1号 各省：")
    assert issuers == ["国务院应对某种流行病 联防联控机制"]
    assert title.endswith("的通知")


def test_a_number_in_brackets_belongs_to_another_document() -> None:
    assert read("某省人民政府关于同意设立某中心的批复 某市政府： 你市《请示》（某府〔2022〕8号）收悉。")[2] == ""


@pytest.mark.parametrize("brackets", ["〔〕", "[]", "【】", "()", "（）", "［］"])
def test_number_in_any_brackets(brackets: str) -> None:
    number = f"某办发{brackets[0]}2024{brackets[1]}12号"
    assert read(f"某市人民政府关于促进健康产业的意见\n{number}\n各区：")[2] == number


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024年12月6日", "2024-12-06"),
        ("2024 年 2 月 6 日", "2024-02-06"),
        ("二〇二四年十二月二十一日", "2024-12-21"),
        ("时间:2026-02-03 10:00", "2026-02-03"),
        ("民国113年6月19日", "2024-06-19"),
        ("最新异动日期:20240619", "2024-06-19"),
        ("2024年13月40日", ""),
        ("没有日期", ""),
    ],
)
def test_dates(text: str, date: str) -> None:
    assert find_date(text) == date


def header_of(text: str) -> tuple[str, Header, list[str]]:
    prepared = prepare(text)
    header = build_outline(prepared).header
    issuers = [prepared.text[slice(*span)] for span in header.issuers]
    return prepared.text[slice(*header.title)] if header.title else "", header, issuers


def test_the_signature_names_issuer_and_date() -> None:
    text = (
        "关于印发某市研究病房建设方案的通知\n各县区卫生健康局：\n现将方案印发给你们，请认真落实。\n"
        "某市卫生健康委员会\n某市财政局\n2023年3月9日\n（此件公开发布）\n"
    )
    title, header, issuers = header_of(text)
    assert title == "关于印发某市研究病房建设方案的通知"
    assert issuers == ["某市卫生健康委员会", "某市财政局"]
    assert header.date == "2023-03-09"


def test_a_signature_on_one_line() -> None:
    _, header, issuers = header_of("关于开展病房评估的通知\n各医院：\n请按时完成。\n某省卫生健康委员会　2023年3月9日\n")
    assert (issuers, header.date) == (["某省卫生健康委员会"], "2023-03-09")


def test_the_place_and_day_of_a_work_report() -> None:
    title, header, _ = header_of(
        "2026年某省政府工作报告\n——2026年1月26日在某省第十四届人民代表大会第四次会议上\n各位代表：\n"
    )
    assert (title, header.date) == ("2026年某省政府工作报告", "2026-01-26")


def test_metadata_fills_what_the_text_leaves_open() -> None:
    outline = build_outline(prepare("关于研究病房的几点说明\n研究病房是开展临床研究的场所。"), {"date": "2024-05-01"})
    assert outline.header.date == "2024-05-01"


def test_a_text_without_a_head_has_an_empty_header() -> None:
    assert parse_header("") == Header()


def plain(text: str) -> str:
    return re.sub(r"\s+", "", text).translate(str.maketrans("()[]", "（）〔〕"))


def shortened(name: str) -> str:
    return re.sub(r"^(?:国家|中国|中华人民共和国)+", "", plain(name))


@pytest.mark.shared
@pytest.mark.skipif(not RECORDS.exists(), reason="the shared policy headers are not here")
def test_policy_headers_that_were_not_looked_at() -> None:
    counted: dict[str, list[bool]] = {"title": [], "doc_no": [], "issuers": []}
    for line in RECORDS.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if int(hashlib.sha256(record["title"].encode()).hexdigest(), 16) % 2 == 0 or not record["summary"]:
            continue
        title, issuers, doc_no, _ = read(record["summary"])
        flat = plain(record["summary"])
        known = plain(re.split(r"\u3000\u3000+", record["title"])[0])
        if known in flat:
            # A record's title may leave out the issuers that stand before 关于.
            counted["title"].append(
                plain(title) == known or (known.startswith("关于") and plain(title).endswith(known))
            )
        if record["doc_no"] and plain(record["doc_no"]) in flat:
            counted["doc_no"].append(plain(doc_no).strip("（）") == plain(record["doc_no"]).strip("（）"))
        names = [shortened(name) for name in re.split(r"[\s、]+", record["issuer"]) if name]
        head = re.split("关于|印发", record["summary"])[0] + "关于"
        if names and all(re.search(re.escape(name) + r"(?=[\s、（]|关于|公告|令|转发)", head) for name in names):
            counted["issuers"].append([shortened(name) for name in issuers] == names)
    for field, right in counted.items():
        assert len(right) > 150
        assert sum(right) / len(right) >= 0.98, f"{field}: {sum(right)} of {len(right)}"
