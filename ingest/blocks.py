"""Placeholder until its owner writes it."""

from collections.abc import Mapping

from ingest.outline import Block, BlockKind, Header, Outline, PreparedText


def prepare(text: str) -> PreparedText:
    """Join wrapped lines and fold for matching."""
    return PreparedText(text, text, tuple(range(len(text) + 1)))


def build_outline(prepared: PreparedText, metadata: Mapping[str, str] | None = None) -> Outline:
    """Find the outline."""
    root = Block(BlockKind.ROOT, 0, 0)
    start = 0
    for line in prepared.text.splitlines(keepends=True):
        kind = BlockKind.PARAGRAPH if line.strip() else BlockKind.BLANK
        root.children.append(Block(kind, start, start + len(line), parent=root))
        start += len(line)
    return Outline(prepared, root, Header())
