"""Finding entities by what people call them: exact names before aliases, aliases before what is merely alike."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Protocol

from graph.errors import NotFoundError, ParameterError
from graph.merged import canonical_id
from graph.search_text import fold
from graph.store import Row, Store

CANDIDATES = 1000
"""Entities a search looks at; facets and totals count among them."""
_NAMED = 100
_ID = re.compile(r"[a-z]+-[0-9a-f]{16}")
_IGNORED = re.compile(r"[\W_]+")


class _Statement(Protocol):
    @property
    def statement(self) -> str: ...


class Rank(IntEnum):
    """How a name fits what was asked, best first."""

    NAME = 0
    ALIAS = 1
    FOLDED = 2
    PREFIX = 3
    PART = 4
    ALIKE = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity found: ``matched`` is its name or alias that fits best, ``highlights`` the spans in it."""

    id: str
    name: str
    aliases: tuple[str, ...]
    type: str
    kind: str
    rank: Rank
    matched: str
    highlights: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A page of hits; ``facets`` counts all matches by type, ``total`` those of the type asked for."""

    hits: tuple[Hit, ...]
    total: int
    facets: dict[str, int]
    complete: bool


@lru_cache(maxsize=65536)
def comparable(name: str) -> str:
    """Return a name as names are compared: folded, letters and digits only."""
    return _IGNORED.sub("", fold(name))


def words(text: str) -> str:
    """Return a full-text query for ``text``, its words only, so that no character works as an operator.

    The words as a phrase count most; a name that has only some of them is still found.
    """
    terms = [term.lower() for form in dict.fromkeys((text, fold(text))) for term in re.findall(r"\w+", form)]
    terms = [term for term in dict.fromkeys(terms) if term.strip("_")]
    phrase = " ".join(terms)
    return f'"{phrase}"^4 {" ".join(f"{chr(34)}{term}{chr(34)}~8 {term}" for term in terms)}' if terms else ""


def search(
    store: Store,
    queries: Mapping[str, _Statement],
    text: str,
    *,
    type: str | None = None,
    skip: int = 0,
    limit: int = 20,
    timeout: float = 10.0,
) -> SearchResult:
    """Find entities by name.

    Parameters
    ----------
    store, queries
        Where to ask and the loaded queries.
    text
        What to look for, in either script; one character is enough.
    type
        Only entities of this type.
    skip, limit
        The page.
    timeout
        Seconds after which the search is stopped.

    Raises
    ------
    StoreError
        If the store fails or the time is up.
    """
    rows = _candidates(store, queries, text, CANDIDATES, timeout)
    hits = sorted(
        ((_hit(row, text), -row["score"]) for row in rows),
        key=lambda item: (item[0].rank, item[1], len(item[0].name), item[0].name, item[0].id),
    )
    facets = Counter(hit.type for hit, _ in hits)
    wanted = [hit for hit, _ in hits if type is None or hit.type == type]
    return SearchResult(
        hits=tuple(wanted[skip : skip + limit]),
        total=len(wanted),
        facets=dict(sorted(facets.items(), key=lambda item: (-item[1], item[0]))),
        complete=len(rows) < CANDIDATES,
    )


def named(
    store: Store, queries: Mapping[str, _Statement], text: str, *, types: Sequence[str] = (), timeout: float = 10.0
) -> list[Hit]:
    """Return the entities that ``text`` names, by id, name, alias or folded name; only those that fit best."""
    if _ID.fullmatch(text):
        rows = _by_id(store, queries, text, timeout)
        if not rows and (canonical := canonical_entity(store, text)) is not None:
            rows = _by_id(store, queries, canonical, timeout)
        hits = [_hit({**row, "score": 0.0}, row["name"]) for row in rows]
    else:
        hits = [_hit(row, text) for row in _candidates(store, queries, text, _NAMED, timeout)]
    hits = [hit for hit in hits if hit.rank <= Rank.FOLDED and (not types or hit.type in types)]
    best = min((hit.rank for hit in hits), default=Rank.NAME)
    return sorted((hit for hit in hits if hit.rank == best), key=lambda hit: (hit.name, hit.id))


def canonical_entity(store: Store, id: str) -> str | None:
    """Return the id of the entity that the one with ``id`` was merged into, or None."""
    return canonical_id(store, id) if _ID.fullmatch(id) else None


def entity_id(
    store: Store, queries: Mapping[str, _Statement], text: str, *, types: Sequence[str] = (), timeout: float = 10.0
) -> str:
    """Return the id of the one entity that ``text`` names.

    Raises
    ------
    NotFoundError
        If nothing has this name or id; says what comes near.
    ParameterError
        If several entities have it; lists them.
    """
    hits = named(store, queries, text, types=types, timeout=timeout)
    if len(hits) == 1:
        return hits[0].id
    kind = " or ".join(types) or "entity"
    if hits:
        listed = ", ".join(f"{hit.name} ({hit.type}, {hit.id})" for hit in hits[:10])
        raise ParameterError(f"{text!r} names {len(hits)} entities; give the id of one: {listed}")
    near = search(store, queries, text, type=types[0] if len(types) == 1 else None, limit=5, timeout=timeout).hits
    hint = f"; near: {', '.join(hit.name for hit in near)}" if near else ""
    raise NotFoundError(f"no {kind} is named {text!r}{hint}")


def _by_id(store: Store, queries: Mapping[str, _Statement], id: str, timeout: float) -> list[Row]:
    return store.query(queries["entities_by_id"].statement, {"ids": [id]}, timeout=timeout)


def _candidates(store: Store, queries: Mapping[str, _Statement], text: str, limit: int, timeout: float) -> list[Row]:
    folded = comparable(text)
    if not folded:
        return []
    if len(folded) > 1:
        parameters = {"words": words(text), "limit": limit}
        return store.query(queries["entities_by_words"].statement, parameters, timeout=timeout)
    # The full-text index holds pairs of characters, so one character alone finds nothing there.
    found: dict[str, Row] = {}
    for part in dict.fromkeys((unicodedata.normalize("NFKC", text).strip(), fold(text).strip(), folded)):
        parameters = {"part": part, "limit": limit}
        for row in store.query(queries["entities_by_part"].statement, parameters, timeout=timeout):
            found.setdefault(row["id"], row)
    return list(found.values())[:limit]


def _hit(row: Row, text: str) -> Hit:
    names = [row["name"], *row["aliases"]]
    rank, matched = min(((_rank(name, text, name == row["name"]), name) for name in names), key=lambda item: item[0])
    return Hit(
        row["id"], row["name"], tuple(row["aliases"]), row["type"], row["kind"], rank, matched,
        _highlights(matched, text),
    )  # fmt: skip


def _rank(name: str, text: str, own: bool) -> Rank:
    if name == text:
        return Rank.NAME if own else Rank.ALIAS
    folded, wanted = comparable(name), comparable(text)
    if folded == wanted:
        return Rank.FOLDED
    if folded.startswith(wanted):
        return Rank.PREFIX
    return Rank.PART if wanted in folded else Rank.ALIKE


def _highlights(name: str, text: str) -> tuple[tuple[int, int], ...]:
    """Return where ``name`` has the words of ``text``, longest first come, none overlapping."""
    plain = fold(name)
    if len(plain) != len(name):
        plain = name.lower()
    wanted = fold(text).strip()
    for length in range(min(len(wanted), len(plain)), 0, -1):
        if length == 1 and len(wanted) > 1:
            break
        parts = {wanted[at : at + length] for at in range(len(wanted) - length + 1)}
        spans = [(at, at + length) for at in range(len(plain) - length + 1) if plain[at : at + length] in parts]
        if spans:
            chosen = [spans[0]]
            chosen += [span for before, span in zip(spans, spans[1:], strict=False) if span[0] >= before[1]]
            return tuple(chosen)
    return ()
