"""What the grammar of institutions finds."""

from dataclasses import dataclass

from ingest.naming.places import Place


@dataclass(frozen=True, slots=True)
class Found:
    """An institution's name in the folded text.

    ``score`` is the belief that it is one and ends where it should; ``name`` is given where it is not the span's own
    text; ``aliases`` are forms that follow from the lexicon; ``place`` is the place it carries.
    """

    start: int
    end: int
    score: float
    source: str
    kind: str = ""
    name: str = ""
    aliases: tuple[str, ...] = ()
    place: Place | None = None
