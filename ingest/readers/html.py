"""Web pages: the main text, with each character's place in the page's source."""

import html
import re
from html.parser import HTMLParser

import trafilatura

from graph.errors import DocumentError
from ingest.document import SourceDocument
from ingest.readers.assembly import Assembly
from ingest.readers.encoding import decode
from ingest.readers.signature import require, sha256

_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w-]+)""", re.I)
_SKIPPED = frozenset({"script", "style", "head", "noscript", "template", "nav", "footer", "aside", "svg"})
_BREAKING = re.compile(
    "address|article|blockquote|br|dd|div|dl|dt|fieldset|figcaption|figure|h[1-6]|header|hr|li|main|"
    "ol|p|pre|section|table|tbody|t[dhr]|thead|ul"
)
_CELLS = frozenset({"td", "th"})
_SPACE = re.compile(r"\s+")
_LEAST_SHARE = 0.3


def read_html(name: str, data: bytes) -> SourceDocument:
    """Read an ``.html`` page; navigation, scripts and forms are left out, a place is an offset in the source.

    trafilatura decides which lines are the page's own text; where it finds too little, all visible lines stay.

    Raises
    ------
    DocumentError
        If it is not a page, of no known encoding, or without text.
    """
    if data.lstrip()[:1] != b"<":
        require(name, data, b"<", "HTML")
    declared = _CHARSET.search(data[:4096])
    source = decode(name, data, declared[1].decode("ascii") if declared else "")
    renderer = _Renderer(source)
    lines = [line for line in renderer.lines if _plain(line)]
    metadata = _metadata(source)
    main = _main_lines(source, lines, metadata.get("title") or "")
    assembly = Assembly()
    for line in main:
        for text, offset in line:
            if offset < 0:
                assembly.add_mark(text)
            else:
                assembly.add(text, "", offset)
        assembly.line_break()
    if not assembly.text.strip():
        raise DocumentError(name, "the page shows no text (is it drawn by a script?); save what the browser shows")
    return assembly.document(name, sha256(data), metadata)


_Line = list[tuple[str, int]]


class _Renderer(HTMLParser):
    """Collects the visible lines as pieces (text, offset in the source; -1 for a mark of ours)."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.lines: list[_Line] = [[]]
        self._skipped: list[str] = []
        self._starts = [0]
        for match in re.finditer("\n", source):
            self._starts.append(match.end())
        self.feed(source)
        self.close()

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":  # ends a head that nobody closed, as HTML allows
            self._skipped.clear()
        elif tag in _SKIPPED:
            self._skipped.append(tag)
        elif tag in _CELLS:
            if self.lines[-1]:
                self.lines[-1].append(("\t", -1))
        elif _BREAKING.fullmatch(tag) and not (tag == "p" and self._in_cell()):
            self._break()
        if re.fullmatch(r"h[1-6]", tag):
            self.lines[-1].append(("#" * int(tag[1]) + " ", -1))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._skipped:
            while self._skipped.pop() != tag:
                pass
        elif _BREAKING.fullmatch(tag) and tag not in _CELLS and not (tag == "p" and self._in_cell()):
            self._break()

    def handle_data(self, data: str) -> None:
        if self._skipped:
            return
        offset = self._offset()
        at = 0
        for match in _SPACE.finditer(data):  # white space in the source is one blank on the page
            self._add(data[at : match.start()], offset + at)
            if self.lines[-1] and self.lines[-1][-1][0] not in (" ", "\t"):
                self._add(" ", offset + match.start())
            at = match.end()
        self._add(data[at:], offset + at)

    def handle_entityref(self, name: str) -> None:
        self._reference(html.unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self._reference(html.unescape(f"&#{name};"))

    def _reference(self, text: str) -> None:
        if not self._skipped:
            self._add(text.replace("\xa0", " "), self._offset())

    def _add(self, text: str, offset: int) -> None:
        if text:
            self.lines[-1].append((text, offset))

    def _in_cell(self) -> bool:
        return bool(self.lines[-1]) and any(text == "\t" for text, _ in self.lines[-1])

    def _break(self) -> None:
        if self.lines[-1]:
            self.lines.append([])


def _plain(line: _Line) -> str:
    return _SPACE.sub("", "".join(text for text, offset in line if offset >= 0))


def _main_lines(source: str, lines: list[_Line], title: str) -> list[_Line]:
    extracted = trafilatura.extract(source, include_comments=False, include_tables=True, favor_recall=True) or ""
    main = _SPACE.sub("", title + extracted)
    kept = [line for line in lines if _plain(line) in main]
    total, share = sum(len(_plain(line)) for line in lines), sum(len(_plain(line)) for line in kept)
    return kept if share >= _LEAST_SHARE * total else lines


def _metadata(source: str) -> dict[str, str | None]:
    """Return what the page states about itself; its date from the head only, as the body shows other articles' too."""
    page = trafilatura.extract_metadata(source)
    without_body = source[: source.lower().find("<body")] + "<body></body></html>"
    head = trafilatura.extract_metadata(without_body, extensive=False)
    return {"title": page.title, "date": head.date, "source": page.sitename} if page and head else {}
