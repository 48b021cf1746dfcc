"""Readers: every format to text with places, every unusable file to a named reason."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from graph.errors import DocumentError
from ingest.document import SourceDocument
from ingest.readers import READERS, discover, read_sources
from ingest.readers.encoding import decode
from ingest.readers.reference import MAXIMUM_BYTES

NOTICE = "省科学技术厅关于印发《海洋药物行动方案》的通知\n各市人民政府：\n    现将方案印发给你们，请认真贯彻执行。\n"
TRADITIONAL = "衛生福利部為辦理再生醫療之研究發展，應會商有關機關訂定計畫，並報行政院核定後實施。\n"


def read_one(path: Path) -> SourceDocument:
    (found,) = read_sources([path])
    if isinstance(found, DocumentError):
        raise found
    return found


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def pdf_bytes(lines: list[str], password: str = "") -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    target = io.BytesIO()
    canvas = Canvas(target, encrypt=StandardEncryption(password) if password else None)
    for number, line in enumerate(lines):
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(72, 760, line)
        canvas.drawString(72, 740, f"第{number + 1}页正文")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def docx_bytes() -> bytes:
    document = docx.Document()
    document.core_properties.title = "重点任务"
    document.add_heading("一、重点任务", level=1)
    document.add_paragraph("加强海洋药物研发。")
    table = document.add_table(rows=2, cols=2)
    for row, texts in zip(table.rows, [("任务", "单位"), ("药物筛选", "省药监局")], strict=True):
        row.cells[0].text, row.cells[1].text = texts
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (NOTICE, "utf-8"),
        (NOTICE, "utf-8-sig"),
        (NOTICE, "gb18030"),
        (NOTICE, "utf-16"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "utf-8"),
        (NOTICE.replace("\n", "\r\n"), "gb18030"),
    ],
)
def test_text_in_every_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    document = read_one(write(tmp_path, "notice.txt", text.encode(encoding)))
    assert document.text == text.replace("\r\n", "\n")
    assert document.place(3) == ("", 3)


@given(st.text(st.characters(codec="gb18030", exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_is_read_as_it_is(text: str) -> None:
    assert decode("any", text.encode("utf-8")) == text.removeprefix("\ufeff")


def test_pdf_keeps_page_and_offset(tmp_path: Path) -> None:
    document = read_one(write(tmp_path, "plan.pdf", pdf_bytes(["海洋药物行动方案", "加强海洋药物研发"])))
    at = document.text.index("加强海洋药物")
    assert document.place(at) == ("page 2", 0)
    assert document.text.splitlines()[:2] == ["海洋药物行动方案", "第1页正文"]
    assert document.metadata == {}  # the tool's own "untitled" is no title


def test_docx_keeps_headings_tables_and_places(tmp_path: Path) -> None:
    document = read_one(write(tmp_path, "plan.docx", docx_bytes()))
    assert document.text.splitlines() == ["## 一、重点任务", "加强海洋药物研发。", "任务\t单位", "药物筛选\t省药监局"]
    assert document.metadata["title"] == "重点任务"
    assert document.place(document.text.index("药物研发")) == ("paragraph 2", 4)
    assert document.place(document.text.index("省药监局")) == ("table 1 row 2", 5)
    assert document.place(0) is None


PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>海洋药物行动方案发布</title>
<script>var a = "脚本";</script></head><body><nav><a href="/">首页</a></nav>
<div class="article"><h1>海洋药物行动方案发布</h1>
<p>省科学技术厅&ldquo;十四五&rdquo;期间牵头组织海洋药物研发，支持建设海洋药物筛选平台，并会同省药监局开展评价。</p>
<p>方案提出到2027年建成三个平台，培育一批企业。</p></div><footer>版权所有</footer></body></html>"""


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gb18030")])
def test_html_main_text_with_places_in_the_source(tmp_path: Path, charset: str, encoding: str) -> None:
    source = PAGE.format(charset=charset)
    document = read_one(write(tmp_path, "page.html", source.encode(encoding)))
    assert "脚本" not in document.text
    assert "首页" not in document.text
    assert "版权所有" not in document.text
    assert "“十四五”期间牵头" in document.text
    for index, character in enumerate(document.text):
        place = document.place(index)
        if place and character not in "“” \t":
            assert source[place[1]] == character
    assert document.text.startswith("# 海洋药物行动方案发布\n")


def test_a_page_whose_head_is_not_closed_keeps_its_body(tmp_path: Path) -> None:
    page = write(tmp_path, "p.html", "<html><head><title>题</title><body><p>省科学技术厅印发方案。".encode())
    assert read_one(page).text.strip() == "省科学技术厅印发方案。"


