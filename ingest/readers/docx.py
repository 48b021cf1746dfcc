"""Word documents: paragraphs and tables in reading order."""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import XMLSyntaxError

from graph.errors import DocumentError
from ingest.document import SourceDocument
from ingest.readers.assembly import Assembly
from ingest.readers.reference import MAXIMUM_BYTES, MAXIMUM_RATIO
from ingest.readers.signature import require, sha256

_HEADING = re.compile(r"(?:Heading|标题) ?(\d)")


def read_docx(name: str, data: bytes) -> SourceDocument:
    """Read a ``.docx`` file; a place is a paragraph (or table row) and the character's number in it.

    A paragraph in a heading style gets Markdown's ``#`` marks, so that the outline sees the author's structure.

    Raises
    ------
    DocumentError
        If it is not a Word document, is truncated, needs a password or has no text.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        reason = "it is password-protected or an old .doc; save it as .docx without a password"
        raise DocumentError(name, reason)
    require(name, data, b"PK\x03\x04", "Word")
    _refuse_bomb(name, data)
    try:
        document = docx.Document(io.BytesIO(data))
        assembly = _assemble(document)
        title = document.core_properties.title
    except (PackageNotFoundError, KeyError, ValueError, ParseError, XMLSyntaxError, zipfile.BadZipFile) as error:
        raise DocumentError(name, f"not a whole Word document ({error}); open it in Word and save it anew") from error
    if not assembly.text.strip():
        raise DocumentError(name, "the Word document has no text")
    return assembly.document(name, sha256(data), {"title": title})


def _refuse_bomb(name: str, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except zipfile.BadZipFile as error:
        raise DocumentError(name, f"the Word document is truncated ({error}); copy or download it again") from error
    for info in infos:
        if info.file_size > MAXIMUM_BYTES or info.file_size > MAXIMUM_RATIO * max(info.compress_size, 1024):
            raise DocumentError(name, f"its part {info.filename} unpacks out of all proportion, as a zip bomb does")


def _assemble(document: Document) -> Assembly:
    assembly = Assembly()
    paragraphs = tables = 0
    for item in document.iter_inner_content():
        if isinstance(item, Paragraph):
            paragraphs += 1
            _add_paragraph(assembly, item, f"paragraph {paragraphs}")
        elif isinstance(item, Table):
            tables += 1
            _add_table(assembly, item, f"table {tables}")
    return assembly


def _add_paragraph(assembly: Assembly, paragraph: Paragraph, part: str) -> None:
    style = paragraph.style.name if paragraph.style is not None else ""
    heading = _HEADING.match(style or "")
    if heading and paragraph.text.strip():
        assembly.add_mark("#" * (int(heading[1]) + 1) + " ")
    elif style == "Title" and paragraph.text.strip():
        assembly.add_mark("# ")
    assembly.add(paragraph.text.replace("\r", "\n"), part, 0)
    assembly.line_break()


def _add_table(assembly: Assembly, table: Table, part: str) -> None:
    for number, row in enumerate(table.rows, start=1):
        at = 0
        for index, text in enumerate(_distinct_cells(row.cells)):
            if index:
                assembly.add_mark("\t")
            assembly.add(text.replace("\n", " "), f"{part} row {number}", at)
            at += len(text) + 1
        assembly.line_break()


def _distinct_cells(cells: tuple[object, ...]) -> Iterator[str]:
    """Yield each cell's text once: python-docx repeats a merged cell for every column it spans."""
    seen: list[object] = []
    for cell in cells:
        element = getattr(cell, "_tc", cell)
        if not any(element is other for other in seen):
            seen.append(element)
            yield str(getattr(cell, "text", ""))
