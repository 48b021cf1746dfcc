"""Putting a document's text together from parts while keeping each character's place."""

from collections.abc import Mapping

from ingest.document import Segment, SourceDocument


class Assembly:
    """A text under construction; what is added with a part and offset can be found again in the original."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._segments: list[Segment] = []
        self._length = 0

    @property
    def text(self) -> str:
        """Return the text so far."""
        return "".join(self._pieces)

    def add(self, text: str, part: str, offset: int) -> None:
        """Add ``text``, which stands in ``part`` of the original from ``offset`` on."""
        if not text:
            return
        start = self._length
        self.add_mark(text)
        last = self._segments[-1] if self._segments else None
        if last and last.part == part and last.end == start and last.offset + last.end - last.start == offset:
            self._segments[-1] = Segment(last.start, self._length, part, last.offset)
        else:
            self._segments.append(Segment(start, self._length, part, offset))

    def add_mark(self, text: str) -> None:
        """Add characters that stand nowhere in the original (a tab between cells, ``## `` before a heading)."""
        self._pieces.append(text)
        self._length += len(text)

    def line_break(self) -> None:
        """End the line."""
        self.add_mark("\n")

    def document(self, name: str, sha256: str, metadata: Mapping[str, str | None]) -> SourceDocument:
        """Return the finished document with what its format states about it.

        A title that the text doesn't show is left out: office programs fill in ``Untitled`` or a template's name.
        """
        text = self.text
        stated = {key: value.strip() for key, value in metadata.items() if value and value.strip()}
        if stated.get("title", "") not in text:
            del stated["title"]
        return SourceDocument(name, sha256, text, tuple(self._segments), stated)
