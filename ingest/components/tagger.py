"""Candidates of the learned tagger, for what rules miss."""

import re
from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from ingest.candidates import Candidate
from ingest.outline import Outline
from ingest.tagging import SpanReader, Tagger

MODELS = Path(__file__).parent.parent / "models"
SOURCE = "model:tagger"
_WORD = re.compile(r"[^\W_]")


class TaggerComponent:
    """Appends what the tagger reads in the annotated blocks to ``doc._.candidates``.

    Parameters
    ----------
    tagger
        The model.
    floor
        The least calibrated probability worth proposing.
    """

    def __init__(self, tagger: SpanReader, floor: float) -> None:
        self.tagger, self.floor = tagger, floor

    def __call__(self, doc: Doc) -> Doc:
        """Read ``doc``; a document without Chinese gets no candidates."""
        outline: Outline = doc._.outline
        places = reading_places(outline)
        text = "".join(outline.prepared.text[i] for i in places)
        for span in self.tagger.spans(text, self.floor):
            start, end = places[span.start], places[span.end - 1] + 1
            # A span over a skipped block is no span of the document, and marks alone are no name.
            if end - start == span.end - span.start and _WORD.search(text, span.start, span.end):
                doc._.candidates.append(Candidate(start, end, span.type, span.score, SOURCE))
        return doc


def reading_places(outline: Outline) -> list[int]:
    """Return the places of the prepared text that are read, in order: blanks and boilerplate are passed over."""
    return [i for block in outline.blocks() if block.annotated for i in range(block.start, block.end)]


@cache
def _load(folder: Path) -> Tagger:
    return Tagger(folder)


@Language.factory("policygraph_tagger", default_config={"model": "tagger-bge-small", "floor": 0.05})
def tagger(nlp: Language, name: str, model: str, floor: float) -> TaggerComponent:
    """Build the component; ``model`` is a folder of ``ingest/models``."""
    return TaggerComponent(_load(MODELS / model), floor)
