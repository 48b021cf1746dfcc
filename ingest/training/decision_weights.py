"""Chooses how rules and the learned tagger are joined (``ingest/decision.yaml``), on documents neither has seen.

Every document is read with phrase weights and with a tagger fitted without its fold. What the sources propose is
labelled by the gold names; a logistic regression for each type joins the log odds of the two, and the least belief
that is kept is the one with the best F1. The table printed is of numbers fitted without the fold, too.
"""

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
import yaml
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from spacy.language import Language
from spacy.tokens import Doc

from ingest.blocks import build_outline, prepare
from ingest.candidates import Candidate
from ingest.components import belief, decide
from ingest.components.entities import entities
from ingest.evaluation import LENIENT, Match, Score, score_document
from ingest.frames import TYPES
from ingest.nlp import load_pipeline
from ingest.training import theme_weights
from ingest.training.alignment import annotated_folders, normalize
from ingest.training.folds import folds

COUNT = 5
_GRID = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
_AS_GOOD = 0.004
_PRIOR = np.array([0.8, 0.8, 0.5, 0.0, -0.5])
_PENALTY = np.array([3.0, 3.0, 0.3, 0.3, 0.3])

Matrix = NDArray[np.float64]
Decisions = Mapping[str, decide.Decision]


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A document with the candidates of sources that have not seen it, and its annotation."""

    stem: str
    doc: Doc
    rules: list[Candidate]
    tagged: list[Candidate]
    gold: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name that rules, tagger or both propose, with their log odds, and whether the guide wants it."""

    stem: str
    type: str
    rule: float | None
    model: float | None
    right: bool


def read(shared: Path, spans: Path, penalty: float) -> Iterator[HeldOut]:
    """Yield the annotated documents, with what ``spans`` holds of a tagger that has not seen them."""
    places = {p.stem: (p, gold) for texts, gold in annotated_folders(shared) for p in sorted(texts.glob("*.txt"))}
    fold = folds(list(places), COUNT)
    examples = {
        type_: [e for texts, gold in annotated_folders(shared) for e in theme_weights.examples(texts, gold, type_)]
        for type_ in belief.WEIGHTS
    }
    nlp = load_pipeline()
    for held in range(COUNT):
        with tempfile.TemporaryDirectory() as folder, _weights(Path(folder), examples, fold, held, penalty):
            for stem, (text, gold) in places.items():
                if fold[stem] == held:
                    yield _read_one(nlp, text, gold / f"{stem}.gold.json", spans / f"{stem}.json")


class _weights:  # noqa: N801  (a context manager)
    """Lets phrases be believed by weights fitted without a fold."""

    def __init__(
        self,
        folder: Path,
        examples: Mapping[str, list[theme_weights.Example]],
        fold: Mapping[str, int],
        held: int,
        penalty: float,
    ) -> None:
        self.usual = dict(belief.WEIGHTS)
        for type_, found in examples.items():
            path = folder / f"{type_}.tsv"
            theme_weights.write(theme_weights.fit([e for e in found if fold[e.document] != held], penalty), path)
            belief.WEIGHTS[type_] = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        belief.WEIGHTS.update(self.usual)


def _read_one(nlp: Language, text: Path, gold: Path, spans: Path) -> HeldOut:
    prepared = prepare(text.read_bytes().decode("utf-8"))
    doc = Doc(nlp.vocab, words=list(prepared.text), spaces=[False] * len(prepared.text))
    doc._.outline, doc._.candidates = build_outline(prepared), []
    for name, component in nlp.pipeline:
        if name == "decide":
            break
        if name != "tagger":
            doc = component(doc)
    place = {offset: i for i, offset in reversed(list(enumerate(prepared.offsets)))}
    said = json.loads(spans.read_text("utf-8"))["spans"] if spans.exists() else []
    tagged = [
        Candidate(place[start], place[end - 1] + 1, type_, score, f"{decide.MODEL}tagger")
        for start, end, type_, score in said
        if start in place and end - 1 in place
    ]
    return HeldOut(text.stem, doc, list(doc._.candidates), tagged, json.loads(gold.read_text("utf-8")))


def proposals(held: HeldOut) -> Iterator[Proposal]:
    """Yield what the sources propose, once a name; what names an optional entity only is left out."""
    text, folded = held.doc._.outline.prepared.text, held.doc._.outline.prepared.folded
    known: dict[str, dict[str, bool]] = {type_: {} for type_ in TYPES}
    for entity in held.gold["entities"]:
        for name in (entity["name"], *entity.get("aliases", ())):
            names = known[entity["type"]]
            names[normalize(name)] = names.get(normalize(name), False) or not entity.get("optional")
    found: dict[tuple[str, str], tuple[float | None, float | None, tuple[str, ...]]] = {}
    for rule, model, candidate in decide.paired([*held.rules, *held.tagged], folded):
        name = candidate.name or text[candidate.start : candidate.end]
        key = (candidate.type, normalize(name))
        before = found.get(key, (None, None, ()))
        found[key] = (_best(before[0], rule), _best(before[1], model), (*before[2], name, *candidate.aliases))
    for (type_, _), (rule, model, names_) in found.items():
        verdict = _verdict({normalize(n) for n in names_}, known[type_])
        if verdict is not None:
            yield Proposal(held.stem, type_, rule, model, verdict)


def _best(one: float | None, other: float | None) -> float | None:
    return max((x for x in (one, other) if x is not None), default=None)


