"""What a law's norms make a body do: LEADS of the work, ISSUES of the texts it shall draw up."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from ingest.reading import Place, Reading, fold

_WORK = frozenset({"PriorityArea", "Programme", "Policy", "Technology"})
_ARTICLE = r"第\s*[一二三四五六七八九十百零〇\d\s]+\s*条(?:之[一二三四五六七八九十])?"
_NORM = re.compile(
    r"(?:等|有关|相关|部门|、|和|及|其|会同|按照|依照|根据|在|各自|职责|范围内|，|依法|另行)*?"
    r"(?:应当|应(?![用对急])|负责|承担|领导|牵头|必须|组织(?!部)|要(?!求|点)|按照[^，。；]{2,12}职责|在各自职责|采取(?:下列)?措施|推进|会同|建设|开展)"
)
_SAME_SUBJECT = re.compile(
    r"(?:、[^、，。；]{1,10}(?=、))*[\s、和与及或以暨其会同等有关各级]*(?:部门)?[\s、和与及或以暨其会同]*"
)
_SUBJECT_LEAD = re.compile(
    rf"^(?:{_ARTICLE}|（[^（）]{{1,4}}）|[\d一二三四五六七八九十]+[、.．])?\s*(?:[^，。；]{{2,30}}，)?\s*$"
)
_OTHERS_DO = re.compile(
    r"(?:支持|鼓励|引导|允许|促使|督促|将|纳入|根据|按照|依据|围绕|结合|通过|与|符合)[^，。；]{0,12}$"
)
_ISSUES = re.compile(r"(?:编制|制定|制订|拟订|拟定|公布|发布|印发|订定|出台)[^，。；]{0,12}$")
_COMPETENT = re.compile(r"(?:本法|本办法|本条例|本规定)所称(?:之)?主管(?:机关|部门)")
_FOUNDS = re.compile(r"(?:建立|设立|成立|组建|组成|建设|搭建|构建|健全|完善)[^，。；]{0,16}$")
_TEXT = re.compile(r"(?:标准|目录|规则|清单|办法|规划|指南|规范|计划)$")
_ORGAN = re.compile(
    r"政府|部门|机关|主管|委员会|委$|局|厅|办|部$|署|组$|协会|学会|联合会|国务院|人大|中心$|站$|工会|基金会"
)
_FIELDS = re.compile(r"[在从对向][^，。；]{0,60}?(?:领域|方面|环节|行业)")
_UNNAMED = re.compile(r"(?:有关|相关|各|其他)(?:部门|单位)")
_PUT_UP = re.compile(r"[”」》）]*(?:[、和及与][^，。；、的]{2,16})*(?:[，。；（]|等[，。；]|$)")


@Language.component("policygraph_norm_relations")
def norm_relations(doc: Doc) -> Doc:
    """Read LEADS and ISSUES off the norms of laws and plans."""
    reading = Reading.of(doc)
    if reading.voice is not None:
        for start, end in reading.sentences:
            _norm(reading, start, end)
        _competent(reading, reading.voice)
    return doc


def _subjects(reading: Reading, start: int, end: int) -> list[Place]:
    """Return the bodies that a sentence has as its subject and that shall do something."""
    subjects: list[Place] = []
    for place in reading.outermost(start, end, _WORK | {"Institution"}):
        if place.type != "Institution" or _UNNAMED.match(reading.folded, place.end):
            break
        gap = reading.folded[subjects[-1].end if subjects else start : place.start]
        if not (_SAME_SUBJECT.fullmatch(gap) if subjects else _SUBJECT_LEAD.match(gap)):
            break
        subjects.append(place)
    return subjects if subjects and _NORM.match(reading.folded, subjects[-1].end, end) else []


def _norm(reading: Reading, start: int, end: int) -> None:
    """市科技部门应当建立…机制: the subject of a norm leads the work the norm names."""
    subjects = _subjects(reading, start, end)
    if not subjects:
        return
    begin = subjects[-1].end
    fields = [m.span() for m in _FIELDS.finditer(reading.folded, begin, end)]
    named = reading.outermost(begin, end, _WORK | {"Disease", "Institution"})
    for work in [*named, *reading.repeated(begin, end, {"PriorityArea", "Programme"})]:
        if work.type != "Disease" and not any(s <= work.start < e for s, e in fields):
            _undertake(reading, subjects, work, (start, end))


def _undertake(reading: Reading, subjects: list[Place], work: Place, at: tuple[int, int]) -> None:
    """Record what the subjects shall do about ``work``."""
    before = reading.folded[subjects[-1].end : work.start]
    if _OTHERS_DO.search(before) or work.entity in reading.own:
        return
    founded = _FOUNDS.search(before) is not None
    put_up = founded and _PUT_UP.match(reading.folded, work.end) is not None
    if work.type in ("Institution", "Technology") and not put_up:
        return
    text = founded and _TEXT.search(fold(reading.entities[work.entity].name)) is not None
    issued = work.type == "Policy" and (text or _ISSUES.search(before) is not None)
    modality = "planned" if "应" in before else "done"
    role = "" if issued else "establish" if founded else "organise"
    for body in subjects:
        if issued or _ORGAN.search(fold(reading.entities[body.entity].name)):
            relation = "ISSUES" if issued else "LEADS"
            reading.add(
                relation, body.entity, work.entity, at, rule="norm:duty", confidence=0.7, modality=modality, role=role
            )


def _competent(reading: Reading, law: int) -> None:
    """本法所称主管机关，在中央为甲部: the competent authorities lead the law itself."""
    for block in reading.blocks:
        if _COMPETENT.search(reading.folded, block.start, block.end):
            for body in reading.outermost(block.start, block.end, {"Institution"}):
                at = reading.sentence(body.start)
                reading.add("LEADS", body.entity, law, at, rule="norm:authority", confidence=0.8, role="lead")
