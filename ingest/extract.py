"""From one document as read to its annotation."""

from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc

from ingest.annotation import AnnotatedEntity, AnnotatedPassage, AnnotatedRelation, Annotation, MentionSpan
from ingest.candidates import DocumentEntity, DocumentRelation
from ingest.document import SourceDocument
from ingest.naming.region import document_region
from ingest.nlp import read
from ingest.outline import Outline
from ingest.sentences import sentences
from ingest.version import pipeline_version


def extract(nlp: Language, source: SourceDocument) -> Annotation:
    """Read ``source`` and return everything found, offsets referring to ``source.text``."""
    return annotation_of(read(nlp, source), source)


def annotation_of(doc: Doc, source: SourceDocument) -> Annotation:
    """Return the annotation a processed ``doc`` of ``source`` holds."""
    outline: Outline = doc._.outline
    prepared = outline.prepared
    spans = list(sentences(outline))
    entities: list[DocumentEntity] = doc._.entities
    relations: list[DocumentRelation] = doc._.relations
    return Annotation(
        document=source.name,
        sha256=source.sha256,
        pipeline=pipeline_version(),
        metadata=_metadata(outline, source),
        characters=len(source.text),
        passages=tuple(
            AnnotatedPassage(*prepared.original(start, end), text=prepared.text[start:end].strip())
            for start, end in spans
            if prepared.text[start:end].strip()
        ),
        entities=tuple(_entity(f"e{i}", entity, outline, spans) for i, entity in enumerate(entities, start=1)),
        relations=tuple(_relation(relation, outline) for relation in relations),
    )


def _entity(local_id: str, entity: DocumentEntity, outline: Outline, spans: list[tuple[int, int]]) -> AnnotatedEntity:
    prepared = outline.prepared
    first = entity.mentions[0]
    at = bisect_right(spans, first.start, key=lambda span: span[0]) - 1
    start, end = spans[at] if at >= 0 and first.start < spans[at][1] else (first.start, first.end)
    return AnnotatedEntity(
        id=local_id,
        type=entity.type,
        name=entity.name,
        aliases=tuple(entity.aliases),
        evidence=prepared.text[start:end].strip(),
        mentions=tuple(MentionSpan(*prepared.original(m.start, m.end)) for m in entity.mentions),
        confidence=round(entity.confidence, 4),
        source=entity.source,
        kind=entity.kind,
        attributes=dict(entity.attributes),
    )


def _relation(relation: DocumentRelation, outline: Outline) -> AnnotatedRelation:
    prepared = outline.prepared
    start, end = prepared.original(relation.start, relation.end)
    return AnnotatedRelation(
        type=relation.type,
        head=f"e{relation.head + 1}",
        tail=f"e{relation.tail + 1}",
        evidence=prepared.text[relation.start : relation.end].strip(),
        start=start,
        end=end,
        confidence=round(relation.confidence, 4),
        rule=relation.rule,
        modality=relation.modality,
        attrs=dict(relation.attrs),
    )


def _metadata(outline: Outline, source: SourceDocument) -> dict[str, str]:
    """Return what the format states, completed by what the document's own head says and whose document it is."""
    header = outline.header
    title = outline.prepared.text[slice(*header.title)].replace("\n", "") if header.title else ""
    region = document_region(outline)
    place = region.place.full if region else ""
    read_off = {"title": title, "doc_no": header.doc_no, "date": header.date, "region": place}
    return {**{key: value for key, value in read_off.items() if value}, **source.metadata}
