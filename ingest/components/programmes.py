"""Finds the names of programmes."""

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from ingest.candidates import Candidate
from ingest.naming.programmes import ProgrammeFound, find_programmes
from ingest.naming.repeats import occurrences


@Language.component("policygraph_programmes")
def programmes(doc: Doc) -> Doc:
    """Append a candidate for every programme named in the blocks that are read."""
    outline = doc._.outline
    text = outline.prepared.folded
    policies = [(c.start, c.end) for c in doc._.candidates if c.type == "Policy" and c.score >= 0.8]
    for block in outline.blocks():
        if not block.annotated:
            continue
        found: list[ProgrammeFound] = []
        for programme in sorted(
            find_programmes(text, block.start, block.end), key=lambda p: (p.start - p.end, -p.score)
        ):
            if not any(p.start <= programme.start and programme.end <= p.end for p in found if p.score >= 0.5):
                found.append(programme)
        for programme in found:
            inside = any(s <= programme.start and programme.end <= e for s, e in policies)
            if inside and programme.source != "grammar:undertaking":
                continue  # inside the title of a policy
            doc._.candidates.append(
                Candidate(
                    programme.start,
                    programme.end,
                    "Programme",
                    programme.score,
                    programme.source,
                    programme.name,
                    programme.aliases,
                    programme.kind,
                )
            )
    doc._.candidates.extend(_repeated(doc, policies))
    return doc


def _repeated(doc: Doc, policies: list[tuple[int, int]]) -> list[Candidate]:
    """Return where the text names again, without its verb, what it says to be undertaken."""
    text = doc._.outline.prepared.folded
    own = [c for c in doc._.candidates if c.type == "Programme"]
    taken = [(c.start, c.end) for c in own] + policies
    names = {text[c.start : c.end]: c for c in own if c.source == "grammar:undertaking"}
    blocks = [block for block in doc._.outline.blocks() if block.annotated]
    return [
        replace(first, start=start, end=end)
        for name, first in names.items()
        for start, end in occurrences(name, text, blocks)
        if not any(s < end and start < e for s, e in taken)
    ]
