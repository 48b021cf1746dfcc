"""Probabilities that mean what they say: logits of held-out documents against what their readers found."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from rapidfuzz.distance import Levenshtein
from sklearn.linear_model import LogisticRegression

from ingest.training.alignment import TYPES, normalize

SIMILAR = 0.8
"""How alike two names must be to count as one (the guide's lenient reading)."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A span read in a held-out document and whether a required entity of its type bears its name."""

    type: str
    logit: float
    right: bool


def judge(text: str, spans: Iterable[tuple[int, int, str, float]], entities: list[dict[str, Any]]) -> list[Judged]:
    """Judge the spans of a document; those that name an optional entity only are left out."""
    names: dict[str, dict[str, bool]] = {t: {} for t in TYPES}
    for entity in entities:
        known = names[entity["type"]]
        for name in (entity["name"], *entity.get("aliases", ())):
            known[normalize(name)] = known.get(normalize(name), False) or not entity.get("optional")
    found = []
    seen: dict[tuple[str, str], bool | None] = {}
    for start, end, kind, score in spans:
        name = normalize(text[start:end])
        if (kind, name) not in seen:
            seen[kind, name] = _verdict(name, names[kind])
        verdict = seen[kind, name]
        if verdict is not None:
            found.append(Judged(kind, logit(score), verdict))
    return found


def _verdict(name: str, known: Mapping[str, bool]) -> bool | None:
    if name in known:
        return True if known[name] else None
    alike = [required for other, required in known.items() if Levenshtein.normalized_similarity(name, other) >= SIMILAR]
    return any(alike) or (None if alike else False)


def logit(score: float) -> float:
    """Return the logit of a probability, kept finite."""
    bounded = min(max(score, 1e-6), 1 - 1e-6)
    return math.log(bounded / (1 - bounded))


def calibrate(judged: list[Judged]) -> dict[str, tuple[float, float]]:
    """Return scale and shift of each type's logits (Platt, 1999), fitted where a logit is above that of one in fifty.

    A type with too little to go by keeps its own logits.
    """
    result = {}
    for kind in TYPES:
        own = [j for j in judged if j.type == kind]
        right = [j.right for j in own]
        if min(sum(right), len(right) - sum(right)) < 10:
            result[kind] = (1.0, 0.0)
            continue
        model = LogisticRegression(C=10.0).fit(np.array([[j.logit] for j in own]), np.array(right))
        result[kind] = (round(max(float(model.coef_[0, 0]), 0.05), 4), round(float(model.intercept_[0]), 4))
    return result


def expected_calibration_error(judged: list[Judged], calibration: Mapping[str, tuple[float, float]]) -> float:
    """Return the mean distance between score and share of right spans, over ten bins of equal width (Guo, 2017)."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for j in judged:
        scale, shift = calibration[j.type]
        score = 1 / (1 + math.exp(-(scale * j.logit + shift)))
        bins.setdefault(min(int(score * 10), 9), []).append((score, j.right))
    total = sum(len(b) for b in bins.values())
    gaps = (abs(sum(s for s, _ in b) - sum(r for _, r in b)) for b in bins.values())
    return sum(gaps) / total if total else 0.0
