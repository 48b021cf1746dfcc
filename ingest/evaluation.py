"""Scoring annotations against gold ones, as the annotation guide defines it.

A predicted entity is *found* when a gold entity of its type has one of its names (strict) or a name at least
:data:`LENIENT` similar (lenient); entities are paired one to one, the most similar first. A predicted relation is
found when a gold relation of its type joins entities its own ends may stand for. Optional gold items count on
neither side.
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import opencc
from rapidfuzz.distance import Levenshtein

from graph.errors import ConfigurationError

LENIENT = 0.8
"""Similarity (1 − edit distance / longer length) from which two names are alike."""

_CORE = frozenset({"Institution", "Policy", "PriorityArea", "Technology", "Province"})
_SYMMETRIC = "COLLABORATES_WITH"
_OTHER_READING = {"INCLUDES": "TARGETS", "TARGETS": "INCLUDES"}
_GOLD, _PREDICTED = ".gold.json", ".pred.json"
_TO_SIMPLIFIED = opencc.OpenCC("t2s")


class Match(StrEnum):
    """How alike names must be."""

    LENIENT = "lenient"
    STRICT = "strict"


@dataclass(slots=True)
class Score:
    """Counts of right, wrong and missing items."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    def add(self, other: Self) -> None:
        """Add the counts of ``other``."""
        self.right += other.right
        self.wrong += other.wrong
        self.missing += other.missing

    @property
    def precision(self) -> float:
        """Share of the predicted items that are right; 0 if there are none."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold items that were predicted; 0 if there are none."""
        return self.right / (self.right + self.missing) if self.right + self.missing else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 if both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def _table() -> defaultdict[str, Score]:
    return defaultdict(Score)


