"""Further places that say a name found elsewhere in the document."""

from collections.abc import Iterable, Iterator

from ingest.outline import Block


def occurrences(form: str, text: str, blocks: Iterable[Block]) -> Iterator[tuple[int, int]]:
    """Yield where ``blocks`` of ``text`` say ``form``; an abbreviation in Latin letters only as a word of its own."""
    for block in blocks:
        at = text.find(form, block.start, block.end)
        while at >= 0:
            if not (
                form.isascii()
                and (text[at - 1 : at].isalnum() or text[at + len(form) : at + len(form) + 1].isalnum())
                and text[at - 1 : at].isascii()
            ):
                yield at, at + len(form)
            at = text.find(form, at + len(form), block.end)
