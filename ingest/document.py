"""What a reader hands to the pipeline: text, metadata, and the place of every character in the original."""

import bisect
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters ``[start, end)`` of the text stand in ``part`` of the original from ``offset`` on.

    ``part`` is what a reader of the original would call it: ``page 3``, ``paragraph 12``, ``table 1 row 2``,
    or empty for a format that is its own text. ``offset`` counts characters within that part.
    """

    start: int
    end: int
    part: str
    offset: int


@dataclass(frozen=True, slots=True)
class SourceDocument:
    r"""One document as read: every offset anywhere downstream counts characters of ``text``.

    Parameters
    ----------
    name
        The path as the user gave it; members of a zip are ``bundle.zip/member.txt``.
    sha256
        Hash of the original bytes, hex.
    text
        The decoded text, line breaks as ``\n``, nothing dropped or joined.
    segments
        Where each character stands in the original, in order; characters a reader had to add
        (line breaks between paragraphs) belong to no segment.
    metadata
        ``title``, ``date`` (ISO 8601), ``source``, ``doc_no`` where the format itself states them.
    """

    name: str
    sha256: str
    text: str
    segments: tuple[Segment, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)

    def place(self, index: int) -> tuple[str, int] | None:
        """Return (part, offset) of the character at ``index``, or None for one the reader added."""
        at = bisect.bisect_right(self.segments, index, key=lambda s: s.start) - 1
        if at < 0 or index >= self.segments[at].end:
            return None
        segment = self.segments[at]
        return segment.part, segment.offset + index - segment.start
