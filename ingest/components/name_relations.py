"""Relations that names themselves state: whose unit it is, where it stands, where it applies, what it is for."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from ingest.candidates import Candidate, DocumentEntity
from ingest.naming.places import county_at, place_at, provinces
from ingest.naming.region import document_region
from ingest.reading import Reading, fold

_LOCAL = re.compile(r"^(?:本|全)?(?:省|市|县|区|州|自治区)(?!长|民|场|级以上)")
_LOCAL_POLICY = re.compile(
    r"^(?:本|全)?(?:省|市|县|区|自治区)"
    r"(?:级|委|政府|人民政府|国民经济|[\u4e00-\u9fff]*(?:规划|计划|条例|办法|目录))"
)
_INSIDE = {
    "Policy": {"Disease", "Technology", "PriorityArea"},
    "Programme": {"Disease", "Technology", "PriorityArea"},
    "PriorityArea": {"Disease"},
    "Technology": {"Disease"},
}
_ORGAN = re.compile(r"机关|部门|政府|委员会|委$|局$|厅$|部$")
_NOT_UNIT = re.compile(r"^(?:会|局|委|委员会|省|市|等|和|与|、)$")


@Language.component("policygraph_name_relations")
def name_relations(doc: Doc) -> Doc:
    """Read PART_OF, LOCATED_IN, APPLIES_TO and TARGETS off the names of the entities."""
    reading = Reading.of(doc)
    names = [{n for n in map(fold, [e.name, *e.aliases]) if n} for e in reading.entities]
    parents = _part_of(reading, names)
    home = _home(reading, names)
    _makers(reading)
    located = _located_in(reading, names, parents, home)
    _applies_to(reading, names, located, home)
    _nested_targets(reading)
    return doc


def _part_of(reading: Reading, names: list[set[str]]) -> dict[int, int]:
    """A name that begins with another institution's name is that institution's unit; the longest one counts."""
    institutions = [i for i, e in enumerate(reading.entities) if e.type == "Institution"]
    owners = {name: i for i in institutions for name in names[i]}
    parents: dict[int, int] = {}
    for child in institutions:
        best = ""
        for name in names[child]:
            for size in range(len(name) - 1, 1, -1):
                prefix = name[:size]
                owner = owners.get(prefix)
                if owner in (None, child) or len(prefix) <= len(best):
                    continue
                if owner is not None and not _NOT_UNIT.match(name[size:]):
                    best, parents[child] = prefix, owner
                    break
    for child, parent in sorted(parents.items()):
        if parents.get(parent) != child and reading.entities[child].mentions:
            at = reading.sentence(reading.entities[child].mentions[0].start)
            reading.add("PART_OF", child, parent, at, rule="name:unit", confidence=0.9)
    return parents


def _located_in(reading: Reading, names: list[set[str]], parents: dict[int, int], home: str | None) -> dict[int, str]:
    """A name that carries a place stands in its province; 省X in a document of one province stands in that one."""
    located: dict[int, str] = {}
    for index, entity in enumerate(reading.entities[: len(names)]):
        if entity.type != "Institution" or not entity.mentions:
            continue
        mother = names[parents[index]] if index in parents else set()
        province = _place_in(names[index], mother)
        if province is None and home is not None:
            local = any(_LOCAL.match(name) for name in names[index])
            if local or any(_names_county(name, home) for name in names[index]):
                province = home
        if province:
            located[index] = province
    for index in list(parents):
        above, seen = parents[index], {index}
        while index not in located and above not in seen:
            if above in located:
                located[index] = located[above]
            seen.add(above)
            above = parents.get(above, above)
    for index, province in sorted(located.items()):
        first = reading.entities[index].mentions[0]
        tail = _province(reading, province, first)
        reading.add("LOCATED_IN", index, tail, reading.sentence(first.start), rule="name:place", confidence=0.9)
    return located


def _place_in(names: set[str], mother: set[str] = frozenset()) -> str | None:  # type: ignore[assignment]
    """Return the province of the first place in a name, looking behind the mother institution's name first."""
    ordered = sorted(names, key=lambda n: (-len(n), n))
    rests = [n[len(m) :] for n in ordered for m in mother if n.startswith(m)]
    for name in [*rests, *ordered]:
        for index in range(len(name)):
            if found := place_at(name, index, len(name)):
                return found[1].province
    return None


