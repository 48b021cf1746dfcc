"""What a document's own script tells."""

from ingest.outline import Outline


def is_traditional(outline: Outline) -> bool:
    """Tell whether the document is in traditional script: one character in fifty or more differs once folded."""
    text, folded = outline.prepared.text, outline.prepared.folded
    differing = sum(1 for a, b in zip(text, folded, strict=True) if a != b and "\u4e00" <= a <= "\u9fff")
    letters = sum(1 for a in text if "\u4e00" <= a <= "\u9fff")
    return differing * 50 > max(letters, 1)


def is_of_taiwan(outline: Outline) -> bool:
    """Tell whether a traditional text speaks of Taiwan's administration."""
    folded = outline.prepared.folded
    marks = ("行政院", "卫生福利部", "卫福部", "中央主管机关", "台湾", "中华民国", "直辖市、县")
    return is_traditional(outline) and any(mark in folded for mark in marks)
