"""From annotated names to spans of the text: what the tagger learns from."""

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import opencc

from ingest.blocks import build_outline, prepare
from ingest.frames import TYPES as TYPES
from ingest.outline import PreparedText

_simplify = opencc.OpenCC("t2s").convert
_NOT_WORD = re.compile(r"[\W_]")
_CLOSING = {"）": "（", ")": "(", "》": "《", "”": "“", "」": "「", "』": "『", "〉": "〈"}

STATED_ONCE = frozenset({"PriorityArea", "Goal"})
"""Types for which only the place that states it counts; the same words elsewhere may be mere background."""


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """A span of the text read; ``required`` ones are learnt, the others neither rewarded nor punished."""

    start: int
    end: int
    type: str
    required: bool


@dataclass(frozen=True, slots=True)
class TrainingDocument:
    """A document's prepared text with its spans.

    ``unaligned`` are required entities none of whose names stands in the text (names that are put together).
    """

    stem: str
    prepared: PreparedText
    text: str
    places: tuple[int, ...]
    spans: tuple[GoldSpan, ...]
    unaligned: tuple[str, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the source span of ``[start, end)`` of the text read."""
        return self.prepared.original(self.places[start], self.places[end - 1] + 1)


def normalize(name: str) -> str:
    """Return what two names that count as equal have in common (the guide's comparison)."""
    return _NOT_WORD.sub("", _simplify(unicodedata.normalize("NFKC", name)).lower())


class FoldedText:
    """A text folded for comparison, with the place of each folded character."""

    def __init__(self, text: str) -> None:
        table = {c: normalize(c) for c in set(text)}
        pairs = [(f, i) for i, c in enumerate(text) for f in table[c]]
        self.folded = "".join(f for f, _ in pairs)
        self.places = [i for _, i in pairs]
        self.text = text

    def occurrences(self, name: str) -> list[tuple[int, int]]:
        """Return the spans of the text that read as ``name``, not cutting Latin words or numbers."""
        wanted, found, at = normalize(name), [], -1
        if not wanted:
            return []
        while (at := self.folded.find(wanted, at + 1)) >= 0:
            start, end = self.places[at], self.places[at + len(wanted) - 1] + 1
            if not (self._same_word(start - 1, start) or self._same_word(end - 1, end)):
                found.append((start, self._with_closing(start, end)))
        return found

    def _same_word(self, left: int, right: int) -> bool:
        if left < 0 or right >= len(self.text):
            return False
        return all(self.text[i].isascii() and self.text[i].isalnum() for i in (left, right))

    def _with_closing(self, start: int, end: int) -> int:
        opening = _CLOSING.get(self.text[end : end + 1])
        piece = self.text[start:end]
        unclosed = opening is not None and piece.count(opening) > piece.count(self.text[end])
        return end + 1 if unclosed else end


def annotated_places(prepared: PreparedText) -> tuple[int, ...]:
    """Return the places of the prepared text that are read, in order: boilerplate and blank lines are left out."""
    outline = build_outline(prepared)
    return tuple(i for block in outline.blocks() if block.annotated for i in range(block.start, block.end))


def load_document(text_path: Path, gold_path: Path) -> TrainingDocument:
    """Read a document and lay its annotation over the text."""
    prepared = prepare(text_path.read_bytes().decode("utf-8"))
    places = annotated_places(prepared)
    text = "".join(prepared.text[i] for i in places)
    gold = json.loads(gold_path.read_text("utf-8"))
    spans, unaligned = align(text, gold["entities"])
    return TrainingDocument(text_path.stem, prepared, text, places, spans, unaligned)


def align(text: str, entities: list[dict[str, Any]]) -> tuple[tuple[GoldSpan, ...], tuple[str, ...]]:
    """Return the spans that name the entities, and the names of required ones the text does not hold.

    A shorter name inside a longer one of the same entity is not learnt: which of the two is right is taste.
    Where a type is stated once, occurrences outside the evidence are not learnt either.
    """
    folded = FoldedText(text)
    required: dict[tuple[int, int, str], bool] = {}
    unaligned = []
    for entity in entities:
        names = sorted({entity["name"], *entity.get("aliases", [])}, key=lambda n: -len(normalize(n)))
        evidence = folded.occurrences(entity["evidence"])
        taken: list[tuple[int, int]] = []
        stated: set[tuple[int, int]] = set()
        for name in names:
            for start, end in folded.occurrences(name):
                inside = any(s <= start and end <= e for s, e in taken)
                told = any(s <= start and end <= e for s, e in evidence)
                if not inside:
                    taken.append((start, end))
                    if told:
                        stated.add((start, end))
                unsure = not told and (len(normalize(name)) < 2 or entity["type"] in STATED_ONCE)
                key = (start, end, entity["type"])
                learnt = not (entity.get("optional") or inside or unsure)
                required[key] = required.get(key, False) or learnt
        if entity["type"] in STATED_ONCE and not stated and not entity.get("optional"):
            required.update({(s, e, entity["type"]): True for s, e in taken})
        if not taken and not entity.get("optional"):
            unaligned.append(entity["name"])
    spans = tuple(GoldSpan(s, e, t, r) for (s, e, t), r in sorted(required.items()))
    return spans, tuple(unaligned)


def annotated_folders(shared: Path) -> list[tuple[Path, Path]]:
    """Return the (documents, gold) folders of ``shared``: read by two people, then by one."""
    return [(shared / name / "documents", shared / name / "gold") for name in ("evaluation", "training")]


def load_documents(folders: list[tuple[Path, Path]]) -> list[TrainingDocument]:
    """Read every annotated document of (documents, gold) folders, ordered by name."""
    return [
        load_document(documents / f"{gold.name.removesuffix('.gold.json')}.txt", gold)
        for documents, gold_folder in folders
        for gold in sorted(gold_folder.glob("*.gold.json"))
    ]
