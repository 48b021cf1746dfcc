"""What an ingest did, for people and programs."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from graph.errors import DocumentError
from graph.store import Store


@dataclass(slots=True)
class Summary:
    """Counts and names of what happened.

    ``read`` counts documents read anew, ``unchanged`` those whose result an earlier run had kept, ``copies`` those
    whose bytes another document already has (they add no support); ``rejected`` says which and why.
    ``left_out`` counts statements that were not stored, by reason. ``entities`` and ``facts`` count what the
    graph holds afterwards, by type.
    """

    read: int = 0
    unchanged: int = 0
    copies: list[str] = field(default_factory=list)
    rejected: list[DocumentError] = field(default_factory=list)
    written: int = 0
    withdrawn: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    documents: int = 0
    entities: Counter[str] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)

    def count(self, store: Store) -> None:
        """Count what the store holds."""
        self.documents = len(store.digests())
        self.entities = Counter(entity.type for entity in store.entities())
        self.facts = Counter(fact.type for fact in store.facts())

    def as_json(self) -> dict[str, Any]:
        """Return the summary for a program."""
        return {
            "documents": {
                "read": self.read,
                "unchanged": self.unchanged,
                "copies": self.copies,
                "rejected": [{"document": e.document, "reason": e.reason} for e in self.rejected],
                "written": self.written,
                "withdrawn": self.withdrawn,
                "stored": self.documents,
            },
            "entities": dict(sorted(self.entities.items())),
            "facts": dict(sorted(self.facts.items())),
            "left_out": dict(sorted(self.left_out.items())),
        }
