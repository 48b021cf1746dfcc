"""A document as its relations see it: who is named where, which sentence and section a place belongs to."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

import opencc
from spacy.tokens import Doc

from ingest.candidates import DocumentEntity, DocumentRelation
from ingest.outline import Block, BlockKind
from ingest.sentences import sentences

TITLE_TYPES = frozenset({"Policy", "Programme", "PriorityArea", "Technology"})
"""What a titled block can be called after."""

_T2S = opencc.OpenCC("t2s")
_ISSUING_TITLE = re.compile(r"(?:印发|转发|发布|公布|下达)")
_TITLE_COVERAGE = 0.45


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return ``name`` for comparison: NFKC, simplified script, without white space, quotes and punctuation."""
    return re.sub(r"[\W_]+", "", _T2S.convert(unicodedata.normalize("NFKC", name)))


@dataclass(frozen=True, slots=True)
class Place:
    """``[start, end)`` of the prepared text names the entity at position ``entity`` of ``doc._.entities``."""

    start: int
    end: int
    entity: int
    type: str


class Reading:
    """The places, sentences and sections of one processed document.

    Parameters
    ----------
    doc
        A document whose outline and entities are set.
    """

    def __init__(self, doc: Doc) -> None:
        self.outline = doc._.outline
        self.text: str = self.outline.prepared.text
        self.folded: str = self.outline.prepared.folded
        self.entities: list[DocumentEntity] = doc._.entities
        self.relations: list[DocumentRelation] = doc._.relations
        self._known = {(r.type, r.head, r.tail) for r in self.relations}
        self.sentences: list[tuple[int, int]] = list(sentences(self.outline))
        self._starts = [start for start, _ in self.sentences]
        self.blocks: list[Block] = [b for b in self.outline.blocks() if b.end > b.start]
        self._block_starts = [block.start for block in self.blocks]
        self.places: list[Place] = sorted(
            {
                Place(m.start, m.end, i, entity.type)
                for i, entity in enumerate(self.entities)
                for m in entity.mentions
                if m.end > m.start
            },
            key=lambda p: (p.start, -p.end, p.entity),
        )
        self._place_starts = [place.start for place in self.places]
        self._titles = {id(block): self._title_entity(block) for block in self.blocks if block.title}
        self.own: tuple[int, ...] = self._own_policies()

    # -- places ------------------------------------------------------------------------------------------------
    def within(self, start: int, end: int, types: Collection[str] | None = None) -> Iterator[Place]:
        """Yield the places inside ``[start, end)``, of the given types if any are given."""
        at = bisect_right(self._place_starts, start - 1)
        while at < len(self.places) and self.places[at].start < end:
            place = self.places[at]
            if place.end <= end and (types is None or place.type in types):
                yield place
            at += 1

    def outermost(self, start: int, end: int, types: Collection[str]) -> list[Place]:
        """Return the places inside ``[start, end)`` that no other place of any of ``types`` contains."""
        found: list[Place] = []
        for place in self.within(start, end, types):
            if not found or place.start >= found[-1].end:
                found.append(place)
        return found

    def sentence(self, index: int) -> tuple[int, int]:
        """Return the sentence around ``index`` (a one-character span outside all sentences)."""
        at = bisect_right(self._starts, index) - 1
        if at >= 0 and index < self.sentences[at][1]:
            return self.sentences[at]
        return index, index + 1

    def block(self, index: int) -> Block:
        """Return the block whose own text holds ``index``."""
        return self.blocks[max(0, bisect_right(self._block_starts, index) - 1)]

    # -- sections ----------------------------------------------------------------------------------------------
    def title(self, block: Block) -> int | None:
        """Return the entity that ``block`` is called after, if it is one."""
        return self._titles.get(id(block))

    def section(self, block: Block, *, below: bool = False) -> int | None:
        """Return the closest titled ancestor's entity: of ``block`` itself unless ``below``, else the own policy."""
        for candidate in ([] if below else [block]) + list(block.ancestors()):
            entity = self.title(candidate)
            if entity is not None and candidate.kind is not BlockKind.TITLE:
                return entity
        return self.voice

    @property
    def voice(self) -> int | None:
        """The policy or programme that speaks in the body: the plan itself rather than the notice that issues it."""
        return self.own[-1] if self.own else None

    def _title_entity(self, block: Block) -> int | None:
        if block.title is None:
            return None
        start, end = block.title
        length = len(fold(self.text[start:end]))
        best = max(
            self.within(start, min(end + 2, block.end), TITLE_TYPES),
            key=lambda p: (p.end - p.start, p.type != "Technology"),
            default=None,
        )
        if best is None or not length or len(fold(self.text[best.start : best.end])) < _TITLE_COVERAGE * length:
            return None
        return best.entity

    def _own_policies(self) -> tuple[int, ...]:
        """Find the policies (or the programme) that the document's own title names, the one that speaks last."""
        spans = [b.title or (b.start, b.end) for b in self.blocks if b.kind is BlockKind.TITLE]
        if self.outline.header.title:
            spans.insert(0, self.outline.header.title)
        found: list[int] = []
        for start, end in spans:
            whole = len(fold(self.text[start:end]))
            named = sorted(self.within(start, end, {"Policy", "Programme"}), key=lambda p: p.start - p.end)
            for rank, place in enumerate(named):
                size = len(fold(self.text[place.start : place.end]))
                issued = rank > 0 and _ISSUING_TITLE.search(self.folded, start, place.start) is not None
                if (size >= 0.7 * whole or issued) and place.entity not in found:
                    found.append(place.entity)
                    if issued:
                        break
        return tuple(found)

    # -- results -----------------------------------------------------------------------------------------------
    def add(
        self,
        type: str,
        head: int,
        tail: int,
        at: tuple[int, int],
        *,
        rule: str,
        confidence: float,
        modality: str = "done",
        **attrs: str,
    ) -> None:
        """Record a relation whose evidence is the sentence ``at``; said again or of a thing to itself, it is dropped."""
        key = (type, head, tail)
        if head == tail or key in self._known or (type == "COLLABORATES_WITH" and (type, tail, head) in self._known):
            return
        self._known.add(key)
        self.relations.append(
            DocumentRelation(type, head, tail, *at, confidence, rule, modality, {k: v for k, v in attrs.items() if v})
        )

    def known(self, type: str, head: int, tail: int) -> bool:
        """Tell whether this relation is recorded."""
        return (type, head, tail) in self._known
