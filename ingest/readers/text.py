"""Plain text and Markdown: the text is its own original."""

from ingest.document import Segment, SourceDocument
from ingest.readers.encoding import decode
from ingest.readers.signature import refuse_binary, sha256


def read_text(name: str, data: bytes) -> SourceDocument:
    """Read a ``.txt`` or ``.md`` file.

    Raises
    ------
    DocumentError
        If the bytes are another format's, binary, or of no known encoding.
    """
    refuse_binary(name, data)
    text = decode(name, data)
    return SourceDocument(name, sha256(data), text, (Segment(0, len(text), "", 0),))