def _verdict(names: set[str], known: Mapping[str, bool]) -> bool | None:
    alike = [known[n] for n in names if n in known] or [
        required
        for other, required in known.items()
        if any(Levenshtein.normalized_similarity(n, other) >= LENIENT for n in names)
    ]
    return any(alike) if any(alike) or not alike else None


def fit(found: Iterable[Proposal]) -> decide.Decision:
    """Return how one type's proposals are best joined; the threshold is the default one."""
    rows = list(found)
    matrix: Matrix = np.zeros((len(rows), 5))
    for row, proposal in enumerate(rows):
        matrix[row, 0] = proposal.rule or 0.0
        matrix[row, 1] = proposal.model or 0.0
        matrix[row, 4 if proposal.rule is None else 3 if proposal.model is None else 2] = 1
    wanted: Matrix = np.array([float(p.right) for p in rows])
    weights: Matrix = _PRIOR.copy()
    for _ in range(30):
        chance = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (wanted - chance) - _PENALTY * (weights - _PRIOR)
        bend = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + np.diag(_PENALTY)
        weights = weights + np.linalg.solve(bend, slope)
    return decide.Decision(0.4, 0.4, *(round(float(w), 2) for w in weights))


def scores(held: Iterable[HeldOut], decisions: Callable[[str], Decisions], *, tagger: bool = True) -> dict[str, Score]:
    """Return the entity scores, by type and over all, when the decisions of each document's stem are followed."""
    total: dict[str, Score] = {}
    for document in held:
        doc, found = document.doc, [*document.rules, *(document.tagged if tagger else ())]
        doc._.mentions = decide.resolve(found, doc._.outline.prepared.folded, decisions(document.stem))
        predicted = [
            {"id": str(i), "type": e.type, "name": e.name, "aliases": e.aliases}
            for i, e in enumerate(entities(doc)._.entities)
        ]
        gold = {"entities": document.gold["entities"], "relations": []}
        for key, score in score_document(gold, {"entities": predicted, "relations": []}, Match.LENIENT).items():
            for name in (key, "E:all"):
                total.setdefault(name, Score()).add(score)
    return total


def thresholds(held: list[HeldOut], decisions: Callable[[str], Decisions], *, tagger: bool = True) -> dict[str, float]:
    """Return for each type the threshold with the best F1 over the documents."""

    def at(least: float) -> Callable[[str], Decisions]:
        both = {"threshold": least, "rules_threshold": least}
        return lambda stem: {type_: replace(d, **both) for type_, d in decisions(stem).items()}

    tables = {least: scores(held, at(least), tagger=tagger) for least in _GRID}
    chosen = {}
    for type_ in TYPES:
        f1 = {least: table.get(f"E:{type_}", Score()).f1 for least, table in tables.items()}
        # A wrong fact costs more than a missing one: of thresholds that are as good, the strictest.
        chosen[type_] = max(least for least, value in f1.items() if value >= max(f1.values()) - _AS_GOOD)
    return chosen


def main(
    shared: Annotated[Path, typer.Option(help="folder with evaluation/ and training/")],
    spans: Annotated[Path, typer.Option(help="what taggers read in documents held out, a file each")],
    penalty: Annotated[float, typer.Option(help="penalty of the phrase weights")] = 2.0,
) -> None:
    """Write ``ingest/decision.yaml`` after printing how documents held out are decided."""
    held = list(read(shared, spans, penalty))
    fold = folds([d.stem for d in held], COUNT)
    usual = decide.load_decisions()
    alone = thresholds(held, lambda stem: dict.fromkeys(TYPES, usual["default"]), tagger=False)
    by_rules = {t: replace(usual["default"], rules_threshold=alone[t]) for t in TYPES}
    _report("rules alone", scores(held, lambda stem: by_rules, tagger=False))
    read_twice = [d for d in held if d.tagged]
    if not read_twice:
        _write(asdict(usual["default"]), {t: asdict(d) for t, d in by_rules.items()})
        return
    found = [p for document in read_twice for p in proposals(document)]
    without = {f: {t: fit(p for p in found if p.type == t and fold[p.stem] != f) for t in TYPES} for f in range(COUNT)}
    least = thresholds(read_twice, lambda stem: without[fold[stem]])
    _report(f"rules alone, {len(read_twice)} documents", scores(read_twice, lambda stem: by_rules, tagger=False))
    joined = {f: {t: replace(d, threshold=least[t]) for t, d in types.items()} for f, types in without.items()}
    _report(f"joined, {len(read_twice)} documents", scores(read_twice, lambda stem: joined[fold[stem]]))
    chosen = {
        t: replace(fit(p for p in found if p.type == t), threshold=least[t], rules_threshold=alone[t]) for t in TYPES
    }
    _write(asdict(usual["default"]), {t: asdict(d) for t, d in chosen.items()})


def _report(label: str, table: Mapping[str, Score]) -> None:
    print(label)
    for key, score in sorted(table.items()):
        print(f"  {key[2:]:13} {score.precision:.3f} {score.recall:.3f} {score.f1:.3f}")


def _write(default: dict[str, float], types: dict[str, dict[str, float]]) -> None:
    comments = [line for line in decide.DECISION.read_text("utf-8").splitlines() if line.startswith("#")]
    lines = yaml.safe_dump({"default": default, "types": types}, sort_keys=False, default_flow_style=None, width=110)
    decide.DECISION.write_text("\n".join(comments) + "\n" + lines, "utf-8")


if __name__ == "__main__":
    typer.run(main)
