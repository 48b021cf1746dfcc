"""Names made new and noise made real: a training text is never read twice the same way."""

import hashlib
import json
import random
import re
from pathlib import Path

from pydantic import TypeAdapter

from graph.data_file import read_yaml
from graph.errors import ConfigurationError
from ingest.training.alignment import GoldSpan, TrainingDocument

COMPOSITIONS = Path(__file__).with_name("augmentation.yaml")
_PART = re.compile(r"\{(\w+)\}")
_FULL_TO_HALF = str.maketrans("，；：（）！？", ",;:()!?")


class NameSource:
    """Draws names of a type: composed ones, those of other documents, titles of real policies.

    Parameters
    ----------
    documents
        The training documents whose names may be exchanged.
    policy_titles
        Titles of policies.
    """

    def __init__(self, documents: list[TrainingDocument], policy_titles: list[str]) -> None:
        self.parts, self.patterns = load_compositions(COMPOSITIONS)
        self.seen: dict[str, list[str]] = {}
        for document in documents:
            for kind, name in sorted({(s.type, document.text[s.start : s.end]) for s in document.spans if s.required}):
                self.seen.setdefault(kind, []).append(name)
        self.policy_titles = policy_titles

    def draw(self, kind: str, chance: random.Random) -> str:
        """Return a name of the type ``kind``."""
        seen = self.seen.get(kind, [])
        if seen and chance.random() < 0.4:
            return chance.choice(seen)
        if kind == "Policy" and self.policy_titles and chance.random() < 0.5:
            return chance.choice(self.policy_titles)
        return _PART.sub(lambda m: chance.choice(self.parts[m[1]]), chance.choice(self.patterns[kind]))


def load_compositions(path: Path) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return parts and patterns of the file, checked against each other."""
    data = read_yaml(path, TypeAdapter(dict[str, dict[str, list[str]]]))
    parts, patterns = data["parts"], data["patterns"]
    for kind, entries in patterns.items():
        for pattern in entries:
            for part in _PART.findall(pattern):
                if part not in parts:
                    raise ConfigurationError(f"pattern {pattern!r} of {kind} names an unknown part {part!r}", path)
    return parts, patterns


def policy_titles(headers: Path) -> list[str]:
    """Return the policy titles of the development half of a headers file (first hex digit of the id's hash < 8)."""
    rows = [json.loads(line) for line in headers.read_text("utf-8").splitlines()]
    half = [r for r in rows if hashlib.sha256(str(r["id"]).encode()).hexdigest()[0] < "8"]
    titles = {re.sub(r"\s+", "", r["title"]) for r in half}
    return sorted(t for t in titles if 6 <= len(t) <= 50 and "《" not in t and "印发" not in t)


def augment(
    document: TrainingDocument, names: NameSource, chance: random.Random, rate: float = 0.3
) -> tuple[str, list[GoldSpan]]:
    """Return the document's text and spans with a share ``rate`` of its names exchanged and some noise added."""
    replaced: dict[str, str] = {}
    edits = []
    for span in _leaves(document.spans):
        if span.type not in names.patterns:
            continue
        old = document.text[span.start : span.end]
        key = f"{span.type} {old}"
        if key not in replaced:
            replaced[key] = names.draw(span.type, chance) if chance.random() < rate else old
        if replaced[key] != old:
            edits.append((span.start, span.end, replaced[key]))
    text, spans = _rewrite(document.text, list(document.spans), edits)
    return _noise(text, spans, chance)


def _leaves(spans: tuple[GoldSpan, ...]) -> list[GoldSpan]:
    """Return required spans that hold no other, start or end within none, and do not share characters."""
    leaves: list[GoldSpan] = []
    ordered = sorted(spans, key=lambda s: (s.end - s.start, s.start))
    owner: dict[int, GoldSpan] = {}
    crossed: set[GoldSpan] = set()
    for span in ordered:
        inside = {owner[i] for i in range(span.start, span.end) if i in owner}
        if not inside:
            leaves.append(span)
            owner.update(dict.fromkeys(range(span.start, span.end), span))
        crossed.update(o for o in inside if not (span.start <= o.start and o.end <= span.end))
    same_place = {(s.start, s.end) for s in spans if not s.required}
    return [s for s in leaves if s.required and s not in crossed and (s.start, s.end) not in same_place]


def _rewrite(text: str, spans: list[GoldSpan], edits: list[tuple[int, int, str]]) -> tuple[str, list[GoldSpan]]:
    """Apply non-overlapping edits; a span that holds an edit grows or shrinks with it."""
    place = list(range(len(text) + 1))
    pieces, at, shift = [], 0, 0
    for start, end, new in sorted(edits):
        for i in range(at, start + 1):
            place[i] = i + shift
        for i in range(start + 1, end):
            place[i] = min(i + shift, start + shift + max(len(new) - 1, 0))
        pieces += [text[at:start], new]
        shift += len(new) - (end - start)
        at = end
    for i in range(at, len(text) + 1):
        place[i] = i + shift
    pieces.append(text[at:])
    moved = [GoldSpan(place[s.start], place[s.end], s.type, s.required) for s in spans]
    return "".join(pieces), [s for s in moved if s.end > s.start]


def _noise(text: str, spans: list[GoldSpan], chance: random.Random) -> tuple[str, list[GoldSpan]]:
    style = chance.random()
    if style < 0.1:  # half-width marks, as typed in a hurry
        return text.translate(_FULL_TO_HALF), spans
    if style < 0.2:  # a page's line breaks, left in
        width = chance.randrange(24, 44)
        edits, column = [], 0
        for i, character in enumerate(text):
            column = 0 if character == "\n" else column + 1
            if column == width:
                edits.append((i, i, "\n"))
                column = 1
        return _rewrite(text, spans, edits)
    if style < 0.3:  # lines run together, as copied from a page
        breaks = [m.start() for m in re.finditer(r"(?<=[。；])\n", text) if chance.random() < 0.7]
        return _rewrite(text, spans, [(i, i + 1, "") for i in breaks])
    return text, spans
