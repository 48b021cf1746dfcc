"""Finds the names of people."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from ingest.candidates import Candidate
from ingest.naming.people import find_people, is_name
from ingest.outline import BlockKind

_REPORTER = re.compile(r"(?:记者|通讯员|编辑|摄影|责编|来源|校对|供图)[:： ]?$|(?:特派员)$")
_BYLINE_NAME = re.compile(
    r"(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff][ \u3000]+[\u4e00-\u9fff])(?![\u4e00-\u9fff])"
)


@Language.component("policygraph_people")
def people(doc: Doc) -> Doc:
    """Append a candidate for every person named, wherever else the name stands too."""
    outline = doc._.outline
    text = outline.prepared.folded
    found: dict[tuple[int, int], tuple[float, str]] = {}
    for block in outline.blocks():
        if not block.annotated:
            continue
        for person in find_people(text, block.start, block.end):
            score = 0.3 if _REPORTER.search(text, max(0, person.start - 5), person.start) else person.score
            if score > found.get((person.start, person.end), (0.0, ""))[0]:
                found[person.start, person.end] = (score, person.source)
        if block.kind is BlockKind.BYLINE and not _REPORTER.search(text[block.start : block.end]):
            for match in _BYLINE_NAME.finditer(text, block.start, block.end):
                if is_name(re.sub(r"\s", "", match[0])):
                    found.setdefault((match.start(), match.end()), (0.55, "grammar:byline"))
    known = {text[s:e]: score for (s, e), (score, _) in found.items() if score >= 0.6 and e - s >= 2}
    for name, score in known.items():
        if len(name) < 3 and score < 0.8:
            continue
        for block in outline.blocks():
            if not block.annotated:
                continue
            at = text.find(name, block.start, block.end)
            while at >= 0:
                if not any(s <= at < e or s < at + len(name) <= e for s, e in found):
                    found[at, at + len(name)] = (min(score, 0.8), "names:repeated")
                at = text.find(name, at + len(name), block.end)
    foreign = [span for span, (_, source) in found.items() if source == "grammar:foreign-name"]
    for (start, end), (score, source) in sorted(found.items()):
        if any(s <= start and end <= e and (s, e) != (start, end) for s, e in foreign):
            continue  # the family name of a foreign name
        doc._.candidates.append(Candidate(start, end, "Person", score, source))
    return doc
