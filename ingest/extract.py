"""From one document as read to its annotation."""

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from ingest.annotation import AnnotatedEntity, AnnotatedPassage, AnnotatedRelation, Annotation, MentionSpan
from ingest.document import SourceDocument
from ingest.nlp import read
from ingest.sentences import sentences

PIPELINE_VERSION = "1"
"""Raised whenever the same document would be read differently; results kept under another version are redone."""


def extract(nlp: Language, source: SourceDocument) -> Annotation:
    """Read ``source`` and return everything found, offsets referring to ``source.text``."""
    return annotation_of(read(nlp, source), source)


def annotation_of(doc: Doc, source: SourceDocument) -> Annotation:
    """Return the annotation a processed ``doc`` of ``source`` holds."""
    outline = doc._.outline
    prepared = outline.prepared
    text = prepared.text
    found = list(sentences(outline))

    def sentence_at(index: int) -> tuple[int, int]:
        return next(((s, e) for s, e in found if s <= index < e), (index, index + 1))

    entities = tuple(
        AnnotatedEntity(
            id=f"e{i + 1}",
            type=entity.type,
            name=entity.name,
            aliases=tuple(entity.aliases),
            evidence=text[slice(*sentence_at(entity.mentions[0].start))].strip(),
            mentions=tuple(MentionSpan(*prepared.original(m.start, m.end)) for m in entity.mentions),
            confidence=round(entity.confidence, 4),
            source=entity.source,
            kind=entity.kind,
            attributes=dict(entity.attributes),
        )
        for i, entity in enumerate(doc._.entities)
    )
    relations = tuple(
        AnnotatedRelation(
            type=r.type,
            head=f"e{r.head + 1}",
            tail=f"e{r.tail + 1}",
            evidence=text[r.start : r.end].strip(),
            **dict(zip(("start", "end"), prepared.original(r.start, r.end), strict=True)),
            confidence=round(r.confidence, 4),
            rule=r.rule,
            modality=r.modality,
            attrs=dict(r.attrs),
        )
        for r in doc._.relations
    )
    header = outline.header
    metadata = dict(source.metadata)
    if header.title:
        metadata.setdefault("title", text[slice(*header.title)].replace("\n", ""))
    for key, value in (("doc_no", header.doc_no), ("date", header.date)):
        if value:
            metadata.setdefault(key, value)
    passages = tuple(
        AnnotatedPassage(*prepared.original(s, e), text=text[s:e].strip()) for s, e in found if text[s:e].strip()
    )
    return Annotation(
        document=source.name,
        sha256=source.sha256,
        pipeline=PIPELINE_VERSION,
        metadata=metadata,
        characters=len(source.text),
        passages=passages,
        entities=entities,
        relations=relations,
    )


def renamed(annotation: Annotation, name: str) -> Annotation:
    """Return the annotation under another document name (same bytes found at another path)."""
    return replace(annotation, document=name)
