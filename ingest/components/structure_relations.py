"""Relations that the outline states: what a plan includes, what its sections target, which goals it sets."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from ingest.naming.region import document_region
from ingest.outline import Block, BlockKind
from ingest.reading import Place, Reading, fold

_HEADS = frozenset({"Policy", "Programme", "PriorityArea"})
_TARGETS = frozenset({"PriorityArea", "Technology", "Disease"})
_UNDERTAKINGS = frozenset({"Policy", "Programme"})
_PASSED = re.compile(r"(?:第[一二三四五六七八九十百\d]+次(?:全体)?会议|常务会议)[^。；\n]{0,12}?(?:通过|批准)")
_REPORT = re.compile(r"政府工作报告$")
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_SILENT = frozenset({BlockKind.DUTY, BlockKind.BYLINE, BlockKind.TITLE})
_MERELY_USED = re.compile(
    r"(?:根据|按照|依据|依照|遵照|贯彻|结合|符合|参照|违反|执行|借鉴|依托|通过|利用|运用|参与|遵守|对照|免依|依|在)[^，。；、]{0,10}$"
)
_BACKGROUND = re.compile(r"形势|背景|现状|回顾|成就|成效|发展基础|战略需求|面临")
_ABSTRACT = re.compile(r"^\s*(?:【|\[)?(?:摘\s*要|关键词|关键字)", re.MULTILINE)
_DEFINES = re.compile(r"\s*(?:（[^（）]{1,24}）)?\s*[：，]?\s*(?:是)?指(?![导定])")
_EXCLUDED = re.compile(r"(?:不包括|不得|不再|禁止|除外)[^。；]*$")
_DEPARTMENTS = re.compile(r"[^。；，：\n]*、[^。；，：\n]*等(?:有关|相关)?(?:主管)?部门")
_UNFOLDS = re.compile(r"(?:围绕|聚焦|重点|着力|强化|依托|瞄准|面向|以[^，。；]{1,12}为)")
_LAW = re.compile(r"(?:法|条例|規定|规定|管理办法|协议|安排|总体布局|战略布局)[》”]?$")


@Language.component("policygraph_structure_relations")
def structure_relations(doc: Doc) -> Doc:
    """Read ISSUES of the own policy, INCLUDES, TARGETS and SETS off the outline."""
    reading = Reading.of(doc)
    _issue_own(reading)
    _include_titles(reading)
    paper = _ABSTRACT.search(reading.folded) is not None  # what a paper urges is nobody's target
    for block in reading.blocks:
        if block.annotated and block.kind not in _SILENT and not paper:
            _read_body(reading, block)
    _set_goals(reading)
    return doc


def _issue_own(reading: Reading) -> None:
    """The bodies of head and foot, or the assembly that passed a law, issue the document's own policies."""
    header = reading.outline.header
    issuers: list[tuple[Place, str]] = []
    for start, end in header.issuers:
        named = max(reading.within(start, end, {"Institution"}), key=lambda p: p.end - p.start, default=None)
        if named is not None:
            issuers.append((named, header.date))
    for block in reading.blocks:
        if block.kind is BlockKind.HEADING or len(issuers) >= 12:
            break
        for place in reading.outermost(block.start, block.end, {"Institution"}):
            if _PASSED.match(reading.folded, place.end, block.end):
                day = _DAY.search(reading.folded, block.start, place.start)
                date = f"{int(day[1]):04}-{int(day[2]):02}-{int(day[3]):02}" if day else header.date
                issuers.append((place, date))
    if any(_REPORT.search(fold(reading.entities[o].name)) for o in reading.own):
        issuers += [(place, header.date) for place in _government(reading)]
    for place, date in issuers:
        for policy in reading.own:
            if reading.entities[policy].type == "Policy":
                at = reading.sentence(place.start)
                attrs = {"date": date, "doc_no": header.doc_no}
                reading.add("ISSUES", place.entity, policy, at, rule="structure:header", confidence=0.9, **attrs)


def _government(reading: Reading) -> list[Place]:
    """Return where the government that gives a work report is named: that of the document's region."""
    region = document_region(reading.outline)
    name = fold(f"{region.place.full}人民政府") if region else None
    places = (p for p in reading.places if p.type == "Institution")
    return [p for p in places if name in {fold(n) for n in reading.names(p.entity)}][:1]


