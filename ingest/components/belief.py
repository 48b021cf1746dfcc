"""How far to believe that a phrase names a theme: named features, each with a weight learned from annotated texts."""

import math
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from graph.errors import ConfigurationError
from ingest.components.terms import load_terms
from ingest.lexicon import LEXICON, read_table
from ingest.outline import Outline

WEIGHTS = {
    "PriorityArea": LEXICON / "priority_weights.tsv",
    "Technology": LEXICON / "technology_weights.tsv",
}
_TECHNOLOGIES = load_terms("technologies")
_HEADS = load_terms("theme_heads")
_LENGTHS = ((3, "2-3"), (5, "4-5"), (7, "6-7"), (9, "8-9"), (12, "10-12"), (16, "13-16"), (22, "17-22"))


@cache
def load_weights(path: Path) -> Mapping[str, float]:
    """Load the weight of each feature (``bias`` is always on).

    Raises
    ------
    ConfigurationError
        The table is wrong, or a weight is no number.
    """
    weights = {}
    for row in read_table(path, ("feature", "weight")):
        try:
            weights[row["feature"]] = float(row["weight"])
        except ValueError as error:
            raise ConfigurationError(f"the weight of {row['feature']} is no number", path, row.line) from error
    return weights


def probability(features: Iterable[str], type_: str) -> float:
    """Return the probability that a phrase with these features is an entity of ``type_`` the guide wants."""
    weights = load_weights(WEIGHTS[type_])
    return 1 / (1 + math.exp(-sum(weights.get(feature, 0.0) for feature in ("bias", *features))))


def phrase_features(folded: str, start: int, end: int) -> set[str]:
    """Return the features of the phrase ``folded[start:end]`` by itself, and how often the text says it."""
    phrase = folded[start:end]
    head = _HEADS.before(phrase, len(phrase))
    length = next((name for limit, name in _LENGTHS if len(phrase) <= limit), "23-")
    found = {f"length={length}", f"head={head}", f"head kind={_HEADS.kind(head) or 'none'}", _repeats(folded, phrase)}
    if any(mark in phrase for mark in "“「《"):
        found.add("quoted")
    if "的" in phrase:
        found.add("possessive")
    if "、" in phrase:
        found.add("list inside")
    return found


def technology_features(folded: str, start: int, end: int) -> set[str]:
    """Return the features of a phrase that may name a technology: itself and what stands around it."""
    phrase = folded[start:end]
    found = {
        f"before={_around(folded, start - 1)}",
        f"after={_around(folded, end)}",
        f"length={min(len(phrase), 12)}",
        f"term kind={_TECHNOLOGIES.kind(phrase) or 'none'}",
        f"head={_HEADS.before(phrase, len(phrase))}",
        _repeats(folded, phrase),
    }
    if phrase in _TECHNOLOGIES:
        found.add(f"term={phrase}")
    if re.search(r"[A-Za-z]", phrase):
        found.add("latin")
    for mark in ("的", "和与及", "、"):
        if any(m in phrase for m in mark):
            found.add(f"inside={mark[0]}")
    return found


def _repeats(folded: str, phrase: str) -> str:
    return f"said={min(folded.count(phrase), 4)}"


def _around(folded: str, index: int) -> str:
    """Return the character at ``index``, or what kind of character it is where kinds matter."""
    if not 0 <= index < len(folded) or folded[index].isspace():
        return "edge"
    character = folded[index]
    for kind, members in (
        ("list", "、和与及"),
        ("quote", "“”「」‘’《》"),
        ("bracket", "（）()"),
        ("mark", "，。；：,;:"),
    ):
        if character in members:
            return kind
    return character


def genre(outline: Outline) -> str:
    """Return what kind of text this is: ``regulation``, ``report``, ``plan``, ``notice`` or ``other``."""
    title = outline.header.title
    name = outline.prepared.folded[slice(*title)] if title else ""
    for kind, endings in (
        ("report", ("工作报告", "报告")),
        ("regulation", ("条例", "办法", "法", "规定", "细则", "章程")),
        ("plan", ("规划", "纲要", "计划", "方案", "行动")),
        ("notice", ("意见", "通知", "措施", "决定", "批复", "政策", "函", "公告")),
    ):
        if any(name.rstrip("）)》").endswith(e) or f"{e}（" in name or f"{e}的" in name for e in endings):
            return kind
    return "notice" if outline.header.doc_no else "other"
