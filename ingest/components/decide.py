"""The one place that turns the candidates of all sources into mentions."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from rapidfuzz.distance import Levenshtein
from spacy.language import Language
from spacy.tokens import Doc

from graph.data_file import read_yaml
from graph.errors import ConfigurationError
from ingest.candidates import Candidate

DECISION = Path(__file__).parent.parent / "decision.yaml"
MODEL = "model:"
"""Beginning of the source of every candidate that the learned tagger proposes."""

ALIKE = 0.8
"""Two overlapping candidates of a type that are at least this similar are readings of one name."""

_NAMES = frozenset({"Institution", "Policy", "Programme", "Person", "Province"})
_FLAT = frozenset({"PriorityArea", "Technology", "Disease", "Goal", "Person"})
"""Types of which one never stands inside another of the same type."""


@dataclass(frozen=True, slots=True)
class Decision:
    """How the candidates of one type are judged; see ``decision.yaml``."""

    threshold: float
    rules_threshold: float
    rule: float
    model: float
    both: float
    rule_alone: float
    model_alone: float


@Language.component("policygraph_decide")
def decide(doc: Doc) -> Doc:
    """Set ``doc._.mentions``: the candidates that hold, each with all its sources, in reading order."""
    doc._.mentions = resolve(doc._.candidates, doc._.outline.prepared.folded)
    return doc


def resolve(
    candidates: Iterable[Candidate], folded: str, decisions: Mapping[str, Decision] | None = None
) -> list[Candidate]:
    """Return the candidates that hold, in reading order.

    Candidates of the same span, type and name are joined. Then, best first, a candidate is kept unless one that is
    kept already stands against it.

    Parameters
    ----------
    candidates
        What all sources propose.
    folded
        The text they stand in, for comparing names.
    decisions
        How each type is judged; those of ``decision.yaml`` if None.
    """
    how = load_decisions() if decisions is None else decisions
    found = list(candidates)
    tagged = _tagged(found)
    kept: list[Candidate] = []
    for candidate in sorted(believed(found, folded, how), key=_precedence):
        judged = _of(how, candidate)
        if candidate.score < (judged.threshold if tagged else judged.rules_threshold):
            continue
        near = (other for other in kept if other.start < candidate.end and candidate.start < other.end)
        if not any(_against(candidate, other) for other in near):
            kept.append(candidate)
    return sorted(kept, key=lambda c: (c.start, -c.end, c.type))


def _precedence(candidate: Candidate) -> tuple[bool, float, int, int]:
    """Sort what a block is called before all else, then by belief: a title is no less for a known name within it."""
    titled = any(source.startswith("structure:") for source in candidate.source.split("+"))
    return not titled, -candidate.score, candidate.start - candidate.end, candidate.start


def believed(
    candidates: Iterable[Candidate], folded: str, decisions: Mapping[str, Decision] | None = None
) -> list[Candidate]:
    """Return the joined candidates, each with the belief in it as its score."""
    found = list(candidates)
    if not _tagged(found):
        return _joined(found)
    decisions = load_decisions() if decisions is None else decisions
    result = []
    for rule, model, candidate in paired(found, folded):
        how = _of(decisions, candidate)
        bias = how.model_alone if rule is None else how.rule_alone if model is None else how.both
        odds = how.rule * (rule or 0.0) + how.model * (model or 0.0) + bias
        source = candidate.source if rule is None or model is None else f"{candidate.source}+{MODEL}tagger"
        result.append(replace(candidate, score=1 / (1 + math.exp(-odds)), source=source))
    return result


def _tagged(candidates: Iterable[Candidate]) -> bool:
    """Tell whether the tagger has read the document."""
    return any(c.source.startswith(MODEL) for c in candidates)


def paired(candidates: Iterable[Candidate], folded: str) -> Iterator[tuple[float | None, float | None, Candidate]]:
    """Yield each name with the log odds its rules and the tagger give it; None for a side that is silent."""
    found = list(candidates)
    tagged: dict[str, list[Candidate]] = {}
    for candidate in found:
        if candidate.source.startswith(MODEL):
            tagged.setdefault(candidate.type, []).append(candidate)
    supporting: set[int] = set()
    for candidate in _joined(c for c in found if not c.source.startswith(MODEL)):
        support = [t for t in tagged.get(candidate.type, ()) if _same_name(candidate, t, folded)]
        supporting.update(map(id, support))
        yield _logit(candidate.score), max((_logit(t.score) for t in support), default=None), candidate
    for candidate in (t for group in tagged.values() for t in group if id(t) not in supporting):
        yield None, _logit(candidate.score), candidate


def _same_name(one: Candidate, other: Candidate, folded: str) -> bool:
    """Tell whether two candidates are readings of one name: the same span, or nearly, or an alias's."""
    if one.type != other.type or one.end <= other.start or other.end <= one.start:
        return False
    if (one.start, one.end) == (other.start, other.end):
        return True
    name = folded[other.start : other.end]
    forms = (one.name or folded[one.start : one.end], *one.aliases)
    return any(Levenshtein.normalized_similarity(name, form) >= ALIKE for form in forms)


