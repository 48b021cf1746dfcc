"""What passes between the components of the pipeline; all offsets count characters of the prepared text."""

from dataclasses import dataclass, field
from typing import Any

from graph.model import AttributeValue


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that some source believes to name an entity.

    Parameters
    ----------
    start, end
        Its place.
    type
        An entity type of the schema.
    score
        The source's belief in [0, 1]; for a model, a calibrated probability.
    source
        ``structure:item``, ``lexicon:disease``, ``grammar:institution``, ``model:tagger`` … : who proposed it.
    name
        The name, where it is not the span's own text (循环系统和呼吸系统疾病 → 循环系统疾病).
    aliases
        Other names the source knows it by (official full name, form with the shared tail).
    kind
        A finer sort (ministry, hospital, drug …), or empty.
    """

    start: int
    end: int
    type: str
    score: float
    source: str
    name: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = ""
    attributes: dict[str, AttributeValue] = field(default_factory=dict)


@dataclass(slots=True)
class DocumentEntity:
    """An entity of the document with every place that names it, full names and short forms alike."""

    type: str
    name: str
    aliases: list[str]
    mentions: list[Candidate]
    confidence: float
    source: str
    kind: str = ""
    attributes: dict[str, AttributeValue] = field(default_factory=dict)


@dataclass(slots=True)
class DocumentRelation:
    """A relation between two entities of the document (positions in ``doc._.entities``).

    ``[start, end)`` is the sentence (or titled line) that states it.
    """

    type: str
    head: int
    tail: int
    start: int
    end: int
    confidence: float
    rule: str
    modality: str = "done"
    attrs: dict[str, Any] = field(default_factory=dict)