def _include_titles(reading: Reading) -> None:
    """A titled block includes the titled blocks below it; untitled levels between are skipped."""
    for block in reading.blocks:
        child = reading.title(block)
        if child is None or block.kind is BlockKind.TITLE or not block.annotated:
            continue
        parent = reading.section(block, below=True)
        if parent is None or reading.entities[parent].type not in _HEADS or child in reading.own:
            continue
        assert block.title is not None
        at = reading.sentence(block.title[0])
        reading.add("INCLUDES", parent, child, at, rule="structure:title", confidence=0.9)


def _read_body(reading: Reading, block: Block) -> None:
    """What a section's body names belongs to the closest titled ancestor: undertakings and targets alike."""
    head = reading.section(block)
    if head is None or (head in reading.own and _background(reading, block)):
        return
    if _DEFINES.match(reading.folded, block.body[0], block.end):
        return
    above = {reading.title(a) for a in block.ancestors()} | {head, *reading.own}
    start, end = block.body
    passing = [m.span() for m in _DEPARTMENTS.finditer(reading.folded, start, end)]
    everything = _TARGETS | _UNDERTAKINGS | {"Institution", "Person"}
    places = [p for p in reading.outermost(start, end, everything) if p.type in _TARGETS | _UNDERTAKINGS]
    places += [p for p in reading.within(start, end, {"Disease"}) if p not in places]
    principal = _principal(reading, block, head, places)
    for place in places:
        if place.entity in above or any(s <= place.start < e for s, e in passing):
            continue
        at = reading.sentence(place.start)
        if _EXCLUDED.search(reading.folded, at[0], place.start):
            continue
        if place is principal:
            reading.add("INCLUDES", head, place.entity, at, rule="structure:item", confidence=0.75)
        elif place.type in _TARGETS:
            local = _sentence_topic(reading, at)
            if local is not None and local != place.entity:
                reading.add("TARGETS", local, place.entity, at, rule="structure:sentence", confidence=0.7)
            else:
                reading.add("TARGETS", head, place.entity, at, rule="structure:section", confidence=0.7)
        elif head not in reading.own and _undertaken(reading, head, at[0], place):
            reading.add("INCLUDES", head, place.entity, at, rule="structure:undertaking", confidence=0.7)


def _principal(reading: Reading, block: Block, head: int, places: list[Place]) -> Place | None:
    """Return the field that an untitled numbered item is about: the first that its first sentence names."""
    if block.kind is not BlockKind.ITEM or not block.number or reading.title(block) is not None:
        return None
    if block.number.startswith("第") or reading.entities[head].type not in _HEADS:
        return None
    first = reading.sentence(block.body[0])
    return next((p for p in places if p.type in ("PriorityArea", "Programme") and p.end <= first[1]), None)


def _background(reading: Reading, block: Block) -> bool:
    """Tell whether a block tells how things are, rather than what shall be done."""
    return any(b.title and _BACKGROUND.search(reading.folded, *b.title) for b in [block, *block.ancestors()])


def _sentence_topic(reading: Reading, at: tuple[int, int]) -> int | None:
    """Return the field that a sentence begins with and then unfolds (装备制造产业围绕…), if it does."""
    first = next(iter(reading.outermost(*at, _TARGETS | _UNDERTAKINGS | {"Institution"})), None)
    if first is None or first.type != "PriorityArea" or reading.text[at[0] : first.start].strip():
        return None
    return first.entity if _UNFOLDS.match(reading.folded, first.end) else None


def _undertaken(reading: Reading, head: int, start: int, place: Place) -> bool:
    """Tell whether a section whose entity is ``head`` brings in what is named at ``place``, rather than cites it."""
    if reading.entities[head].type not in _HEADS or _LAW.search(fold(reading.entities[place.entity].name)):
        return False
    before = reading.folded[max(start, place.start - 14) : place.start]
    return not _MERELY_USED.search(before)


def _set_goals(reading: Reading) -> None:
    """A goal is set by the closest programme or policy among the titled ancestors, else by the own policy."""
    for index, entity in enumerate(reading.entities):
        if entity.type != "Goal" or not entity.mentions:
            continue
        first = entity.mentions[0]
        block = reading.block(first.start)
        titles = [reading.title(b) for b in [block, *block.ancestors()]]
        heads = [t for t in titles if t is not None and reading.entities[t].type in _UNDERTAKINGS]
        head = heads[0] if heads else reading.voice
        if head is None:
            sentence = reading.sentence(first.start)
            named = reading.outermost(sentence[0], first.start, _UNDERTAKINGS)
            head = named[-1].entity if named else None
        if head is not None:
            at = reading.sentence(first.start)
            attrs = {k: str(v) for k, v in entity.attributes.items() if k in ("value", "unit", "year")}
            reading.add("SETS", head, index, at, rule="structure:goal", confidence=0.85, **attrs)
