"""PDF: the text layer, page by page."""

import pypdfium2

from graph.errors import DocumentError
from ingest.document import SourceDocument
from ingest.readers.assembly import Assembly
from ingest.readers.signature import require, sha256


def read_pdf(name: str, data: bytes) -> SourceDocument:
    """Read a ``.pdf`` file; a place is a page and the character's number on it.

    Raises
    ------
    DocumentError
        If it is not a PDF, is truncated, needs a password or has no text (a scan).
    """
    require(name, data, b"%PDF-", "PDF")
    if b"%%EOF" not in data[-2048:]:
        raise DocumentError(name, "the PDF is truncated: its end is missing; copy or download it again")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise DocumentError(name, "the PDF is password-protected; save a copy without the password") from error
        raise DocumentError(name, f"the PDF is damaged ({error}); copy or download it again") from error
    try:
        return _read_pages(name, data, document)
    except pypdfium2.PdfiumError as error:
        raise DocumentError(name, f"a page of the PDF is damaged ({error}); copy or download it again") from error
    finally:
        document.close()


def _read_pages(name: str, data: bytes, document: pypdfium2.PdfDocument) -> SourceDocument:
    assembly = Assembly()
    for number, page in enumerate(document, start=1):
        text_page = page.get_textpage()
        text = text_page.get_text_range()
        at = 0
        for line in text.splitlines(keepends=True):
            assembly.add(line.rstrip("\r\n").replace("\ufffe", "-").replace("\x00", " "), f"page {number}", at)
            assembly.line_break()
            at += len(line)
        text_page.close()
        page.close()
    if not assembly.text.strip():
        raise DocumentError(name, "the PDF has no text, only images; run character recognition (OCR) on it first")
    return assembly.document(name, sha256(data), {"title": document.get_metadata_value("Title")})
