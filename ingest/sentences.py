"""Sentences: what is quoted as evidence."""

import re
from collections.abc import Iterator

from ingest.outline import Outline

_END = re.compile(r"[。！？!?；;]+[”’」』）)》]*|\n")


def sentences(outline: Outline) -> Iterator[tuple[int, int]]:
    """Yield the sentences of the blocks that are read, ``[start, end)`` of the prepared text, in order."""
    text = outline.prepared.text
    for block in outline.blocks():
        if not block.annotated:
            continue
        start = block.start
        for match in _END.finditer(text, block.start, block.end):
            if text[start : match.end()].strip():
                yield start, match.end()
            start = match.end()
        if text[start : block.end].strip():
            yield start, block.end
