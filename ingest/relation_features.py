"""What speaks for or against a relation that a rule proposes: named features of its rule, ends, words and place."""

import re

from ingest.candidates import DocumentRelation
from ingest.components.belief import genre
from ingest.outline import BlockKind
from ingest.reading import Place, Reading, fold

_LENGTHS = ((3, "2-3"), (5, "4-5"), (7, "6-7"), (10, "8-10"), (15, "11-15"))


def _size(number: int) -> str:
    return next((name for limit, name in _LENGTHS if number <= limit), "16-")


class RelationFeatures:
    """Describes the relations of one document.

    Parameters
    ----------
    reading
        The document, its relations found.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._genre = genre(reading.outline)
        self._heads: dict[tuple[str, int], int] = {}
        for relation in reading.relations:
            key = relation.type, relation.tail
            self._heads[key] = self._heads.get(key, 0) + 1

    def of(self, relation: DocumentRelation) -> frozenset[str]:
        """Return the features of ``relation``; each names the relation's type, for what helps one may harm another."""
        reading = self.reading
        head, tail = reading.entities[relation.head], reading.entities[relation.tail]
        found = {
            f"rule={relation.rule}",
            f"ends={head.type}-{tail.type}",
            f"rule={relation.rule} tail={tail.type}",
            f"tail source={tail.source.split('+')[0]}",
            f"tail {tail.type} belief={int(min(tail.confidence, 0.99) * 10)}",
            f"head belief={int(min(head.confidence, 0.99) * 5)}",
            f"tail {tail.type} length={_size(len(fold(tail.name)))}",
            f"tail ends {fold(tail.name)[-2:]}",
            f"mentions={min(len(tail.mentions), 4)}",
            f"genre={self._genre} {tail.type}",
            f"heads={min(self._heads[relation.type, relation.tail], 4)}",
        }
        place = self._place(relation)
        if place is not None:
            found |= self._context(relation, place)
        return frozenset(re.sub(r"\s", "_", f"{relation.type}: {feature}") for feature in found)

    def _place(self, relation: DocumentRelation) -> Place | None:
        """Return where the evidence names the tail."""
        within = self.reading.within(relation.start, relation.end)
        return next((p for p in within if p.entity == relation.tail), None)

    def _context(self, relation: DocumentRelation, place: Place) -> set[str]:
        reading, text = self.reading, self.reading.folded
        block = reading.block(place.start)
        before = text[max(relation.start, place.start - 8) : place.start]
        after = text[place.end : min(relation.end, place.end + 4)]
        # The words that open the clause usually say what is done about it.
        clause = max(text.rfind(mark, relation.start, place.start) for mark in "，。；：") + 1
        opening = text[max(clause, relation.start) : max(clause, relation.start) + 2]
        found = {
            f"before={before[-1:]}",
            f"before={before[-2:]}",
            f"after={after[:1]}",
            f"after={after[:2]}",
            f"clause opens {opening}",
            f"block={block.kind.value}{' titled' if block.title else ''}",
            f"listed={before[-1:] == '、'}{after[:1] == '、'}",
            f"own={relation.head in reading.own}",
            f"depth={min(4, sum(1 for _ in block.ancestors()))}",
            f"sentence names {min(8, sum(1 for _ in reading.within(relation.start, relation.end)))}",
        }
        if block.title and block.title[0] <= place.start < block.title[1]:
            found.add("in title")
        if block.kind is BlockKind.ITEM and place.start - block.start < 40:
            found.add("opens an item")
        if place.start > 0 and reading.text[place.start - 1] in "“「《":
            found.add("quoted")
        return found
