"""Fits the weights by which phrases are believed to name themes, on the annotated documents.

Every phrase the grammar proposes is an example: right if its name or an alias is a gold entity's, left out if that
entity is optional. The weights are a logistic regression with a quadratic penalty; the table printed is of documents
held out.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from ingest.blocks import build_outline, prepare
from ingest.candidates import Candidate
from ingest.components.belief import WEIGHTS
from ingest.components.lexicon import described_technologies
from ingest.components.priorities import described_priorities
from ingest.components.titles import described_titles
from ingest.outline import Outline
from ingest.training.alignment import annotated_folders, normalize
from ingest.training.folds import folds

_RAREST = 6
"""A feature seen in fewer examples gets no weight."""

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A proposed phrase: the document it stands in, its features, and whether it is a field that is singled out."""

    document: str
    features: frozenset[str]
    right: bool


def examples(documents: Path, gold: Path, type_: str) -> list[Example]:
    """Return the examples of ``type_`` of a folder of texts and a folder of their annotations."""
    found = []
    for path in sorted(documents.glob("*.txt")):
        entities = json.loads((gold / f"{path.stem}.gold.json").read_text("utf-8"))["entities"]
        known: dict[str, bool] = {}
        for entity in entities:
            if entity["type"] == type_:
                for name in (entity["name"], *entity.get("aliases", ())):
                    known[normalize(name)] = known.get(normalize(name), False) or not entity.get("optional")
        prepared = prepare(path.read_text("utf-8"))
        outline = build_outline(prepared)
        for candidate, features in _described(outline):
            if candidate.type != type_:
                continue
            names = (prepared.text[candidate.start : candidate.end], *candidate.aliases)
            verdicts = [known[normalize(n)] for n in names if normalize(n) in known]
            if verdicts and not any(verdicts):
                continue
            found.append(Example(path.stem, features, bool(verdicts)))
    return found


def _described(outline: Outline) -> Iterator[tuple[Candidate, frozenset[str]]]:
    yield from described_titles(outline)
    yield from described_priorities(outline)
    yield from described_technologies(outline)


def fit(found: list[Example], penalty: float) -> dict[str, float]:
    """Return the weight of every feature that is frequent enough, by Newton's method."""
    counts = Counter(feature for example in found for feature in example.features)
    names = ["bias", *sorted(f for f, n in counts.items() if n >= _RAREST)]
    column = {name: i for i, name in enumerate(names)}
    matrix: Matrix = np.zeros((len(found), len(names)))
    matrix[:, 0] = 1
    for row, example in enumerate(found):
        matrix[row, [column[f] for f in example.features if f in column]] = 1
    wanted: Matrix = np.array([float(example.right) for example in found])
    weights: Matrix = np.zeros(len(names))
    shrink: Matrix = np.full(len(names), penalty)
    shrink[0] = 1e-3
    for _ in range(12):
        chance = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (wanted - chance) - shrink * weights
        bend = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + np.diag(shrink)
        weights = weights + np.linalg.solve(bend, slope)
    return dict(zip(names, weights.tolist(), strict=True))


def chances(found: list[Example], weights: dict[str, float]) -> list[float]:
    """Return the probability the weights give each example."""
    sums = [weights["bias"] + sum(weights.get(f, 0.0) for f in e.features) for e in found]
    return [float(1 / (1 + np.exp(-s))) for s in sums]


def held_out_chances(found: list[Example], penalty: float, count: int = 5) -> list[float]:
    """Return the probability of each example under weights fitted without its document's fold."""
    fold = folds(sorted({e.document for e in found}), count)
    result = dict.fromkeys(range(len(found)), 0.0)
    for held in range(count):
        weights = fit([e for e in found if fold[e.document] != held], penalty)
        places = [i for i, e in enumerate(found) if fold[e.document] == held]
        result.update(zip(places, chances([found[i] for i in places], weights), strict=True))
    return [result[i] for i in range(len(found))]


def write(weights: dict[str, float], path: Path) -> None:
    """Write the table, leaving out weights that change nothing."""
    lines = [
        "# How far each feature of a phrase speaks for an entity the guide wants (log odds).",
        "# Fitted by ingest/training/theme_weights.py; never edited by hand.",
        "feature\tweight",
        *(f"{name}\t{weight:.3f}" for name, weight in weights.items() if name == "bias" or abs(weight) >= 0.02),
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def main(
    shared: Annotated[Path, typer.Option(help="folder with evaluation/ and training/")],
    penalty: Annotated[float, typer.Option(help="strength of the quadratic penalty")] = 2.0,
) -> None:
    """Fit the weights on all documents, after printing how they do on documents held out."""
    for type_, path in WEIGHTS.items():
        found = [e for texts, gold in annotated_folders(shared) for e in examples(texts, gold, type_)]
        held = held_out_chances(found, penalty)
        print(f"{type_}: {len(found)} examples, {sum(e.right for e in found)} right")
        for threshold in (0.3, 0.4, 0.5, 0.6, 0.7):
            chosen = [e for e, p in zip(found, held, strict=True) if p >= threshold]
            right = sum(e.right for e in chosen)
            precision, recall = right / max(1, len(chosen)), right / max(1, sum(e.right for e in found))
            print(f"  at {threshold}: precision {precision:.3f}, recall {recall:.3f} of what is proposed")
        write(fit(found, penalty), path)


if __name__ == "__main__":
    typer.run(main)
