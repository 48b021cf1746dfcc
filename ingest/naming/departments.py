"""Departments named by their field: 市科技部门, 市教育、财政、民政等部门, 国家药品监管部门."""

import re
from collections.abc import Iterator

from ingest.naming.bodies import department_fields, named_bodies
from ingest.naming.found import Found
from ingest.naming.places import Place, place_at
from ingest.naming.region import Region

_TAILS = ("部门", "主管部门", "行政部门", "管理部门", "行政主管部门", "行政管理部门", "监督管理部门")
_OWNER = re.compile(r"(?:国务院|国家|(?P<level>省|市|县|区)(?:、区|、县|、县（区）)?(?:人民政府)?)$")
_JOINTS = ("、", "和", "及", "与")


def find_departments(text: str, start: int, end: int, region: Region | None) -> Iterator[Found]:
    """Yield the departments named in ``[start, end)``, one for each field of a list."""
    for match in re.finditer("部门", text[start:end]):
        stop_all = start + match.end()
        tail, items = _split(text, start, stop_all)
        if not items:
            continue
        tail_start = stop_all - len(tail)
        first = items[-1][0]
        owner, place = _owner(text, start, first, region)
        listed = len(items) > 1
        for begin, stop in items:
            last = stop == tail_start
            label = text[begin:stop] + tail
            span = (owner if begin == first and owner is not None else begin, stop_all if last else stop)
            prefix = "" if owner is None else text[owner:first]
            if re.search("[、（]", prefix):
                prefix = prefix[0]
            names = [prefix + label, text[begin:stop] + "部门"]
            here = place or (region.place if region and owner is None else None)
            if here is not None:
                names += [here.full + label] + [here.full[-1] + label] * (here.full[-1] in "省市县区")
                organ = department_fields().get(text[begin:stop])
                names += [here.full + organ] if organ else []
            elif prefix == "国家":
                forms = (f"国家{text[begin:stop]}{head}" for head in ("局", "委员会", "总局"))
                names += [body.full for form in forms if (body := named_bodies(False).get(form))]
            score = 0.85 if owner is not None else 0.55 if region and listed else 0.3
            aliases = tuple(n for n in dict.fromkeys(names[1:]) if n != names[0])
            yield Found(*span, score, "grammar:department", "department", names[0], aliases, here)


def _split(text: str, start: int, end: int) -> tuple[str, list[tuple[int, int]]]:
    """Return what follows the last field of the departments that end at ``end``, and the spans of the fields."""
    for tail in _TAILS:
        if text.endswith(tail, start, end):
            cursor = end - len(tail)
            items = _fields_before(text, start, cursor - (text[cursor - 1] == "等"))
            if items:
                return tail, items
    return "", []


def _fields_before(text: str, start: int, cursor: int) -> list[tuple[int, int]]:
    """Return the spans of the fields listed up to ``cursor``, last first."""
    fields = department_fields()
    items: list[tuple[int, int]] = []
    while True:
        begins = range(max(start, cursor - 12), cursor)
        begin = next((b for b in begins if (hit := fields.at(text, b, cursor)) and hit[0] == cursor), None)
        if begin is None:
            return items
        items.append((begin, cursor))
        if text[begin - 1 : begin] not in _JOINTS:
            return items
        cursor = begin - 1


def _owner(text: str, start: int, first: int, region: Region | None) -> tuple[int | None, Place | None]:
    """Return where the owner of the departments begins, and its place; (None, None) if none is named."""
    for begin in range(max(start, first - 11), first):
        hit = place_at(text, begin, first)
        if hit and hit[0] == first:
            return begin, hit[1]
    owner = _OWNER.search(text, max(start, first - 10), first)
    if owner is None:
        return None, None
    if owner["level"] is None:
        return owner.start(), None
    place = region.for_level(owner["level"]) if region else None
    if place is None or text[owner.start() - 1 : owner.start()] in ("各", "地", "城", "、", "区", "县"):
        return None, None
    return owner.start(), place
