"""LEADS from duties: bracketed duty lists, tables of departments, numbered tasks of a body."""

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ingest.outline import Block, BlockKind
from ingest.reading import Place, Reading

_WORK = frozenset({"PriorityArea", "Programme", "Policy", "Technology"})
_DUTY = re.compile(r"负责|牵头|责任单位|责任部门|配合单位|指导部门|分工|主管部门[:：]|参加单位")
_BRACKET = re.compile(r"[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]")
_SCOPE = re.compile(r"适用范围|实施范围|完成时限|时间")
_UNNAMED = re.compile(r"(?:有关|相关|各|其他)?(?:部门|单位|地区|直属|部委)")
_MEANS = re.compile(r"(?:资金|基金|法|条例|安排|协议)[》”]?$")
_SYSTEM = re.compile(r"(?:平台|系统|网|库|局|中心|设施|目录)[”》]?$")
_MERELY_USED = re.compile(r"(?:根据|按照|依据|依照|借鉴|依托|通过|利用|参照|符合|在)[^，。；、]{0,10}$")
_TASK_COLUMN = re.compile(r"任务|职责|工作|重点|内容|措施|领域|事项|项目")
_LEAD_AFTER = re.compile(r"^[^，,；;。]*?牵头")
_TASKS = re.compile(r"(?:(?:下列|以下|如下)[^。；]{0,20}|职责|职能|任务)(?:为|是|包括)?：\s*$")


@Language.component("policygraph_duty_relations")
def duty_relations(doc: Doc) -> Doc:
    """Read LEADS off duty lists, tables and lists of tasks."""
    reading = Reading.of(doc)
    _bracketed(reading)
    _tables(reading)
    if reading.own:
        _task_lists(reading)
    return doc


def _bracketed(reading: Reading) -> None:
    """（甲部牵头，乙部、丙部按职责分工负责）: every body leads the item the brackets close."""
    covered = 0
    for block in reading.blocks:
        if not block.annotated:
            continue
        if block.kind is BlockKind.DUTY and not _BRACKET.search(reading.folded, block.start, block.end):
            spans = [(block.start, block.end)]
        else:
            found = _BRACKET.finditer(reading.folded, block.start, block.end)
            spans = [m.span() for m in found if _DUTY.search(m[0])]
        for start, end in spans:
            scope = _SCOPE.search(reading.folded, start, end)
            bodies = _bodies(reading, start, scope.start() if scope else end)
            if bodies:
                item = block.parent if block.kind is BlockKind.DUTY and block.parent else block
                for tail in _duty_tails(reading, item, max(covered, item.start), start):
                    _lead_each(reading, bodies, tail, (start, end))
                covered = end


def _bodies(reading: Reading, start: int, end: int) -> list[Place]:
    """Return the institutions a duty list names; 国务院 in 国务院有关部门 is none of them."""
    places = reading.outermost(start, end, {"Institution"})
    return [p for p in places if not _UNNAMED.match(reading.folded, p.end)]


def _duty_tails(reading: Reading, item: Block, start: int, end: int) -> Iterator[int]:
    """Yield what the words from ``start`` to the duty list name: the titled item itself, else every piece of work."""
    title = reading.title(item)
    if title is not None and item.title and item.title[0] >= start:
        yield title
        return
    places = reading.outermost(start, end, _WORK | {"Disease"})
    for place in places:
        name = reading.entities[place.entity].name
        if place.type == "Disease" or place.entity in reading.own or _MEANS.search(name):
            continue
        if place.type == "Technology" and not _SYSTEM.search(name):
            continue
        if not _MERELY_USED.search(reading.folded[max(start, place.start - 14) : place.start]):
            yield place.entity
    if not places and item.kind is not BlockKind.ITEM:
        section = reading.section(item)
        if section is not None and section not in reading.own:
            yield section


def _lead(
    reading: Reading, body: Place, tail: int, at: tuple[int, int], rule: str, confidence: float, role: str
) -> None:
    reading.add("LEADS", body.entity, tail, at, rule=f"duty:{rule}", confidence=confidence, role=role)


def _lead_each(reading: Reading, bodies: list[Place], tail: int, span: tuple[int, int]) -> None:
    for body in bodies:
        lead = _LEAD_AFTER.match(reading.folded[body.end : span[1]]) is not None
        role = "lead" if lead else "organise"
        _lead(reading, body, tail, reading.sentence(span[0]), "list", 0.85, role)


def _tables(reading: Reading) -> None:
    """A row that begins with a body gives it the work of the columns that are headed 任务, 职责, 重点 …"""
    columns: list[int] = []
    previous: Block | None = None
    for block in reading.blocks:
        if block.kind is not BlockKind.TABLE:
            continue
        cells = _cells(reading, block)
        if previous is None or previous.end != block.start:
            heads = [i for i, (start, end) in enumerate(cells) if i and _TASK_COLUMN.search(reading.folded, start, end)]
            columns = heads[:1] or [1]
        previous = block
        bodies = reading.outermost(*cells[0], {"Institution"})
        for start, end in [cells[i] for i in columns if i < len(cells)]:
            for work in [*reading.outermost(start, end, _WORK), *reading.repeated(start, end, _WORK)]:
                at = reading.sentence(work.start)
                for body in bodies:
                    _lead(reading, body, work.entity, at, "table", 0.8, "organise")


def _cells(reading: Reading, block: Block) -> list[tuple[int, int]]:
    """Return the spans of a row's cells."""
    cuts = [i for i in range(block.start, block.end) if reading.text[i] == "\t"]
    return list(zip([block.start, *(c + 1 for c in cuts)], [*cuts, block.end], strict=True))


def _task_lists(reading: Reading) -> None:
    """审议会办理下列事项：一、… 二、…: the body leads every numbered task that follows."""
    subjects: list[Place] = []
    for block in (b for b in reading.blocks if b.kind is not BlockKind.BLANK):
        if _TASKS.search(reading.folded[block.start : block.end]):
            start, end = reading.sentence(block.end - 2)
            subjects = reading.outermost(start, end, {"Institution"})[:1]
        elif block.kind is not BlockKind.ITEM or re.match(r"\s*第", reading.text[block.start : block.end]):
            subjects = []
        elif subjects:
            for work in reading.outermost(block.start, block.end, {"PriorityArea", "Programme"}):
                at = reading.sentence(work.start)
                _lead(reading, subjects[0], work.entity, at, "tasks", 0.75, "lead")