def zip_bytes(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def test_folder_and_zip_are_searched_in_order_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path, "b.zip", zip_bytes({"甲/方案.txt": NOTICE.encode(), "x.bin": b"1", "inner.zip": zip_bytes({})}))
    write(tmp_path, "a.txt", NOTICE.encode())
    write(tmp_path, ".hidden.txt", NOTICE.encode())
    found = list(read_sources([tmp_path]))
    names = [d.name if isinstance(d, SourceDocument) else d.document for d in found]
    base = tmp_path.as_posix()
    assert names == [f"{base}/a.txt", f"{base}/b.zip/inner.zip", f"{base}/b.zip/x.bin", f"{base}/b.zip/甲/方案.txt"]
    assert [isinstance(d, SourceDocument) for d in found] == [True, False, False, True]


def test_a_zip_made_by_a_chinese_windows_tool_has_readable_names(tmp_path: Path) -> None:
    data = zip_bytes({"AAAA.txt": NOTICE.encode()}).replace(b"AAAA", "方案".encode("gb18030"))
    (found,) = discover([write(tmp_path, "w.zip", data)])
    assert not isinstance(found, DocumentError)
    assert found.name.endswith("w.zip/方案.txt")


UNUSABLE = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\t\n", "is empty"),
    "empty.pdf": (b"", "is empty"),
    "binary.txt": (bytes(range(256)) * 20, "binary"),
    "image.txt": (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
    "page.pdf": (b"<html></html>", "HTML page"),
    "pdf.docx": (pdf_bytes(["文"]), "a PDF"),
    "pdf.txt": (pdf_bytes(["文"]), "a PDF"),
    "word.txt": (docx_bytes(), "zip archive"),
    "text.docx": (NOTICE.encode(), "suffix says Word"),
    "text.html": (NOTICE.encode(), "suffix says HTML"),
    "cut.pdf": (pdf_bytes(["海洋药物行动方案"])[:-400], "truncated"),
    "cut.docx": (docx_bytes()[:-2000], "truncated"),
    "cut.zip": (zip_bytes({"a.txt": NOTICE.encode()})[:-30], "not a whole zip"),
    "locked.pdf": (pdf_bytes(["文"], password="secret"), "password-protected"),
    "old.docx": (b"\xd0\xcf\x11\xe0" + bytes(600), "password-protected or an old"),
    "bomb.zip": (zip_bytes({"a.txt": bytes(40 * 2**20)}), "zip bomb"),
    "bomb.docx": (zip_bytes({"word/document.xml": bytes(40 * 2**20)}), "zip bomb"),
    "none.zip": (zip_bytes({}), "is empty"),
    "half.txt": (NOTICE.encode()[:40] + b"\xff" + (NOTICE * 3).encode(), "damaged at byte 39"),
    "japanese.txt": (
        ("東京都は新しい医療技術の研究開発を支援する計画を発表しました。" * 20).encode("shift_jis"),
        "encoding",
    ),
    "korean.txt": (("서울특별시는 새로운 의료 기술의 연구를 지원합니다. " * 20).encode("euc_kr"), "encoding"),
    "russian.txt": (("Министерство объявило о новом плане развития. " * 20).encode("koi8-r"), "encoding"),
    "script.html": (b"<html><body><script>draw()</script></body></html>", "shows no text"),
    "table.xlsx": (b"PK\x03\x04", "no reader for '.xlsx'"),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_an_unusable_file_is_rejected_by_name_with_its_reason(tmp_path: Path, name: str) -> None:
    data, reason = UNUSABLE[name]
    found = list(read_sources([write(tmp_path, name, data)]))
    assert [type(f) for f in found] == [DocumentError]
    assert isinstance(found[0], DocumentError)
    assert name in found[0].document
    assert reason in found[0].reason


def test_a_zip_member_under_a_password_is_rejected(tmp_path: Path) -> None:
    data = bytearray(zip_bytes({"a.txt": NOTICE.encode()}))
    data[6] |= 1  # the flag in the local header
    data[data.index(b"PK\x01\x02") + 8] |= 1  # and in the directory
    (found,) = read_sources([write(tmp_path, "locked.zip", bytes(data))])
    assert isinstance(found, DocumentError)
    assert "password" in found.reason


def test_a_scanned_pdf_is_rejected(tmp_path: Path) -> None:
    target = io.BytesIO()
    canvas = Canvas(target)
    canvas.rect(10, 10, 100, 100, fill=1)
    canvas.showPage()
    canvas.save()
    (found,) = read_sources([write(tmp_path, "scan.pdf", target.getvalue())])
    assert isinstance(found, DocumentError)
    assert "OCR" in found.reason


def test_an_oversized_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    with path.open("wb") as file:
        file.truncate(MAXIMUM_BYTES + 1)
    (found,) = read_sources([path])
    assert isinstance(found, DocumentError)
    assert "over the limit" in found.reason


def test_a_missing_path_is_rejected(tmp_path: Path) -> None:
    (found,) = read_sources([tmp_path / "nowhere"])
    assert isinstance(found, DocumentError)


@pytest.mark.parametrize("suffix", sorted(READERS))
@given(data=st.binary(min_size=1, max_size=300))
def test_no_bytes_raise_anything_but_a_document_error(suffix: str, data: bytes) -> None:
    try:
        READERS[suffix](f"any{suffix}", data)
    except DocumentError as error:
        assert error.reason
