"""Relations that a paragraph unfolds over several sentences: members of a system, projects chosen for a programme."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from ingest.money import money
from ingest.outline import Block
from ingest.reading import Place, Reading

_CODE = re.compile(r"[“「『\"]([^”」』\"]*\+[^”」』\"]*)[”」』\"]")
_PART = re.compile(r"[“「『\"]([^”」』\"]{1,12})[”」』\"](?:是|为|包括|指|有)([^。；]*)")
_CHOSEN = re.compile(r"(?:等)?[^，。；]{0,6}(?:成功)?(?:入选|获批立项|获得立项|中选|入围)")
_FUNDED = re.compile(
    r"获(?:得)?(?:[^，。；]{0,6}元)?[^，。；]{0,6}(?:经费|资金)?(?:资助|支持)"
    r"|每(?:个|项)[^，。；]{0,8}(?:给予|资助|支持|补助)[^，。；]{0,10}元"
)


@Language.component("policygraph_group_relations")
def group_relations(doc: Doc) -> Doc:
    """Read PARTICIPATES_IN, INCLUDES and FUNDS off paragraphs."""
    reading = Reading.of(doc)
    for block in reading.blocks:
        if block.annotated:
            _members(reading, block)
            _chosen(reading, block)
    return doc


def _members(reading: Reading, block: Block) -> None:
    """甲成立了“1+2+X”体系。“1”是乙；“2”是丙、丁 …: who stands behind a part takes part in the whole."""
    for whole in reading.outermost(block.start, block.end, {"Policy", "Programme"}):
        code = _CODE.search(reading.folded, max(block.start, whole.start - 1), min(whole.end + 1, block.end))
        if code is None:
            continue
        for part in _PART.finditer(reading.folded, whole.end, block.end):
            if part[1] not in code[1]:
                continue
            for member in reading.outermost(*part.span(2), {"Institution"}):
                at = reading.sentence(member.start)
                reading.add(
                    "PARTICIPATES_IN", member.entity, whole.entity, at, rule="group:member", confidence=0.85
                )  # fmt: skip


def _chosen(reading: Reading, block: Block) -> None:
    """甲计划公布名单 … 乙医院某项目、丙医院某项目入选: the programme includes the projects; their bodies take part."""
    for start, end in [s for s in reading.sentences if block.start <= s[0] < block.end]:
        projects = _row(reading.outermost(start, end, {"Programme"}), reading.folded)
        if not projects or not _CHOSEN.match(reading.folded, projects[-1].end, end):
            continue
        before = reading.outermost(block.start, start, {"Programme"})
        if not before:
            continue
        programme = before[-1].entity
        funded = _FUNDED.search(reading.folded, before[-1].end, start)
        for project in projects:
            at = (start, end)
            reading.add("INCLUDES", programme, project.entity, at, rule="group:chosen", confidence=0.75)
            if funded:
                source, amount = reading.sentence(funded.start()), money(funded[0])
                reading.add("FUNDS", programme, project.entity, source, rule="group:chosen", confidence=0.7, **amount)
            for body in reading.outermost(project.start, project.end, {"Institution"}):
                if body.start == project.start:
                    reading.add("PARTICIPATES_IN", body.entity, programme, at, rule="group:chosen", confidence=0.75)


def _row(places: list[Place], text: str) -> list[Place]:
    """Return the last run of places that an enumeration joins."""
    row: list[Place] = []
    for place in places:
        if row and not re.fullmatch(r"[”」》\s]*(?:、|和|及|与|，)[“「《\s]*", text[row[-1].end : place.start]):
            row = []
        row.append(place)
    return row
