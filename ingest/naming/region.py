"""Whose document it is: the place that 本市, 省政府 and 市科技局 mean."""

import re
from collections import Counter
from dataclasses import dataclass

from ingest.naming.places import Place, place_at, places
from ingest.outline import BlockKind, Outline

_AUTHORITY = re.compile(
    r"人民政府|人民代表大会|省委|市委|县委|区委|政府|条例|办法|委员会|健康委|卫健委|厅|局|意见|方案|通知|规划|措施|政策|程序|计划"
)
_NATIONAL = ("国务院", "中共中央", "中央", "国家", "全国", "中华人民共和国", "财政部", "科技部")
_SELF = re.compile(r"[本我](?:省|市|区|县|州|自治区)(?!长|场|民|域|块|间)")
_OPENING = 200  # characters in which a report says before whom it was made


@dataclass(frozen=True, slots=True)
class Region:
    """The place whose authorities speak in a document."""

    place: Place

    def for_level(self, level: str) -> Place | None:
        """Return the place that ``省``, ``市``, ``县``, ``区`` … means here, or None if that is not certain."""
        if level in ("省", "自治区"):
            province = places().get(self.place.province)
            return province if province and province.full.endswith(level) else None
        return self.place if self.place.full.endswith(level) else None


def document_region(outline: Outline) -> Region | None:
    """Return the region of a document, or None for one that speaks for the whole country.

    The title decides, or an issuer's name; a report says before whose congress it was made; otherwise, if the text
    speaks of 本市 or 我省 more than once, the place named most often does.
    """
    text = outline.prepared.folded
    header = outline.header
    spans = [header.title] if header.title else []
    spans += [(b.start, b.end) for b in outline.blocks() if b.kind is BlockKind.TITLE][:2]
    spans += list(header.issuers)
    for start, end in spans:
        if text[start:end].lstrip("《“ \n#").startswith(_NATIONAL):
            return None
        found = _first_place(text, start, end)
        if found and found.level != "zone" and _AUTHORITY.search(text, start, end):
            return Region(found)
    report = re.search(r"在(?=[\u4e00-\u9fff]{2,9}第[一二三四五六七八九十]+届\s*人民代表大会)", text[:_OPENING])
    if report and (hit := place_at(text, report.end(), len(text))):
        return Region(hit[1])
    if len(_SELF.findall(text)) < 2:
        return None
    counts = Counter(place for place in _all_places(text) if place.level != "zone")
    best, times = counts.most_common(1)[0] if counts else (None, 0)
    return Region(best) if best and times >= 3 else None


def _all_places(text: str) -> list[Place]:
    found, index = [], 0
    while index < len(text):
        hit = place_at(text, index, len(text))
        if hit:
            found.append(hit[1])
        index = hit[0] if hit else index + 1
    return found


def _first_place(text: str, start: int, end: int) -> Place | None:
    for index in range(start, end):
        hit = place_at(text, index, end)
        if hit:
            stop, place = hit
            inner = place_at(text, stop, end)  # 江苏省句容市: the smaller one
            return inner[1] if inner and inner[1].province == place.province else place
    return None
