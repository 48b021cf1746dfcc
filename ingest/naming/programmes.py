"""The grammar of programme names: actions, works, plans, funded projects, pilots and awards."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.lexicon import LEXICON, NameIndex, read_words
from ingest.naming.boundaries import Boundaries
from ingest.naming.places import place_at

_GROUPS = ("actions", "works", "plans", "projects", "pilots", "awards", "funds")
_NAME_CHARACTER = re.compile(r"[\u4e00-\u9fffA-Za-z0-9+·“”「」—–-]")
_GRADE = re.compile(r"(?:特等奖|一等奖|二等奖|三等奖|金奖|银奖)")
_QUOTED = re.compile(
    r"[“「『](?P<inner>[^“”「」『』\n，。]{2,20})[”」』](?P<head>(?:[\u4e00-\u9fff]{0,8}?(?:专项行动|行动|计划|工程|试点|公益基金|基金|科技创新行动|攻关工程))|建设|活动)"
)
_NUMBERED = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{4,24}(?:项目|课题|基金|计划))\s*[（(]\s*(?:编号|批准号|项目编号|项目号|No\.?)?[:：]?\s*(?P<number>[0-9A-Z][0-9A-Za-z&/-]{5,24})\s*[)）]"
)
_PLUS = re.compile(r"[“「][\u4e00-\u9fffA-Z]{2,6}[+×][”」](?!行动)")
_LISTED = re.compile(
    r"等\s*[0-9一二三四五六七八九十]*\s*(?:个|项|大)?(?P<head>重点专项|重大专项|专项行动|科技计划|专项计划)"
)
# 甲医院乙项目、丙大学丁项目等成功入选: each is chosen under its whole name.
_SELECTED = re.compile(
    r"(?:(?<=[。；：\n])|(?:其中|包括)[，：]?)(?P<list>[^。；：，\n]{6,80}?(?:项目|课题)(?:、[^。；：，、\n]{6,60}?(?:项目|课题))*)"
    r"等?(?:[0-9一二三四五六七八九十]+个)?(?:项目)?(?:成功)?(?:入选|获批|立项|中标)"
)
_LISTING = re.compile(r"(?:征集|启动|实施|设立|布局|开展|包括|部署|组织|推进|发布)了?")
_ANCHOR = re.compile(r"中华人民共和国|国家|全国(?!人)|中央")
_YEAR = re.compile(r"\d{4}年度?|“?[一二三四五六七八九十]+五”?(?:时期)?")
_CONTINUED = re.compile(r"评|委员会|委|办公室|基金会|获得者|管理办法|励|办|章")
_PILOT_OF = re.compile(
    r"城市|地区|企业|单位|工作小组|工作组|品种|药品|方案|医院|机构|范围|任务|期|省|区|项目|示范|经验|中|内|的|开展|推进|以来|阶段"
)
_VAGUE = re.compile(
    r"级$|级以上$|领域$|^(?:国家|省级|市级|重大|重点|科技|专项|一系列|省部级|国家级|其他|各类|相关|突出|杰出|社会|国际)$|[、。]|跨部门|突出贡献"
)
_UNDERTAKEN = frozenset({"实施", "开展", "启动", "推进", "发起", "参与", "组织", "动员", "推出", "建立", "设立"})
_UNDERTAKING = re.compile(
    r"(?:组织实施|深入实施|大力实施|实施|启动|发起|(?:联合|共同|关于|决定)(?:组织)?开展)(?:了)?(?P<name>[\u4e00-\u9fff“”A-Za-z0-9+]{2,18}?(?:行动|工程|计划))(?=[，。、；\n的”及和等]|$)"
)
_SCORES = {"awards": 0.8, "actions": 0.7, "plans": 0.6, "works": 0.62, "pilots": 0.65, "projects": 0.5, "funds": 0.75}
_ORDINARY = re.compile(r"^(?:[百千万两]名|[一二三四五六七八九十0-9]+[个项大]|两[个项]|多[个项])")


@dataclass(frozen=True, slots=True)
class ProgrammeFound:
    """A programme's name in the folded text."""

    start: int
    end: int
    score: float
    source: str
    name: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class _Words:
    heads: NameIndex[str]
    names: NameIndex[bool]
    generic: frozenset[str]
    bounds: Boundaries


@cache
def _words() -> _Words:
    words = read_words(LEXICON / "programme_words.yaml", (*_GROUPS, "names", "generic", "boundary"))
    heads: NameIndex[str] = NameIndex()
    for group in _GROUPS:
        for head in words[group]:
            heads.add(head, group)
    names: NameIndex[bool] = NameIndex()
    for name in words["names"]:
        names.add(name, True)
    return _Words(heads, names, frozenset(words["generic"]), Boundaries(words["boundary"]))


def find_programmes(text: str, start: int, end: int) -> Iterator[ProgrammeFound]:
    """Yield the programmes named in ``[start, end)``; the same name may come by several ways."""
    words = _words()
    for begin, stop, _ in words.names.within(text, start, end):
        if _CONTINUED.match(text, stop):
            continue
        yield ProgrammeFound(begin, stop, 0.85, "lexicon:programme")
    for match in _QUOTED.finditer(text, start, end):
        inner = match["inner"]
        head = match["head"]
        if re.search(r"[和与及]|推进|开展", head) or head.endswith("基金") and "+" in inner:
            continue
        if head == "建设" and not re.search(r"双|[0-9]", inner):
            continue
        yield ProgrammeFound(match.start(), match.end(), 0.75, "grammar:quoted-programme", aliases=(inner,))
    for match in _NUMBERED.finditer(text, start, end):
        left, _ = _left(text, match.start(), match.end("name") - 2, words)
        name = text[left : match.end("name")]
        yield ProgrammeFound(
            left, match.end(), 0.9, "grammar:numbered-programme", aliases=(name, match["number"]), kind="project"
        )
    for match in _PLUS.finditer(text, start, end):
        yield ProgrammeFound(match.start(), match.end(), 0.55, "grammar:plus", aliases=(match[0] + "行动",))
    for match in _SELECTED.finditer(text, start, end):
        at = match.start("list")
        for item in match["list"].split("、"):
            if item.endswith(("项目", "课题")):
                yield ProgrammeFound(at, at + len(item), 0.85, "grammar:selected-programme", kind="project")
            at += len(item) + 1
    for match in _LISTED.finditer(text, start, end):
        yield from _list_before(text, start, match)
    yield from _headed(text, start, end, words)


def _left(text: str, start: int, begin: int, words: "_Words") -> tuple[int, str]:
    """Return where the name that ends with a head at ``begin`` starts, and the word that stands before it."""
    left = begin
    while left > start and begin - left < 36 and _NAME_CHARACTER.match(text[left - 1]):
        left -= 1
    run = left

    def complete(first: int, last: int) -> bool:
        return any(stop == last for _, stop, _ in words.heads.within(text, first, last))

    left = words.bounds.name_start(text, left, begin, complete)
    before = text[max(run, left - 4) : left]
    ordinal = _ORDINARY.match(text[left:begin])
    if ordinal:
        left += ordinal.end()
    for anchor in _ANCHOR.finditer(text, left + 1, begin):
        prefix = text[left : anchor.start()]
        if not (place_at(text, left, anchor.start()) or prefix.endswith(("”", "」")) or _YEAR.fullmatch(prefix)):
            left = anchor.start()
    return left, before


def _list_before(text: str, start: int, match: re.Match[str]) -> Iterator[ProgrammeFound]:
    """A、B、C等6个重点专项: each is one."""
    left = match.start()
    while left > start and text[left - 1] not in "，。；：\n":
        left -= 1
    verb = _LISTING.search(text, left, match.start())
    cursor = verb.end() if verb else left
    for item in text[cursor : match.start()].split("、"):
        if 2 <= len(item) <= 24:
            yield ProgrammeFound(
                cursor, cursor + len(item), 0.75, "grammar:listed-programme", aliases=(item + match["head"],)
            )
        cursor += len(item) + 1


def _headed(text: str, start: int, end: int, words: _Words) -> Iterator[ProgrammeFound]:
    """Names that end in a head which says that something is undertaken."""
    for begin, stop, group in words.heads.within(text, start, end):
        if _CONTINUED.match(text, stop) or group == "pilots" and _PILOT_OF.match(text, stop):
            continue
        left, before = _left(text, start, begin, words)
        while left < begin and text[left] in "”」—–-+":
            left += 1
        name = text[left:stop]
        if name.count("“") != name.count("”") or name.count("「") != name.count("」"):
            quote = max(name.rfind("“"), name.rfind("「"))
            if quote < 0 or quote + 1 >= begin - left:
                continue
            left += quote + 1
            name = text[left:stop]
        core = name[: begin - left]
        whole = group in ("awards", "funds") and stop - begin >= 5
        if name in words.generic or not whole and (len(core) < 2 or _VAGUE.search(core)):
            continue
        if group == "projects" and any(b == left for b, _, _ in words.names.within(text, left, stop)):
            continue  # a project of a known programme
        aliases = []
        grade = _GRADE.match(text, stop) if group == "awards" else None
        if grade:
            aliases.append(text[left : grade.end()])
        year = _YEAR.match(name)
        if year and group in ("awards", "projects", "funds") and len(name) - year.end() > 4:
            aliases.append(name)
            name = name[year.end() :]
        anchored = bool(place_at(text, left, begin)) or text.startswith(("国家", "全国", "中国", "中央", "中华"), left)
        score = _SCORES[group] + (0.12 if anchored else 0.0)
        least = 4 if group == "pilots" or text.endswith("重点专项", begin, stop) else 5
        if group in ("projects", "pilots") and not anchored and len(core) < least:
            score = 0.3
        if group in ("plans", "works") and not anchored and len(core) < 3 and before[-2:] not in _UNDERTAKEN:
            score = 0.3
        given = name if name != text[left:stop] else ""
        yield ProgrammeFound(left, stop, min(0.9, score), f"grammar:{group}", given, tuple(aliases), group.rstrip("s"))
    for match in _UNDERTAKING.finditer(text, start, end):
        name = match["name"]
        if name.count("“") != name.count("”"):
            name = name.lstrip("“")  # the closing mark follows the head
        if name not in words.generic and len(name) >= 5 and not _VAGUE.search(name[:-2]):
            yield ProgrammeFound(
                match.end("name") - len(name), match.end("name"), 0.55, "grammar:undertaking", kind="action"
            )
