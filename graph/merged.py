"""Ids of entities that became part of another one."""

from graph.store import Store

_MERGED_INTO = "MATCH (e:Entity) WHERE $id IN split(e.merged, ' ') RETURN e.id AS id ORDER BY id LIMIT 1"


def canonical_id(store: Store, id: str) -> str | None:
    """Return the id of the entity that the one with ``id`` was merged into, or None.

    Looks through all merged entities: meant for an id that names no entity itself.
    """
    rows = store.query(_MERGED_INTO, {"id": id})
    return rows[0]["id"] if rows else None
