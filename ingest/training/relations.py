"""Fits the weights by which proposed relations are believed, on the annotated documents.

Every relation the rules propose is an example: right if the gold says so, left out if it is neither rewarded nor
punished. The table printed is of documents held out; the rules alone are its first line.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from ingest.components.relation_scorer import MODEL
from ingest.document import SourceDocument
from ingest.evaluation import Match, score_document
from ingest.extract import annotation_of
from ingest.nlp import load_pipeline, read
from ingest.reading import Reading
from ingest.relation_features import RelationFeatures
from ingest.training.alignment import annotated_folders
from ingest.training.folds import folds

LEARNT = ("TARGETS", "INCLUDES", "LEADS")
"""The relation types with enough examples to learn from."""

_RAREST = 5
_STEPS = [round(0.02 * i, 2) for i in range(1, 45)]


@dataclass(frozen=True, slots=True)
class Example:
    """A proposed relation: its document, type and features, and whether the gold says so."""

    document: str
    type: str
    features: frozenset[str]
    right: bool


@dataclass(frozen=True, slots=True)
class Examples:
    """The examples of all documents, and how many gold relations of each type the rules don't propose."""

    found: list[Example]
    missing: Counter[str]


def examples(folders: Sequence[tuple[Path, Path]]) -> Examples:
    """Run the pipeline without the scorer over (documents, gold) folders."""
    nlp = load_pipeline()
    if "relation_scorer" in nlp.pipe_names:
        nlp.remove_pipe("relation_scorer")
    found: list[Example] = []
    missing: Counter[str] = Counter()
    for documents, gold_folder in folders:
        for path in sorted(documents.glob("*.txt")):
            gold = json.loads((gold_folder / f"{path.stem}.gold.json").read_text("utf-8"))
            raw = path.read_bytes()
            source = SourceDocument(path.name, hashlib.sha256(raw).hexdigest(), raw.decode("utf-8"))
            doc = read(nlp, source)
            describe = RelationFeatures(Reading.of(doc))
            annotation = json.loads(annotation_of(doc, source).to_json())
            entities = {e["id"]: e for e in annotation["entities"]}
            for relation, written in zip(doc._.relations, annotation["relations"], strict=True):
                right = _verdict(gold, entities, written)
                if relation.type in LEARNT and right is not None:
                    found.append(Example(path.stem, relation.type, describe.of(relation), right))
            for key, score in score_document(gold, annotation, Match.LENIENT).items():
                missing[key.removeprefix("R:")] += score.missing if key.startswith("R:") else 0
    return Examples(found, missing)


def _verdict(gold: dict[str, Any], entities: dict[str, Any], relation: dict[str, Any]) -> bool | None:
    """Return whether ``relation`` is right by itself; None if it is neither rewarded nor punished."""
    ends = [entities[relation["head"]], entities[relation["tail"]]]
    score = score_document(gold, {"entities": ends, "relations": [relation]}, Match.LENIENT)[f"R:{relation['type']}"]
    return True if score.right else False if score.wrong else None


def fit(found: Sequence[Example], strength: float) -> dict[str, float]:
    """Return the weight of ``bias`` and of every feature that is frequent enough."""
    counts = Counter(feature for example in found for feature in example.features)
    frequent = {feature for feature, count in counts.items() if count >= _RAREST}
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(e.features & frequent, 1.0) for e in found])
    model = LogisticRegression(C=strength, max_iter=2000)
    model.fit(matrix, [e.right for e in found])
    names = vectorizer.get_feature_names_out()
    return {"bias": float(model.intercept_[0]), **dict(zip(names, model.coef_[0].tolist(), strict=True))}


def chances(found: Sequence[Example], weights: dict[str, float]) -> NDArray[np.float64]:
    """Return the probability the weights give each example."""
    sums = [weights["bias"] + sum(weights.get(f, 0.0) for f in e.features) for e in found]
    return 1 / (1 + np.exp(-np.array(sums, dtype=np.float64)))


def held_out_chances(found: Sequence[Example], strength: float, count: int = 6) -> NDArray[np.float64]:
    """Return the probability of each example under weights fitted without its document's fold."""
    fold = folds(sorted({e.document for e in found}), count)
    result = np.zeros(len(found))
    for held in range(count):
        weights = fit([e for e in found if fold[e.document] != held], strength)
        places = [i for i, e in enumerate(found) if fold[e.document] == held]
        result[places] = chances([found[i] for i in places], weights)
    return result


def _f1(right: int, wrong: int, missing: int) -> float:
    return 2 * right / max(1, 2 * right + wrong + missing)


def _table(found: Examples, held: NDArray[np.float64], type: str, threshold: float) -> tuple[int, int, int]:
    """Return right, wrong and missing relations of a type when those below ``threshold`` are dropped."""
    mine = [(e.right, p) for e, p in zip(found.found, held, strict=True) if e.type == type]
    right = sum(r for r, p in mine if p >= threshold)
    wrong = sum(not r for r, p in mine if p >= threshold)
    return right, wrong, found.missing[type] + sum(r for r, p in mine if p < threshold)


def main(
    shared: Annotated[Path, typer.Option(help="folder with evaluation/ and training/")],
    strength: Annotated[float, typer.Option(help="inverse strength of the quadratic penalty")] = 0.3,
    output: Annotated[Path, typer.Option(help="where the weights and thresholds go")] = MODEL,
) -> None:
    """Fit the weights on all documents, after printing how they do on documents held out."""
    found = examples(annotated_folders(shared))
    held = held_out_chances(found.found, strength)
    thresholds = {}
    for type in LEARNT:
        alone = _table(found, held, type, 0.0)
        best = max(_STEPS, key=lambda step: _f1(*_table(found, held, type, step)))
        scored = _table(found, held, type, best)
        print(f"{type}: rules {alone} F1 {_f1(*alone):.3f}; scored {scored} F1 {_f1(*scored):.3f} at {best}")
        if _f1(*scored) > _f1(*alone):
            thresholds[type] = best
    weights = fit(found.found, strength)
    output.mkdir(parents=True, exist_ok=True)
    rows = [f"{n}\t{w:.3f}" for n, w in weights.items() if n == "bias" or abs(w) >= 0.02]
    _write(output / "weights.tsv", "How far each feature speaks for a relation (log odds).", "feature\tweight", rows)
    rows = [f"{type}\t{threshold}" for type, threshold in thresholds.items()]
    _write(output / "thresholds.tsv", "The least probability that is kept.", "relation\tthreshold", rows)


def _write(path: Path, meaning: str, header: str, rows: list[str]) -> None:
    note = f"# {meaning} Fitted by ingest/training/relations.py; never edited by hand."
    path.write_text("\n".join([note, header, *rows]) + "\n", "utf-8")


if __name__ == "__main__":
    typer.run(main)
