"""The pipeline: blank spaCy ``zh``, one token a character, so that every span is a character span."""

from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_config

from ingest.blocks import build_outline, prepare
from ingest.document import SourceDocument

CONFIG = Path(__file__).with_name("config.cfg")

for _name in ("outline", "candidates", "mentions", "entities", "relations"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)


def load_pipeline() -> Language:
    """Build the pipeline of ``config.cfg``; its components are registered by entry point."""
    return spacy.util.load_model_from_config(load_config(CONFIG), auto_fill=True)


def read(nlp: Language, source: SourceDocument) -> Doc:
    """Run the pipeline over one document.

    Returns
    -------
    Doc
        With ``doc._.outline`` (:class:`ingest.outline.Outline`), ``doc._.candidates``, ``doc._.mentions``,
        ``doc._.entities`` and ``doc._.relations`` (lists of the classes of :mod:`ingest.candidates`).
    """
    prepared = prepare(source.text)
    words = list(prepared.text)
    doc = Doc(nlp.vocab, words=words, spaces=[False] * len(words))
    doc._.outline = build_outline(prepared, source.metadata)
    doc._.candidates, doc._.mentions, doc._.entities, doc._.relations = [], [], [], []
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc
