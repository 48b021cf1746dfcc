"""Institution names that a head gives away (医院, 实验室, 司 …), after a place, a parent or a name of their own."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.lexicon import LEXICON, NameIndex, read_table
from ingest.naming.bodies import named_bodies
from ingest.naming.found import Found
from ingest.naming.heads import Head, boundaries, hospital_names, is_generic, name_heads, unit_heads
from ingest.naming.levels import level_at
from ingest.naming.places import Place, county_at, place_at
from ingest.naming.region import Region

_NATION = re.compile(
    r"国家级|国家|全国|(?<!健康)(?<!数字)(?<!美丽)(?<!平安)中国|中华|中央|国际|世界|全球|京津冀|长三角|粤港澳大湾区|大湾区|成渝|中部|西部|东北|华东|华南|华北|华中|西南|西北"
)
_WEAK_NATION = ("国际", "世界", "全球", "中央")
_FOREIGN = re.compile(
    r"美国|英国|德国|法国|日本|韩国|澳大利亚|加拿大|俄罗斯|意大利|瑞士|瑞典|新加坡|以色列|荷兰|印度|欧洲|亚洲|东盟|比利时|丹麦|挪威|"
    r"芬兰|西班牙|巴西"
)
_CHARACTER = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·•&]")
_PARENTHESIS = re.compile(r"[（(][\u4e00-\u9fff]{2,6}[）)]")
_COUNTED = re.compile(r"[0-9]|[一二三四五六七八九十百多]+[家个所大次]|第[0-9一二三四五六七八九十]+[次届期批]")
_LINK = re.compile(r"附属|直属|所属|下属")
_UNITS_AT_ONCE = ("医学院", "党组", "党委", "办公厅", "办公室", "专家组", "附属医院")
_SUBSIDIARIES = ("子公司", "分公司", "全资子公司", "控股公司", "公司", "医院", "学院")
_BARE_HEADS = ("中心", "公司", "委员会", "联盟", "示范区", "局", "集团")
_FIELDS = ("研究", "科学", "工程", "技术", "学", "材料")
_OWN_SCORES = {"company": 0.9, "university": 0.85, "hospital": 0.75}
_REACH = 24  # characters between an anchor and the head of its name


@cache
def _platforms() -> NameIndex[tuple[str, float]]:
    index: NameIndex[tuple[str, float]] = NameIndex()
    for row in read_table(LEXICON / "platforms.tsv", ["name", "kind", "score"]):
        index.add(row["name"], (row["kind"], float(row["score"])))
    return index


class HeadedNames:
    """Finds names with a head in one document's folded text."""

    def __init__(self, text: str, region: Region | None, taiwan: bool) -> None:
        self.text, self.region, self.bodies = text, region, named_bodies(taiwan)

    def at(self, index: int, end: int) -> list[Found]:
        """Return the names that begin at ``index`` with a platform, a place, a nation or a foreign country."""
        return self._platform(index, end) or self._anchored(index, end)

    def _platform(self, index: int, end: int) -> list[Found]:
        """A sort of platform that policies treat as a named set; with a field before it, the one of that field."""
        text = self.text
        hit = _platforms().at(text, index, end)
        if hit is None:
            return []
        stop, (kind, score) = hit
        left = index
        while left > 0 and index - left < 16 and _CHARACTER.match(text[left - 1]):
            left -= 1
        left = boundaries().last(text, left, index)
        name, field = text[index:stop], text[left:index]
        if name.startswith(("国家", "全国")) and len(field) >= 3:
            if field.endswith("领域"):
                return [Found(left, stop, score, "lexicon:platform", kind, name, (field + name,))]
            if field.endswith(_FIELDS) and not place_at(text, left, index):
                return [Found(left, stop, 0.65, "grammar:own-name", kind)]
        return [Found(index, stop, score, "lexicon:platform", kind)]

    def _head_after(self, index: int, end: int) -> tuple[int, Head] | None:
        """Return (end, head) of the first head reached from ``index`` without a boundary word on the way, or None."""
        text = self.text
        limit = min(end, index + _REACH)
        parenthesis = _PARENTHESIS.match(text, index, limit)
        at = first = parenthesis.end() if parenthesis else index
        stop = boundaries().first(text, first, limit)
        while at <= stop and at < limit and _CHARACTER.match(text, at):
            hit = name_heads().at(text, at, min(end, limit + 8))
            if hit and hit[1].ends(text, hit[0]):
                return hit
            if at > first + 4 and (place := place_at(text, at, limit)) and place[0] - at > 2:
                return None  # 中国…交易会北京…医院: another name begins
            at += 1
        return None

    def _anchored(self, index: int, end: int) -> list[Found]:
        text = self.text
        stop, place, sort = self._anchor(index, end)
        hit = self._head_after(stop, end) if sort else None
        if hit is None:
            return []
        finish, head = hit
        core = text[stop : finish - len(head.suffix)]
        if not core and (sort != "place" or head.suffix in _BARE_HEADS) or _COUNTED.match(core):
            return []
        short_county = sort == "place" and place and place.level == "county" and not text.startswith(place.full, index)
        if short_county and (core or head.kind not in ("zone", "port")):
            return []  # 新郑 alone may be another word
        score = 0.9 if sort == "place" else 0.85
        if text.startswith(_WEAK_NATION, index) or is_generic(core) and text.startswith(("全国", "国家级"), index):
            score = 0.3
        elif is_generic(core) and sort == "place" and head.kind in ("hospital", "university", "school", "company"):
            score = 0.75
        aliases = (place.full + text[stop:finish],) if sort == "level" and place else ()
        found = [Found(index, finish, score, "grammar:institution", head.kind, "", aliases, place)]
        if sort == "place" and head.kind in ("zone", "centre", "port"):
            found = [*self._shared(index, text[stop:finish], head), *found]
        return found

    def _anchor(self, index: int, end: int) -> tuple[int, Place | None, str]:
        """Return (end, place, sort) of what anchors a name at ``index``; the sort is empty if nothing does."""
        text = self.text
        hit = place_at(text, index, end) or county_at(text, index, end)
        if hit:
            inner = place_at(text, hit[0], end)
            return (*inner, "place") if inner and inner[1].province == hit[1].province else (*hit, "place")
        nation = _NATION.match(text, index, end)
        if nation:
            inner = place_at(text, nation.end() + bool(_PARENTHESIS.match(text, nation.end(), end)), end)
            return nation.end(), inner[1] if inner else None, "nation"
        foreign = _FOREIGN.match(text, index, end)
        if foreign:
            return foreign.end(), None, "foreign"
        level = level_at(text, index, end)
        if level and self.region and not level.shared and text[index - 1 : index] not in tuple("全本我在的和与及、"):
            place = self.region.for_level(level.level)
            if place:
                return level.end, place, "level"
        return index, None, ""

    def _shared(self, index: int, rest: str, head: Head) -> Iterator[Found]:
        """乌鲁木齐、昌吉、石河子高新区: each place before has one too."""
        text = self.text
        while text[index - 1 : index] == "、":
            stop = index - 1
            begin = next((b for b in range(max(0, stop - 12), stop) if _ends(text, b, stop)), None)
            if begin is None:
                return
            place = place_at(text, begin, stop)
            name = text[begin:stop] + rest
            yield Found(begin, stop, 0.8, "grammar:shared-head", head.kind, name, (), place[1] if place else None)
            index = begin

    def units(self, parent: Found, end: int) -> list[Found]:
        """Return the units named right after ``parent``, each the parent of the next."""
        text = self.text
        units: list[Found] = []
        while True:
            link = _LINK.match(text, parent.end, end)
            at = cursor = link.end() if link else parent.end
            limit = boundaries().first(text, at, min(end, parent.end + 20))
            found: tuple[int, Head] | None = None
            while found is None and cursor <= limit and cursor < end and _CHARACTER.match(text, cursor):
                either = (unit_heads().at(text, cursor, end), name_heads().at(text, cursor, end))
                hits = [hit for hit in either if hit and (hit[1].ends(text, hit[0]) or _holder_follows(text, hit[0]))]
                longest = max(hits, key=lambda hit: hit[0]) if hits else None
                if longest and (cursor > at or longest[1].suffix in _UNITS_AT_ONCE):
                    found = longest
                elif self.bodies.at(text, cursor, end):
                    break
                cursor += 1
            if found is None or found[0] - at < 2:
                return units
            stop, head = found
            if _COUNTED.match(text[at:stop]):
                return units
            if link and text[at:stop] in _SUBSIDIARIES:
                return units
            aliases = tuple(alias + text[parent.end : stop] for alias in parent.aliases)
            score = min(parent.score, 0.88)
            parent = Found(parent.start, stop, score, "grammar:unit", head.kind, "", aliases, parent.place)
            units.append(parent)

    def own_names(self, start: int, end: int, found: Sequence[Found]) -> Iterator[Found]:
        """Yield names with a head and a name of their own before it, outside of what is ``found`` already."""
        text = self.text
        taken = [False] * (end - start + 1)
        for item in found:
            taken[item.start - start : item.end - start] = [True] * (item.end - item.start)
        reach = start
        for begin, stop, head in name_heads().within(text, start, end):
            if head.anchored or begin < reach or not head.ends(text, stop):
                continue
            if taken[begin - start] or taken[stop - 1 - start]:
                continue
            left = begin
            while (
                left > max(start, reach, begin - 22)
                and _CHARACTER.match(text[left - 1])
                and not taken[left - 1 - start]
            ):
                left -= 1
            left = boundaries().last(text, left, begin)
            core = text[left:begin]
            if len(core) < 2 or core.isdigit() or is_generic(core) and (head.suffix != "领导小组" or len(core) < 4):
                continue
            reach = stop
            score = _OWN_SCORES.get(head.kind, 0.6)
            if head.kind == "hospital" and not self._is_hospital_name(core, text[left:stop]):
                score = 0.3
            yield Found(left, stop, score, "grammar:own-name", head.kind)

    def _is_hospital_name(self, core: str, whole: str) -> bool:
        """Tell whether what stands before 医院 is a name: a known one, or one the document uses again."""
        if any(core.endswith(name) or len(name) > 2 and name in core for name in hospital_names()):
            return True
        sort = any(is_generic(core[-size:]) for size in range(2, len(core) + 1))
        return not sort and len(core) <= 8 and self.text.count(whole) > 1


_HOLDER = re.compile(r"[\u4e00-\u9fff]{2,3}副?(?:处长|主任|科长|司长|局长|部长)")


def _holder_follows(text: str, end: int) -> bool:
    """Tell whether a unit's name ends at ``end`` because whoever holds its post follows (科技处于某处长)."""
    return text[end - 1] in "处科司局部" and bool(_HOLDER.match(text, end)) and text[end] not in "长级"


def _ends(text: str, begin: int, stop: int) -> bool:
    hit = place_at(text, begin, stop)
    return hit is not None and hit[0] == stop
