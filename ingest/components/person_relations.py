"""Relations of persons from layout and office: a paper's numbered authors and its grants, heads of government."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from ingest.naming.places import place_at
from ingest.outline import BlockKind
from ingest.reading import Place, Reading, fold

_NOTE = re.compile(r"\s*(\d{1,2}(?:\s*[,，、]\s*\d{1,2})*)(?!\d)")
_ADDRESS = re.compile(r"\s*(\d{1,2})[.．、)）]?\s*(?=\D)")
_OFFICE = re.compile(r"(?:代理?)?(省长|市长|主席|县长|区长|州长)(?:[，、]|\s)*$")
_GRANTS = re.compile(r"(?:资助项目|基金项目|项目资助|课题资助|资助课题|基金资助)\s*】?\s*：")
_ABSTRACT = re.compile(r"^\s*(?:【|\[)?摘\s*要", re.MULTILINE)
_FRONT = 14
"""How many blocks with text a paper's title, authors and addresses may take."""


@Language.component("policygraph_person_relations")
def person_relations(doc: Doc) -> Doc:
    """Read AFFILIATED_WITH of authors and of heads of government, and who a paper's grants paid."""
    reading = Reading.of(doc)
    _authors(reading)
    _grants(reading)
    for place in reading.places:
        if place.type == "Person":
            _head_of_government(reading, place)
    return doc


def _authors(reading: Reading) -> None:
    """李某 1 王某 2 above 1 甲研究院 … 2 乙大学 …: a number ties an author to an address."""
    addresses: dict[str, Place] = {}
    notes: list[tuple[Place, list[str]]] = []
    front = [b for b in reading.blocks if b.kind is not BlockKind.BLANK][:_FRONT]
    for block in front:
        line = _ADDRESS.match(reading.folded, block.start, block.end)
        bodies = reading.outermost(block.start, block.end, {"Institution"})
        if line and bodies and bodies[0].start - line.end() <= 1:
            addresses.setdefault(line[1], bodies[-1] if _same_line(reading, bodies) else bodies[0])
        for person in reading.outermost(block.start, block.end, {"Person"}):
            if note := _NOTE.match(reading.folded, person.end, block.end):
                notes.append((person, re.findall(r"\d+", note[1])))
    for person, numbers in notes:
        for number in numbers:
            if body := addresses.get(number):
                at = reading.sentence(body.start)
                reading.add("AFFILIATED_WITH", person.entity, body.entity, at, rule="person:author", confidence=0.85)


def _grants(reading: Reading) -> None:
    """资助项目：甲基金重点项目（123），…: each grant paid the paper's authors, who take part in it."""
    abstract, line = _ABSTRACT.search(reading.folded), _GRANTS.search(reading.folded)
    if abstract is None or line is None:
        return
    end = reading.block(line.start()).end
    front = [b for b in reading.blocks if b.kind is not BlockKind.BLANK and b.end <= abstract.start()][:_FRONT]
    people = (p for b in front for p in reading.outermost(b.start, b.end, {"Person"}))
    authors = list(dict.fromkeys(p.entity for p in people if not line.start() <= p.start < end))
    for grant in reading.outermost(line.end(), end, {"Programme"}):
        at = reading.sentence(grant.start)
        for fund in reading.within(grant.start, grant.end, {"Programme"}):
            if fund.start == grant.start and fund.end < grant.end:
                reading.add("FUNDS", fund.entity, grant.entity, at, rule="person:grant", confidence=0.8)
        for author in authors:
            reading.add("FUNDS", grant.entity, author, at, rule="person:grant", confidence=0.8)
            reading.add("PARTICIPATES_IN", author, grant.entity, at, rule="person:grant", confidence=0.8)


def _same_line(reading: Reading, bodies: list[Place]) -> bool:
    """Tell whether bodies follow one another with only space between, as an institute follows its university."""
    pairs = zip(bodies, bodies[1:], strict=False)
    return all(not reading.text[a.end : b.start].strip() for a, b in pairs)


def _head_of_government(reading: Reading, person: Place) -> None:
    """甲省省长李某 belongs to 甲省人民政府, if the document names it."""
    start = reading.sentence(person.start)[0]
    office = _OFFICE.search(reading.folded, start, person.start)
    if office is None:
        return
    for index in range(max(start, office.start() - 12), office.start()):
        found = place_at(reading.folded, index, office.start())
        if found is None or found[0] != office.start():
            continue
        government = fold(f"{found[1].full}人民政府")
        for entity, body in enumerate(reading.entities):
            if body.type == "Institution" and government in {fold(n) for n in reading.names(entity)}:
                at = reading.sentence(person.start)
                reading.add(
                    "AFFILIATED_WITH", person.entity, entity, at, rule="person:office", confidence=0.85, title=office[1]
                )
        return