def _joined(candidates: Iterable[Candidate]) -> list[Candidate]:
    joined: dict[tuple[int, int, str, str], Candidate] = {}
    for candidate in candidates:
        key = (candidate.start, candidate.end, candidate.type, candidate.name)
        known = joined.get(key)
        if known is None:
            joined[key] = candidate
            continue
        first, second = (known, candidate) if known.score >= candidate.score else (candidate, known)
        joined[key] = replace(
            first,
            # Rules see the same words, so a second one adds less than independent evidence would.
            score=1 - (1 - first.score) * (1 - second.score / 2),
            source="+".join(dict.fromkeys((*first.source.split("+"), *second.source.split("+")))),
            aliases=tuple(dict.fromkeys((*first.aliases, *second.aliases))),
            kind=first.kind or second.kind,
            attributes={**second.attributes, **first.attributes},
        )
    return list(joined.values())


def _against(candidate: Candidate, kept: Candidate) -> bool:
    """Tell whether ``kept``, which overlaps ``candidate``, excludes it."""
    inside = kept.start <= candidate.start and candidate.end <= kept.end
    around = candidate.start <= kept.start and kept.end <= candidate.end
    if inside and around:
        return candidate.type != kept.type or candidate.name == kept.name
    if not inside and not around:
        # Names are sure of their ends; a theme that crosses one was cut wrongly.
        return candidate.type == kept.type or kept.type in _NAMES
    if candidate.type == kept.type:
        return candidate.type in _FLAT
    if not inside:
        return False
    if kept.type == "Technology":
        return candidate.type == "Disease" and "grammar:quoted" in kept.source
    return (
        candidate.type == "PriorityArea"
        and kept.type in _NAMES
        or candidate.type == "Disease"
        and kept.type == "Institution"
    )


def _logit(score: float) -> float:
    bounded = min(max(score, 0.001), 0.999)
    return math.log(bounded / (1 - bounded))


def decision(type_: str) -> Decision:
    """Return how candidates of ``type_`` are judged."""
    return load_decisions().get(type_, load_decisions()["default"])


def _of(decisions: Mapping[str, Decision], candidate: Candidate) -> Decision:
    return decisions[candidate.type] if candidate.type in decisions else decisions["default"]


@cache
def load_decisions(path: Path = DECISION) -> dict[str, Decision]:
    """Load the decisions by entity type, and the ``default``.

    Raises
    ------
    ConfigurationError
        The file is missing, no YAML, or a number is missing, unknown or no number.
    """
    data = read_yaml(path, TypeAdapter(Any))
    if not isinstance(data, dict) or set(data) != {"default", "types"} or not isinstance(data["types"], dict):
        raise ConfigurationError("the file must hold 'default' and 'types', a mapping of entity types", path)
    default = _checked(data["default"], "default", path)
    names = [field.name for field in fields(Decision)]
    if missing := set(names) - set(default):
        raise ConfigurationError(f"default lacks {', '.join(sorted(missing))}", path)
    decisions = {"default": Decision(**default)}
    for type_, numbers in data["types"].items():
        decisions[type_] = Decision(**{**default, **_checked(numbers, type_, path)})
    return decisions


def _checked(numbers: Any, type_: str, path: Path) -> dict[str, float]:
    known: Sequence[str] = [field.name for field in fields(Decision)]
    if not isinstance(numbers, dict) or not set(numbers) <= set(known):
        raise ConfigurationError(f"{type_} must map some of {', '.join(known)} to numbers", path)
    for name, value in numbers.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ConfigurationError(f"{name} of {type_} must be a number, not {value!r}", path)
    for name in ("threshold", "rules_threshold"):
        if not 0 <= numbers.get(name, 0) <= 1:
            raise ConfigurationError(f"{name} of {type_} must be between 0 and 1", path)
    return {name: float(value) for name, value in numbers.items()}
