"""A document as its relations see it: who is named where, which sentence and section a place belongs to."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

import opencc
from spacy.tokens import Doc

from ingest.back_references import BACK_REACH, back_references
from ingest.candidates import DocumentEntity, DocumentRelation
from ingest.outline import Block, BlockKind
from ingest.sentences import sentences

TITLE_TYPES = frozenset({"Policy", "Programme", "PriorityArea", "Technology"})
"""What a titled block can be called after."""

_T2S = opencc.OpenCC("t2s")
_FULL_WIDTH = str.maketrans(",;:!?()", "，；：！？（）")
"""Folding makes punctuation ASCII; patterns are written with the Chinese marks, whichever the document uses."""
_GUIDING = re.compile(r"指导思想|总体要求|总体思路|基本原则|序言|前言|引言|目的|依据")
_FIRST_ARTICLE = re.compile(r"\s*第\s*[一1]\s*条")
_PROFILE = re.compile(r"\s*(?:他|她)?(?:是|现任|曾任|历任|先后任|兼任|担任|现为)")
_PROFILED = re.compile(r"\s*(?:教授|博士|院士|先生|女士)?\s*[：，（]")
_ISSUING_TITLE = re.compile(r"(?:印发|转发|发布|公布|下达)")
_LONG = 6
"""A name of fewer characters may be part of another word."""
_NEARLY = 0.7
_TITLE_COVERAGE = 0.45
_KEPT = "ingest.reading"


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
        self.folded: str = self.outline.prepared.folded.translate(_FULL_WIDTH)
        self.entities: list[DocumentEntity] = doc._.entities
        self.relations: list[DocumentRelation] = doc._.relations
        self._size = len(self.entities)
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
        self.places = sorted([*self.places, *self._pointing_back()], key=lambda p: (p.start, -p.end, p.entity))
        self._place_starts = [place.start for place in self.places]
        self._titles = {id(block): self._title_entity(block) for block in self.blocks if block.title}
        self._voice: int | None = None
        self.own: tuple[int, ...] = self._own_policies()

    @classmethod
    def of(cls, doc: Doc) -> "Reading":
        """Return the reading of ``doc`` that components share; it is made anew where entities were added since."""
        kept = doc.user_data.get(_KEPT)
        if (
            isinstance(kept, cls)
            and kept.outline is doc._.outline
            and kept.entities is doc._.entities
            and kept.relations is doc._.relations
            and kept._size == len(kept.entities)
            and len(kept._known) == len(kept.relations)
        ):
            return kept
        reading = cls(doc)
        doc.user_data[_KEPT] = reading
        return reading

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
        """Return the places inside ``[start, end)`` that no other place of any of ``types`` contains.

        What a longer place of another type adds next to nothing to (安宁疗护试点 in 安宁疗护试点工作) stands too.
        """
        found: list[Place] = []
        outer: Place | None = None
        for place in self.within(start, end, types):
            if outer is None or place.start >= outer.end:
                outer = place
            elif place.type == outer.type or place.end - place.start < _NEARLY * (outer.end - outer.start):
                continue
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

    def _pointing_back(self) -> Iterator[Place]:
        """Yield 该项目, 该公司 … as places of the programme or institution they mean, if that is clear."""
        named = tuple(self.places)
        for back in back_references(self.folded):
            if any(p.start < back.end and back.start < p.end for p in named):
                continue
            entity = self.topic(back.start) if back.type == "Institution" else None
            before = [p for p in named if p.type == back.type and 0 <= back.start - p.end <= BACK_REACH]
            for place in reversed(before) if entity is None else ():
                if back.type == "Programme" or fold(self.entities[place.entity].name).endswith(back.noun):
                    entity = place.entity
                    break
            if entity is not None:
                yield Place(back.start, back.end, entity, back.type)

    def repeated(self, start: int, end: int, types: Collection[str]) -> list[Place]:
        """Return where ``[start, end)`` says the name of an entity again without being one of its places.

        A field of work has its place where it is stated as a task; a duty may name it elsewhere.
        """
        stretch, found = self.folded[start:end], list[Place]()
        known = [(p.start, p.end) for p in self.within(start, end)]
        forms = [
            (f, i) for i, e in enumerate(self.entities) if e.type in types for f in self.names(i) if len(f) >= _LONG
        ]
        for form, entity in sorted(forms, key=lambda item: -len(item[0])):
            at = stretch.find(form)
            span = (start + at, start + at + len(form))
            if at >= 0 and not any(s < span[1] and span[0] < e and e - s >= len(form) for s, e in known):
                found.append(Place(*span, entity, self.entities[entity].type))
                known.append(span)
        return found

    def names(self, entity: int) -> list[str]:
        """Return all names the document's entity is known by."""
        return [self.entities[entity].name, *self.entities[entity].aliases]

    # -- sections ----------------------------------------------------------------------------------------------
    def title(self, block: Block) -> int | None:
        """Return the entity that ``block`` is called after, if it is one."""
        return self._titles.get(id(block))

    def section(self, block: Block, *, below: bool = False) -> int | None:
        """Return the closest titled ancestor's entity: of ``block`` itself unless ``below``, else the own policy."""
        for candidate in ([] if below else [block]) + list(block.ancestors()):
            entity = self.title(candidate)
            if entity is not None and (candidate.kind is not BlockKind.TITLE or entity in self.own[1:]):
                return entity
        return self.voice

    def preamble(self, index: int) -> bool:
        """Tell whether ``index`` stands before the first chapter, in a law's first article or among guiding ideas."""
        block = self.block(index)
        if any(_FIRST_ARTICLE.match(self.folded, b.start) for b in [block, *block.ancestors()]):
            return True
        titles = [b for b in [block, *block.ancestors()] if b.title and b.kind is not BlockKind.TITLE]
        return not titles or any(_GUIDING.search(self.folded, *b.title) for b in titles if b.title)

    def topic(self, index: int) -> int | None:
        """Return the institution a profile around ``index`` is about: the heading's or the block's first words'."""
        block = self.block(index)
        for candidate in [block, *block.ancestors()]:
            start, end = candidate.title or (candidate.start, min(candidate.start + 40, candidate.end))
            named = self.outermost(start, end, {"Institution"})
            if named and named[0].start - start <= 3 and (candidate.title is None or len(named) == 1):
                return named[0].entity
        return None

    def profile(self, index: int) -> int | None:
        """Return the person whose posts the sentence at ``index`` lists (李某：…主任；… or 现任…), or None."""
        block = self.block(index)
        opening = self.outermost(block.start, min(block.start + 12, block.end), {"Person"})
        first = bool(opening) and not self.text[block.start : opening[0].start].strip()
        if first and _PROFILED.match(self.folded, opening[0].end, block.end):
            return opening[0].entity
        if not _PROFILE.match(self.folded, self.sentence(index)[0]):
            return None
        before = [p for p in self.places if p.type == "Person" and block.start - 600 < p.start < index]
        return before[-1].entity if before else None

    @property
    def voice(self) -> int | None:
        """The policy or programme that speaks in the body: the plan itself rather than the notice that issues it."""
        return self._voice if self._voice is not None else next(iter(self.own), None)

    def _title_entity(self, block: Block) -> int | None:
        if block.title is None:
            return None
        start, end = block.title
        length = len(fold(self.text[start:end]))
        best = max(
            self.within(block.start, min(end + 2, block.end), TITLE_TYPES),
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
            issued = _ISSUING_TITLE.search(self.folded, start, end)
            inner = [p for p in named if issued and p.type == "Policy" and p.start >= issued.end()]
            whole_title = [p for p in named if len(fold(self.text[p.start : p.end])) >= 0.7 * whole]
            if inner and self._voice is None:
                self._voice = inner[0].entity
            for place in whole_title[:1] + inner[:1]:
                if place.entity not in found:
                    found.append(place.entity)
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
        """Record a relation whose evidence is the sentence ``at``; what is said again, or of a thing itself, is not."""
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