def _names_county(name: str, home: str) -> bool:
    """Tell whether ``name`` names a county or district of ``home`` without its suffix (怀柔科学城)."""
    found = (county_at(name, index, len(name)) for index in range(len(name)))
    return any(place[1].province == home for place in found if place is not None)


def _home(reading: Reading, names: list[set[str]]) -> str | None:
    """Return the province a local document speaks for: its region, else that of its own title, else the only one."""
    region = document_region(reading.outline)
    if region is not None:
        return region.place.province
    for policy in reading.own:
        if province := _place_in(names[policy]):
            return province
    bodies = (i for i, e in enumerate(reading.entities) if e.type in ("Institution", "Policy", "Province"))
    found = {p for i in bodies if (p := _place_in(names[i]))}
    return found.pop() if len(found) == 1 else None


def _province(reading: Reading, province: str, first: Candidate) -> int:
    """Return the province's entity, made from the name that carries it if the text doesn't name it on its own."""
    division = provinces()[province]
    forms = {division.full, division.short, *division.aliases}
    for index, entity in enumerate(reading.entities):
        if entity.type == "Province" and forms & {fold(n) for n in [entity.name, *entity.aliases]}:
            return index
    carrier = Candidate(first.start, first.end, "Province", 0.8, "name:place", name=province)
    reading.entities.append(DocumentEntity("Province", province, [], [carrier], 0.8, "name:place", kind="division"))
    return len(reading.entities) - 1


def _applies_to(reading: Reading, names: list[set[str]], located: dict[int, str], home: str | None) -> None:
    """A policy applies to the province its name carries, or its issuer's; the own policy to the document's."""
    issuers: dict[int, set[str]] = {}
    for relation in reading.relations:
        if relation.type == "ISSUES" and relation.head in located:
            issuers.setdefault(relation.tail, set()).add(located[relation.head])
    for index, entity in enumerate(reading.entities[: len(names)]):
        if entity.type not in ("Policy", "Programme") or not entity.mentions:
            continue
        first = entity.mentions[0]
        if entity.type == "Programme" and any(
            p.start == first.start for p in reading.within(first.start, first.end, {"Institution"})
        ):
            continue  # a project named after the body that does it: the place is the body's
        province = _place_in(names[index])
        if province is None and len(issuers.get(index, ())) == 1:
            province = next(iter(issuers[index]))
        if province is None and home is not None:
            local = index in reading.own or any(_LOCAL_POLICY.match(name) for name in names[index])
            province = home if local else None
        if province is not None:
            tail = _province(reading, province, first)
            at = reading.sentence(first.start)
            reading.add("APPLIES_TO", index, tail, at, rule="name:place", confidence=0.85)


def _makers(reading: Reading) -> None:
    """甲部关于…的意见 is issued by 甲部; a product named after a company is made by it."""
    for place in reading.places:
        if place.type not in ("Policy", "Technology"):
            continue
        inner = reading.outermost(place.start, place.end, {"Institution"})
        lead = reading.folded[place.start : inner[0].start] if inner else "."
        if not inner or re.search(r"[^《〈“「\s]", lead):
            continue
        at = reading.sentence(place.start)
        after = reading.folded[inner[-1].end : place.end]
        if place.type == "Technology" and not _ORGAN.search(fold(reading.entities[inner[0].entity].name)):
            reading.add("DEVELOPS", inner[0].entity, place.entity, at, rule="name:maker", confidence=0.7)
        elif place.type == "Policy" and re.match(r"(?:办公厅|办公室)?(?:关于|印发|令)", after):
            for body in inner:
                reading.add("ISSUES", body.entity, place.entity, at, rule="name:issuer", confidence=0.85)


def _nested_targets(reading: Reading) -> None:
    """What stands inside the name of a technology, programme or policy is what that is for."""
    for place in reading.places:
        for inner in reading.within(place.start, place.end, _INSIDE.get(place.type, ())):
            if inner.end - inner.start < place.end - place.start:
                at = reading.sentence(place.start)
                rule = f"name:target-{place.type}-{inner.type}"
                reading.add("TARGETS", place.entity, inner.entity, at, rule=rule, confidence=0.75)