@dataclass(slots=True)
class Report:
    """Scores by ``E:<type>``, ``R:<type>``, ``E:core``, ``E:all`` and ``R:all``: in total and for each document."""

    total: dict[str, Score] = field(default_factory=_table)
    documents: dict[str, dict[str, Score]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the report for a program, figures rounded to three digits."""
        return {
            "total": {
                key: {
                    "p": round(s.precision, 3),
                    "r": round(s.recall, 3),
                    "f1": round(s.f1, 3),
                    **{"tp": s.right, "fp": s.wrong, "fn": s.missing},
                }
                for key, s in sorted(self.total.items())
            },
            "documents": {
                stem: {k: [round(v, 3) for v in (s.precision, s.recall, s.f1)] for k, s in scores.items()}
                for stem, scores in self.documents.items()
            },
        }


def evaluate(gold_directory: Path, predicted_directory: Path) -> dict[Match, Report]:
    """Score every ``NAME.pred.json`` against its ``NAME.gold.json``; a missing prediction predicts nothing.

    Raises
    ------
    ConfigurationError
        If there is no gold file, or a file isn't a JSON annotation.
    """
    gold_paths = sorted(gold_directory.glob(f"*{_GOLD}"))
    if not gold_paths:
        raise ConfigurationError(f"no *{_GOLD} file to score against", gold_directory)
    reports = {match: Report() for match in Match}
    for path in gold_paths:
        stem = path.name.removesuffix(_GOLD)
        gold, predicted = _read(path), _read(predicted_directory / f"{stem}{_PREDICTED}", missing_ok=True)
        for match, report in reports.items():
            summed = _table()
            for key, score in score_document(gold, predicted, match).items():
                for name in _summed_under(key):
                    report.total[name].add(score)
                    summed[name].add(score)
            report.documents[stem] = {k: s for k, s in summed.items() if k.endswith((":all", ":core"))}
    return reports


def _summed_under(key: str) -> Iterator[str]:
    yield key
    yield f"{key[0]}:all"
    if key.startswith("E:") and key[2:] in _CORE:
        yield "E:core"


def _read(path: Path, *, missing_ok: bool = False) -> dict[str, Any]:
    if missing_ok and not path.exists():
        return {"entities": [], "relations": []}
    try:
        annotation = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"not a JSON annotation: {error}", path) from error
    if not isinstance(annotation, dict) or not {"entities", "relations"} <= annotation.keys():
        raise ConfigurationError("an annotation needs 'entities' and 'relations'", path)
    return annotation


def score_document(gold: Mapping[str, Any], predicted: Mapping[str, Any], match: Match) -> dict[str, Score]:
    """Score one document's annotation; keys are ``E:<entity type>`` and ``R:<relation type>``."""
    pairing = _Pairing(gold["entities"], predicted["entities"], match)
    scores = _table()
    _score_entities(pairing, scores)
    _score_relations(gold["relations"], predicted["relations"], pairing, scores)
    return scores


@lru_cache(maxsize=65536)
def _comparable(name: str) -> str:
    return re.sub(r"[\W_]+", "", _TO_SIMPLIFIED.convert(unicodedata.normalize("NFKC", name)).lower())


def _similarity(left: str, right: str) -> float:
    """Return the similarity of two names; some way below the threshold, 0 for speed (at it, rounding must not tell)."""
    return Levenshtein.normalized_similarity(left, right, score_cutoff=LENIENT - 0.05)


def _names(entity: Mapping[str, Any]) -> set[str]:
    return {name for name in map(_comparable, [entity["name"], *entity.get("aliases", [])]) if name}


class _Pairing:
    """Which gold entity each predicted one stands for, and all it may stand for."""

    def __init__(self, gold: Sequence[Mapping[str, Any]], predicted: Sequence[Mapping[str, Any]], match: Match) -> None:
        self.gold, self.predicted = gold, predicted
        self.optional = {entity["id"] for entity in gold if entity.get("optional")}
        alike = list(self._alike(match))
        self.candidates: defaultdict[str, set[str]] = defaultdict(set)
        for _, mine, theirs in alike:
            self.candidates[mine].add(theirs)
        self.pairs: dict[str, str] = {}
        taken: set[str] = set()
        for _, mine, theirs in sorted(alike, key=lambda item: -item[0]):  # stable: ties keep the files' order
            if mine not in self.pairs and theirs not in taken:
                self.pairs[mine] = theirs
                taken.add(theirs)

    def _alike(self, match: Match) -> Iterator[tuple[float, str, str]]:
        gold_names = [_names(entity) for entity in self.gold]
        for mine in self.predicted:
            my_names = _names(mine)
            for theirs, their_names in zip(self.gold, gold_names, strict=True):
                if mine["type"] != theirs["type"]:
                    continue
                if my_names & their_names:
                    yield 1.0, mine["id"], theirs["id"]
                elif match is Match.LENIENT:
                    pairs = ((a, b) for a in my_names for b in their_names)
                    best = max((_similarity(*pair) for pair in pairs), default=0.0)
                    if best >= LENIENT:
                        yield best, mine["id"], theirs["id"]

    def is_optional(self, predicted_id: str) -> bool:
        """Tell whether the predicted entity stands for an optional one."""
        return self.pairs.get(predicted_id) in self.optional


def _score_entities(pairing: _Pairing, scores: dict[str, Score]) -> None:
    for entity in pairing.predicted:
        if not pairing.is_optional(entity["id"]):
            score = scores[f"E:{entity['type']}"]
            if entity["id"] in pairing.pairs:
                score.right += 1
            else:
                score.wrong += 1
    found = set(pairing.pairs.values())
    for entity in pairing.gold:
        if entity["id"] not in found and entity["id"] not in pairing.optional:
            scores[f"E:{entity['type']}"].missing += 1


def _score_relations(
    gold: Sequence[Mapping[str, Any]],
    predicted: Sequence[Mapping[str, Any]],
    pairing: _Pairing,
    scores: dict[str, Score],
) -> None:
    places: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for i, relation in enumerate(gold):
        places[relation["type"], relation["head"], relation["tail"]].append(i)
        if relation["type"] == _SYMMETRIC:
            places[relation["type"], relation["tail"], relation["head"]].append(i)
    optional = {i for i, r in enumerate(gold) if r.get("optional") or {r["head"], r["tail"]} & pairing.optional}

    def stated(type: str, relation: Mapping[str, Any]) -> list[int]:
        heads, tails = (sorted(pairing.candidates.get(relation[end], ())) for end in ("head", "tail"))
        return [i for head in heads for tail in tails for i in places.get((type, head, tail), ())]

    hit: set[int] = set()
    seen: set[tuple[str, ...]] = set()
    for relation in predicted:
        type = relation["type"]
        ends = [relation["head"], relation["tail"]]
        key = (type, *(sorted(ends) if type == _SYMMETRIC else ends))
        if key in seen:
            continue
        seen.add(key)
        same = stated(type, relation)
        fresh = next((i for i in same if i not in hit), None)
        if fresh is not None:
            hit.add(fresh)
            if fresh not in optional:
                scores[f"R:{type}"].right += 1
            continue
        other = stated(_OTHER_READING.get(type, ""), relation)
        if not same and not other and not any(map(pairing.is_optional, ends)):
            scores[f"R:{type}"].wrong += 1
    for i, relation in enumerate(gold):
        if i not in hit and i not in optional:
            scores[f"R:{relation['type']}"].missing += 1
