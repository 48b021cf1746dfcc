"""The result of reading one document: the annotation format of the guide, with offsets and confidence.

These files are the checkpoint for resuming, the input of identity resolution, and what evaluation scores.
"""

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from graph.model import AttributeValue


@dataclass(frozen=True, slots=True)
class MentionSpan:
    """``[start, end)`` of the original text where the entity is named."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AnnotatedEntity:
    """One entity of the document; ``source`` says which rule, lexicon or model proposed and decided it."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    evidence: str
    mentions: tuple[MentionSpan, ...]
    confidence: float
    source: str
    kind: str = ""
    attributes: dict[str, AttributeValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnnotatedRelation:
    """One relation of the document; ``[start, end)`` is the sentence (``evidence``) in the original text."""

    type: str
    head: str
    tail: str
    evidence: str
    start: int
    end: int
    confidence: float
    rule: str
    modality: str = "done"
    attrs: dict[str, AttributeValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnnotatedPassage:
    """A sentence or titled line, ``[start, end)`` of the original text; ``text`` has line breaks joined."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """Everything read out of one document."""

    document: str
    sha256: str
    pipeline: str
    metadata: dict[str, str]
    characters: int
    passages: tuple[AnnotatedPassage, ...]
    entities: tuple[AnnotatedEntity, ...]
    relations: tuple[AnnotatedRelation, ...]

    def to_json(self) -> str:
        """Return the file's text: UTF-8 JSON, one line an entity or relation would be too long to read, so indented."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what :meth:`to_json` wrote."""
        data: dict[str, Any] = json.loads(text)
        return cls(
            **{k: data[k] for k in ("document", "sha256", "pipeline", "metadata", "characters")},
            passages=tuple(AnnotatedPassage(**p) for p in data["passages"]),
            entities=tuple(
                AnnotatedEntity(
                    **{
                        **e,
                        "aliases": tuple(e["aliases"]),
                        "mentions": tuple(MentionSpan(**m) for m in e["mentions"]),
                    }
                )
                for e in data["entities"]
            ),
            relations=tuple(AnnotatedRelation(**r) for r in data["relations"]),
        )
