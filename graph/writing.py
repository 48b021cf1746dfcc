"""How a contribution gets into a graph and out again, whatever the database: one transaction a call."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from graph.model import Contribution, Entity, Evidence, Fact, Statement
from graph.ontology import Ontology
from graph.rows import (
    Row,
    batches,
    document_properties,
    entity_properties,
    evidence_from,
    evidence_row,
    fact_properties,
)
from graph.statements import statement, typed_statement

Run: TypeAlias = Callable[[str, Mapping[str, Any]], list[Row]]
"""Runs one statement inside the transaction that is open."""

BATCH_SIZE = 1000
"""Rows sent with one statement."""

_DIGITS = 32
EMPTY_VERSION = "0" * _DIGITS
"""Version of a graph without documents."""


def version_of(documents: Iterable[Mapping[str, Any]]) -> str:
    """Return the version of a graph that holds ``documents`` (the properties of their nodes), in any order.

    A document's node names its contribution by digest, so its properties stand for all of it. Each is hashed
    and the hashes are added up: a document comes or goes by one addition, however large the graph is.
    """
    return _version(sum(_weight(properties) for properties in documents))


def _version(total: int) -> str:
    return f"{total % 16**_DIGITS:0{_DIGITS}x}"


def _weight(properties: Mapping[str, Any]) -> int:
    text = json.dumps(properties, ensure_ascii=False, sort_keys=True)
    return int(hashlib.sha256(text.encode()).hexdigest()[:_DIGITS], 16)


class Writer:
    """Writes to the graph through the statements of one transaction.

    The first statement locks the graph's own node, so that on a server writers queue: two documents that state
    the same fact at the same time would else each count without the other.
    """

    def __init__(self, run: Run) -> None:
        self._run = run

    def replace(self, contribution: Contribution, ontology: Ontology) -> None:
        """Put ``contribution`` in the place of its document's earlier one; nothing happens if they are equal."""
        version = self._lock()
        document = contribution.document.id
        stored = self._document(document)
        properties = document_properties(contribution)
        if stored == properties:
            return
        facts, entities = self._clear(document) if stored else ({}, set())
        self._run(statement("write_document"), {"document": document, "properties": properties})
        statements = [_ordered(s, ontology) for s in contribution.statements]
        self._write(contribution, statements)
        facts |= {s.evidence.fact: (s.head, s.type, s.tail) for s in statements}
        self._settle(facts, entities | {entity.id for entity in contribution.entities})
        self._set_version(version, removed=stored, added=properties)

    def withdraw(self, document: str) -> bool:
        """Take back what ``document`` contributed; False if it is unknown."""
        version = self._lock()
        stored = self._document(document)
        if stored is None:
            return False
        facts, entities = self._clear(document)
        self._run(statement("remove_document"), {"document": document})
        self._settle(facts, entities)
        self._set_version(version, removed=stored, added=None)
        return True

    def _lock(self) -> int:
        rows = self._run(statement("lock"), {"empty": EMPTY_VERSION})
        return int(rows[0]["version"], 16)

    def _set_version(self, version: int, *, removed: Row | None, added: Row | None) -> None:
        total = version + (_weight(added) if added else 0) - (_weight(removed) if removed else 0)
        self._run(statement("set_version"), {"version": _version(total)})

    def _document(self, document: str) -> Row | None:
        rows = self._run(statement("document"), {"document": document})
        return rows[0]["properties"] if rows else None

    def _clear(self, document: str) -> tuple[dict[str, tuple[str, str, str]], set[str]]:
        """Remove the document's passages and evidence; return the facts and entities they founded."""
        given = {"document": document}
        found = self._run(statement("document_facts"), given)
        facts = {row["id"]: (row["head"], row["type"], row["tail"]) for row in found}
        entities = {row["id"] for row in self._run(statement("document_entities"), given)}
        entities |= {end for head, _, tail in facts.values() for end in (head, tail)}
        self._run(statement("remove_evidence"), given)
        self._run(statement("remove_passages"), given)
        return facts, entities

    def _write(self, contribution: Contribution, statements: Sequence[Statement]) -> None:
        by_type: dict[str, list[Entity]] = defaultdict(list)
        for entity in contribution.entities:
            by_type[entity.type].append(entity)
        self._each(statement("write_passages"), (_fields(p) for p in contribution.passages))
        for type, entities in sorted(by_type.items()):
            rows = ({"id": e.id, "properties": entity_properties(e)} for e in entities)
            self._each(typed_statement("write_entities", type), rows)
        self._each(statement("write_mentions"), (_fields(m) for m in contribution.mentions))
        self._each(statement("write_evidence"), (evidence_row(s) for s in statements))

    def _settle(self, facts: Mapping[str, tuple[str, str, str]], entities: Iterable[str]) -> None:
        """Redo ``facts`` from the evidence there is now; remove those without, then entities nothing speaks of."""
        evidence: dict[str, list[Evidence]] = defaultdict(list)
        for found in self._each(statement("evidence_of_facts"), ({"id": id} for id in sorted(facts))):
            evidence[found["fact"]].append(evidence_from(found))
        kept: dict[str, list[Row]] = defaultdict(list)
        gone: dict[str, list[Row]] = defaultdict(list)
        for id, (head, type, tail) in sorted(facts.items()):
            row: Row = {"id": id, "head": head, "tail": tail}
            if id in evidence:
                row["properties"] = fact_properties(Fact.from_evidence(head, type, tail, evidence[id]))
                kept[type].append(row)
            else:
                gone[type].append(row)
        for type, rows in sorted(gone.items()):
            self._each(typed_statement("remove_facts", type), rows)
        for type, rows in sorted(kept.items()):
            self._each(typed_statement("write_facts", type), rows)
        self._each(statement("remove_unfounded_entities"), ({"id": id} for id in sorted(set(entities))))

    def _each(self, text: str, rows: Iterable[Row]) -> list[Row]:
        return [row for batch in batches(rows, BATCH_SIZE) for row in self._run(text, {"rows": batch})]


def _fields(item: Any) -> Row:
    return {name: getattr(item, name) for name in item.__dataclass_fields__}


def _ordered(statement: Statement, ontology: Ontology) -> Statement:
    """Return the statement with its ends in the order of their ids where its relation has no direction."""
    if ontology.relations[statement.type].directed or statement.head <= statement.tail:
        return statement
    return replace(statement, head=statement.tail, tail=statement.head)
