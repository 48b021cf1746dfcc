"""What held-out documents say of the tagger: calibration, and scores by type."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from ingest.evaluation import Match, Score, evaluate
from ingest.tagging import probability
from ingest.training.alignment import TYPES, annotated_folders, normalize
from ingest.training.calibration import Judged, calibrate, expected_calibration_error, judge, logit
from ingest.training.folds import folds

Span = tuple[int, int, str, float]

FLOOR = 0.05
"""The least calibrated score of a span that is kept for others to use."""


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A held-out document: its text, gold annotation and the spans read in it."""

    stem: str
    text: str
    gold: dict[str, Any]
    spans: list[Span]


def load_held_out(shared: Path, folder: Path) -> list[HeldOut]:
    """Read the spans that cross-validation wrote to ``folder``, with their documents."""
    found = []
    for documents, gold_folder in annotated_folders(shared):
        for path in sorted(gold_folder.glob("*.gold.json")):
            stem = path.name.removesuffix(".gold.json")
            spans = json.loads((folder / f"{stem}.json").read_text("utf-8"))["spans"]
            text = (documents / f"{stem}.txt").read_bytes().decode("utf-8")
            found.append(HeldOut(stem, text, json.loads(path.read_text("utf-8")), [tuple(s) for s in spans]))
    return found


def named_entities(text: str, spans: Iterable[Span], threshold: float) -> list[dict[str, Any]]:
    """Return the entities of a document by the tagger alone: each type's names once.

    Of two spans of a type that cross, the better one stays.
    """
    kept: list[Span] = []
    for span in sorted((s for s in spans if s[3] >= threshold), key=lambda s: -s[3]):
        crossing = (
            k[2] == span[2] and (k[0] < span[0] < k[1] < span[1] or span[0] < k[0] < span[1] < k[1]) for k in kept
        )
        if not any(crossing):
            kept.append(span)
    names: dict[tuple[str, str], str] = {}
    for start, end, kind, _ in kept:
        name = text[start:end].replace("\n", "")
        names.setdefault((kind, normalize(name)), name)
    return [
        {"id": f"e{i}", "type": kind, "name": name, "aliases": []} for i, ((kind, _), name) in enumerate(names.items())
    ]


def assess(shared: Path, folder: Path, threshold: float = 0.5) -> str:
    """Calibrate on the spans in ``folder``, write ``calibration.json`` and calibrated spans, return a table.

    The table's calibration error is of documents whose fold the calibration had not seen.
    """
    held_out = load_held_out(shared, folder)
    fold = folds([d.stem for d in held_out], 5)
    judged = {d.stem: judge(d.text, d.spans, d.gold["entities"]) for d in held_out}
    calibration = calibrate([j for own in judged.values() for j in own])
    (folder / "calibration").mkdir(exist_ok=True)
    (folder / "calibration" / "calibration.json").write_text(json.dumps(calibration, indent=1) + "\n", "utf-8")
    results = folder / "calibrated"
    results.mkdir(exist_ok=True)
    for document in held_out:
        spans = [(s, e, t, round(probability(logit(p), *calibration[t]), 4)) for s, e, t, p in document.spans]
        sure = {"entities": named_entities(document.text, spans, threshold), "relations": []}
        _write(results / f"{document.stem}.json", {"spans": [s for s in spans if s[3] >= FLOOR]})
        _write(results / f"{document.stem}.pred.json", sure)
    error = _honest_error(judged, fold)
    return f"{_table(shared, results)}\nExpected calibration error, calibrated on the other folds: {error:.3f}\n"


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")


def _honest_error(judged: dict[str, list[Judged]], fold: dict[str, int]) -> float:
    errors, weights = 0.0, 0
    for held in set(fold.values()):
        inside = [j for stem, own in judged.items() if fold[stem] == held for j in own]
        outside = [j for stem, own in judged.items() if fold[stem] != held for j in own]
        errors += expected_calibration_error(inside, calibrate(outside)) * len(inside)
        weights += len(inside)
    return errors / weights


def _table(shared: Path, results: Path) -> str:
    both = [evaluate(gold, results) for _, gold in annotated_folders(shared)]
    lines = ["| type | P | R | F1 | strict F1 | F1, two readers | F1, one reader |", "|---|---|---|---|---|---|---|"]
    for name in (*TYPES, "all"):
        total = {match: Score() for match in Match}
        for report in both:
            for match in Match:
                total[match].add(report[match].total[f"E:{name}"])
        lenient = total[Match.LENIENT]
        parts = [report[Match.LENIENT].total[f"E:{name}"].f1 for report in both]
        figures = (lenient.precision, lenient.recall, lenient.f1, total[Match.STRICT].f1, *parts)
        lines.append(f"| {name} | " + " | ".join(f"{figure:.3f}" for figure in figures) + " |")
    return "\n".join(lines) + "\n"


def main(
    shared: Annotated[Path, typer.Option(help="folder with evaluation/ and training/")],
    spans: Annotated[Path, typer.Option(help="folder that cross_validate wrote to")],
    threshold: Annotated[float, typer.Option(help="least score of a span that counts")] = 0.5,
) -> None:
    """Calibrate and score what cross-validation read."""
    print(assess(shared, spans, threshold))


if __name__ == "__main__":
    typer.run(main)
