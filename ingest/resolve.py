"""From annotations to contributions: every document's entities become nodes that documents share.

Two passes over the annotations: the first gathers the names (:meth:`Resolver.gather`, then
:meth:`Resolver.close`), the second makes one contribution a document (:meth:`Resolver.contribution`).
What comes out depends on the set of annotations and judgements only, never on their order.
"""

import hashlib
import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, replace

from graph.model import (
    Contribution,
    Document,
    Entity,
    Evidence,
    Mention,
    Modality,
    Passage,
    Statement,
    fact_id,
    stable_id,
)
from graph.ontology import Ontology
from ingest.annotation import AnnotatedEntity, AnnotatedRelation, Annotation, MentionSpan
from ingest.identity.clusters import Clusters
from ingest.identity.keys import DocumentKeys, Identity, key_id
from ingest.identity.profiles import Profiles
from ingest.judgements import Judgements
from ingest.manifest import document_id


class Resolver:
    """Identity over a set of documents.

    Parameters
    ----------
    ontology
        Which relations have a direction, and what may be said of each type.
    judgements
        What people said.
    """

    def __init__(self, ontology: Ontology, judgements: Judgements) -> None:
        self._ontology, self._judgements = ontology, judgements
        self._clusters = Clusters()
        self._profiles = Profiles(ontology)
        self.left_out: Counter[str] = Counter()
        """What the schema did not admit, by reason."""

    def gather(self, annotation: Annotation, name: str) -> None:
        """First pass: note the names of one document's entities; ``name`` is the document's."""
        for entity, identity, id in self._identities(annotation, document_id(name)):
            self._clusters.add(identity, id, entity.name)
            self._profiles.add(id, identity.key, entity)

    def close(self) -> None:
        """End the first pass: decide which names are one entity, and what it is called."""
        self._clusters.close(self._judgements)
        self._profiles.close(self._clusters.merged())

    def canonical(self, annotation: Annotation, name: str) -> dict[str, str]:
        """Return, for each entity of the annotation (by its id there), its id in the graph."""
        found = self._identities(annotation, document_id(name))
        return {entity.id: self._clusters.canonical(id) for entity, _, id in found}

    def entity(self, id: str) -> Entity:
        """Return the entity with this id, as all documents together name it."""
        return self._profiles.entity(id)

    def contribution(self, annotation: Annotation, name: str) -> Contribution:
        """Second pass: return what the document called ``name`` adds to the graph."""
        meta = annotation.metadata
        document = Document(
            id=document_id(name),
            name=name,
            sha256=annotation.sha256,
            title=meta.get("title", ""),
            date=meta.get("date", ""),
            source=meta.get("source", ""),
            doc_no=meta.get("doc_no", ""),
            characters=annotation.characters,
        )
        ids = self.canonical(annotation, name)
        passages = _Passages(annotation, document.id)
        statements = tuple(self._statements(annotation, document, ids, passages))
        mentions = sorted(set(_mentions(annotation, ids, passages)), key=lambda m: (m.start, m.end, m.entity))
        undigested = Contribution(
            document=document,
            digest="",
            passages=tuple(passages.all()),
            entities=tuple(self.entity(id) for id in sorted(set(ids.values()))),
            mentions=tuple(mentions),
            statements=statements,
        )
        text = json.dumps(asdict(undigested), ensure_ascii=False, sort_keys=True)
        return replace(undigested, digest=hashlib.sha256(text.encode()).hexdigest())

    def _identities(self, annotation: Annotation, document: str) -> Iterator[tuple[AnnotatedEntity, Identity, str]]:
        for entity, identity in DocumentKeys(annotation, document).all():
            yield entity, identity, self._judgements.single_out(key_id(identity.key), document)

    def _statements(
        self, annotation: Annotation, document: Document, ids: dict[str, str], passages: "_Passages"
    ) -> Iterator[Statement]:
        found: dict[str, Statement] = {}
        for relation in annotation.relations:
            head, tail = ids[relation.head], ids[relation.tail]
            if head == tail:
                self.left_out[f"{relation.type}: both ends are one entity"] += 1
                continue
            statement = self._statement(relation, head, tail, document, passages)
            problems = self._ontology.statement_problems(statement, self.entity(head).type, self.entity(tail).type)
            if problems:
                self.left_out[problems[0]] += 1
                continue
            known = found.get(statement.evidence.id)
            if known is None or known.evidence.confidence < statement.evidence.confidence:
                found[statement.evidence.id] = statement
        return iter(sorted(found.values(), key=lambda s: s.evidence.id))

    def _statement(
        self, relation: AnnotatedRelation, head: str, tail: str, document: Document, passages: "_Passages"
    ) -> Statement:
        type = self._ontology.relations.get(relation.type)
        directed = type is None or type.directed
        if not directed and tail < head:
            head, tail = tail, head
        fact = fact_id(head, relation.type, tail, directed=directed)
        evidence = Evidence(
            id=stable_id("evidence", fact, document.id, str(relation.start), str(relation.end)),
            fact=fact,
            document=document.id,
            passage=passages.holding(relation.start, relation.end, relation.evidence),
            start=relation.start,
            end=relation.end,
            quote=relation.evidence,
            rule=relation.rule,
            confidence=relation.confidence,
            modality=Modality(relation.modality),
            date=document.date,
            attributes=dict(sorted(relation.attrs.items())),
        )
        return Statement(head, relation.type, tail, evidence)


class _Passages:
    """The passages of one document, found by offset; a sentence no passage holds becomes one."""

    def __init__(self, annotation: Annotation, document: str) -> None:
        self._document = document
        self._made: dict[tuple[int, int], Passage] = {}
        for passage in annotation.passages:
            self._make(passage.start, passage.end, passage.text)
        self._spans = sorted(self._made)

    def _make(self, start: int, end: int, text: str) -> Passage:
        id = stable_id("passage", self._document, str(start), str(end))
        return self._made.setdefault((start, end), Passage(id, self._document, start, end, text))

    def around(self, start: int, end: int) -> str | None:
        """Return the id of the passage that holds ``[start, end)``, or None."""
        at = bisect_right(self._spans, start, key=lambda span: span[0]) - 1
        if at < 0 or end > self._spans[at][1]:
            return None
        return self._made[self._spans[at]].id

    def holding(self, start: int, end: int, text: str) -> str:
        """Return the id of the passage that holds a sentence, made if there is none."""
        return self.around(start, end) or self._make(start, end, text).id

    def all(self) -> list[Passage]:
        """Return all passages in reading order."""
        return [self._made[span] for span in sorted(self._made)]


def _mentions(annotation: Annotation, ids: dict[str, str], passages: _Passages) -> Iterator[Mention]:
    texts = {p.id: p for p in passages.all()}
    for entity in annotation.entities:
        for mention in entity.mentions:
            passage = passages.around(mention.start, mention.end)
            if passage is not None:
                surface = _surface(texts[passage], mention, entity)
                yield Mention(ids[entity.id], passage, mention.start, mention.end, surface)


def _surface(passage: Passage, mention: MentionSpan, entity: AnnotatedEntity) -> str:
    """Return the mention's words: those of the passage, or the entity's name where line breaks were joined in it."""
    if passage.end - passage.start == len(passage.text):
        return passage.text[mention.start - passage.start : mention.end - passage.start]
    forms = [f for f in (entity.name, *entity.aliases) if len(f) == mention.end - mention.start and f in passage.text]
    return forms[0] if forms else entity.name
