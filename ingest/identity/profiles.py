"""What an entity is called, and what else is said of it, by all documents together."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.model import AttributeValue, Entity
from graph.ontology import Ontology
from ingest.annotation import AnnotatedEntity
from ingest.identity.institutions import Reach, bodies, understand
from ingest.identity.keys import Key
from ingest.identity.names import is_simplified, normalise, shown
from ingest.identity.titles import understand_title


@dataclass(slots=True)
class _Profile:
    key: Key
    names: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)
    attributes: defaultdict[str, Counter[AttributeValue]] = field(default_factory=lambda: defaultdict(Counter))


class Profiles:
    """Names, sorts and attributes of entities, gathered over documents.

    Parameters
    ----------
    ontology
        Which attributes an entity of each type may have.
    """

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._profiles: dict[str, _Profile] = {}
        self._entities: dict[str, Entity] = {}

    def add(self, id: str, key: Key, entity: AnnotatedEntity) -> None:
        """Note what one document calls the entity ``id`` and says of it."""
        profile = self._profiles.setdefault(id, _Profile(key))
        profile.names.add(shown(entity.name))
        profile.aliases |= {shown(alias) for alias in entity.aliases}
        if entity.kind:
            profile.kinds[entity.kind] += 1
        declared = self._ontology.entities[entity.type].attributes
        for name, value in entity.attributes.items():
            if name in declared and declared[name].problem(value) is None:
                profile.attributes[name][value] += 1

    def close(self, merged: Mapping[str, list[str]]) -> None:
        """Make the entities, given for each one's id the other ids that mean it."""
        for id, others in merged.items():
            self._entities[id] = self._describe(id, [self._profiles[member] for member in (id, *others)], others)
        self._profiles.clear()

    def entity(self, id: str) -> Entity:
        """Return the entity with this id."""
        return self._entities[id]

    def _describe(self, id: str, profiles: list[_Profile], merged: list[str]) -> Entity:
        type = profiles[0].key[0]
        names = {name for p in profiles for name in p.names}
        aliases = {alias for p in profiles for alias in p.aliases}
        attributes: dict[str, AttributeValue] = {}
        for name in sorted({name for p in profiles for name in p.attributes}):
            values: Counter[AttributeValue] = sum((p.attributes[name] for p in profiles), Counter())
            attributes[name] = min(values, key=lambda value: (-values[value], str(value)))
        kinds: Counter[str] = sum((p.kinds for p in profiles), Counter())
        kind = min(kinds, key=lambda k: (-kinds[k], k), default="")
        body = next((b for p in profiles if (b := _body(p.key))), None)
        if body:
            official, kind, dates = body
            attributes |= dates
        elif type == "Province":
            official = profiles[0].key[1]
        else:
            official = _name(profiles[0].key, names, aliases)
        aliases = {name for name in names | aliases if says_who(type, name)} - {official}
        if merged:
            attributes["merged"] = " ".join(merged)
        return Entity(id, type, official, tuple(sorted(aliases)), kind, dict(sorted(attributes.items())))


def _name(key: Key, names: set[str], aliases: set[str]) -> str:
    """Choose what an entity is called: in simplified script if any document does, then the longest name.

    A name that only points (市财政部门, resolved to its city) gives way to a full one, or to the key's.
    """
    if key[0] == "Institution" and len(key) == 2 and all(understand(n).reach is Reach.RELATIVE for n in names):
        names = {alias for alias in aliases if understand(alias).full == key[1]} or {key[1]}
    return min(names, key=lambda name: (not is_simplified(name), -len(normalise(name)), len(name), name))


def says_who(type: str, alias: str) -> bool:
    """Tell whether an alias is worth searching by: 本条例, 省政府 mean one thing here and another there."""
    if type == "Institution":
        return understand(alias).reach is not Reach.RELATIVE
    if type in ("Policy", "Programme"):
        return not understand_title(alias, type).generic
    return bool(normalise(alias))


def _body(key: Key) -> tuple[str, str, dict[str, AttributeValue]] | None:
    """Return the official name, sort and dates of a body of the lexicon."""
    found = bodies().get(key[1]) if key[0] == "Institution" and len(key) == 2 else None
    if found is None or normalise(found[0].name) != key[1]:
        return None
    body = found[0]
    dates = {"valid_from": body.since, "valid_to": body.until, "successor": body.successor}
    return body.name, body.kind, {name: value for name, value in dates.items() if value}
