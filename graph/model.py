"""What the graph is made of, free of any store: documents, passages, entities, facts and their evidence."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

AttributeValue: TypeAlias = str | int | float | bool
"""A property value both stores keep as it is."""


class Modality(StrEnum):
    """How far a fact has come, by the words of its sentence."""

    DONE = "done"
    PLANNED = "planned"
    PROPOSED = "proposed"


def stable_id(prefix: str, *key: str) -> str:
    """Return an id that is the same on every machine and run.

    Parameters
    ----------
    prefix
        Says what the id names, for a reader's sake (``institution``, ``fact``).
    key
        What makes the thing the thing it is; order counts.

    Returns
    -------
    str
        ``prefix-`` and 16 hex digits (64 bits of SHA-256).
    """
    digest = hashlib.sha256("\x1f".join(key).encode()).hexdigest()
    return f"{prefix}-{digest[:16]}"


@dataclass(frozen=True, slots=True)
class Document:
    """One ingested document.

    ``id`` comes from its name, so that a changed file replaces its own earlier contribution;
    ``sha256`` is that of its bytes. ``date`` is an ISO 8601 date or empty.
    """

    id: str
    name: str
    sha256: str
    title: str = ""
    date: str = ""
    source: str = ""
    doc_no: str = ""
    characters: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence (or titled line) of a document: ``[start, end)`` counts characters of the original text."""

    id: str
    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a passage names an entity; offsets count characters of the original text."""

    entity: str
    passage: str
    start: int
    end: int
    surface: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A node: something documents name. ``type`` is a type of the schema."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence that states one fact.

    ``quote`` is the sentence; ``start``/``end`` its place in the original text; ``rule`` names the
    pattern or model that found it; ``confidence`` is in [0, 1]; ``date`` is the document's ISO date or
    empty; ``attributes`` are what this sentence adds (amount, role, title …).
    """

    id: str
    fact: str
    document: str
    passage: str
    start: int
    end: int
    quote: str
    rule: str
    confidence: float
    modality: Modality = Modality.DONE
    date: str = ""
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Statement:
    """What one piece of evidence says: its fact's head, type and tail (entity ids), with the evidence."""

    head: str
    type: str
    tail: str
    evidence: Evidence


def fact_id(head: str, type: str, tail: str, *, directed: bool = True) -> str:
    """Return the id of the fact ``head -type-> tail``; both orders give one id where ``directed`` is false."""
    if not directed and tail < head:
        head, tail = tail, head
    return stable_id("fact", head, type, tail)


@dataclass(frozen=True, slots=True)
class Fact:
    """A relationship: what all evidence for one head, type and tail adds up to.

    ``support`` counts documents; ``quote`` is the sentence of the most confident evidence;
    ``first_seen`` and ``last_seen`` are the first and last ISO date among the documents, or empty.
    """

    id: str
    head: str
    type: str
    tail: str
    confidence: float
    modality: Modality
    support: int
    documents: tuple[str, ...]
    evidence: tuple[str, ...]
    quote: str
    first_seen: str = ""
    last_seen: str = ""
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)

    @classmethod
    def from_evidence(cls, head: str, type: str, tail: str, evidence: Sequence[Evidence]) -> "Fact":
        """Add up evidence, in any order, to the fact it states.

        Parameters
        ----------
        head, type, tail
            The fact's ends (entity ids) and relation type.
        evidence
            All evidence for it; at least one.

        Raises
        ------
        ValueError
            If ``evidence`` is empty: a fact without its sentence is not a fact.
        """
        if not evidence:
            raise ValueError(f"a fact needs evidence: {head} {type} {tail}")
        ranked = sorted(evidence, key=lambda e: (-e.confidence, len(e.quote), e.id))
        attributes: dict[str, AttributeValue] = {}
        for item in reversed(ranked):  # so that the most confident evidence has the last word
            attributes.update(item.attributes)
        order = [Modality.DONE, Modality.PLANNED, Modality.PROPOSED]
        dates = sorted(e.date for e in evidence if e.date)
        return cls(
            id=ranked[0].fact,
            head=head,
            type=type,
            tail=tail,
            confidence=ranked[0].confidence,
            modality=min((e.modality for e in evidence), key=order.index),
            support=len({e.document for e in evidence}),
            documents=tuple(sorted({e.document for e in evidence})),
            evidence=tuple(e.id for e in ranked),
            quote=ranked[0].quote,
            first_seen=dates[0] if dates else "",
            last_seen=dates[-1] if dates else "",
            attributes=dict(sorted(attributes.items())),
        )


@dataclass(frozen=True, slots=True)
class Contribution:
    """All that one document adds to the graph, written or withdrawn as a whole.

    ``digest`` is a hash of everything below it: a store that already holds it has nothing to do.
    """

    document: Document
    digest: str
    passages: tuple[Passage, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
