"""The grammar of policy names: titles between book-title marks, quoted names with a head, and plain ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from ingest.naming.places import place_at
from ingest.naming.policy_words import bare_title, policy_words

_WEAK_HEADS = ("报告", "手册", "标准", "研究", "清单", "合同", "要求", "战略", "知识要点")
_QUOTED = re.compile(r"[“「『]([^“”「」『』\n]{1,24})[”」』](?P<linked>的)?")
_QUOTED_WHOLE = re.compile(r"(?:清单|战略|机制|政策|目录|规划纲要)$")
_NO_HEAD = re.compile(r"[和与及]|建设(?!体系)|推进|完善|建立|等")
_FIVE_YEARS = re.compile(r"[一二三四五六七八九十]+五")
_FORMULA = re.compile(r"[0-9A-Z+]|、|^[一二三四五六七八九十两双]")
_COUNTED = re.compile(
    r"(?P<lead>(?:促进|支持|推动|加快|鼓励)[\u4e00-\u9fff]{2,12}的)?(?P<count>[0-9]{1,3}|[一二三四五六七八九十百]{1,4})(?P<unit>条|项)"
    r"(?:[\u4e00-\u9fff]{0,8}?的?(?:政策)?(?:措施|举措)|年度任务清单|任务清单|政策举措)"
)
_ISSUED = re.compile(r"印发|出台|发布|推出|公布|建立")
_NATIONAL_PLAN = re.compile(
    r"(?:中华人民共和国)?国民经济和社会发展(?P<term>第[一二三四五六七八九十]+个五年)?(?:规划纲要|规划|计划)"
    r"(?:和(?:2035|二〇三五)年远景目标纲要)?"
)
_ANCHOR = re.compile(r"中华人民共和国|国家|全国|中国|\d{4}年|[“「][^”」\n]{2,12}[”」]")
_NAME_CHARACTER = re.compile(r"[\u4e00-\u9fffA-Za-z0-9“”「」·—（）()-]")
_ABOUT = re.compile(
    r"(?:(?<![《\u4e00-\u9fff])关于[^，。；：\n《》]{6,60}?的(?:批复|决定|实施意见|指导意见|若干意见|意见|通知)"
    r"|关于[^，。；：\n《》]{6,60}?的请示)(?![\u4e00-\u9fff])"
)
_RUN = re.compile(r"(?:实施|优化|用好)(?P<name>(?:(?![的了和与及])[\u4e00-\u9fff]){5,16}政策)(?![\u4e00-\u9fff])")
_LAW = re.compile(  # after a word that refers to it, before a word that says what it rules
    r"(?<=[依照据反用合、，与及和])[\u4e00-\u9fff]{1,10}法"
    r"(?=第[一二三四五六七八九十百0-9]|[之的]?规定|、[\u4e00-\u9fff]{1,10}法|及其|施行细则|办理|设立|组织|登记)"
)
SELF = re.compile(
    r"本(?:规划纲要|规划|纲要|条例|办法|方案|实施方案|意见|通知|法|规定|计划|措施|细则|指南|行动计划|决定|政策|建议)(?![院律学人定])"
)


@dataclass(frozen=True, slots=True)
class PolicyFound:
    """A policy's name in the folded text, with other names that follow from it."""

    start: int
    end: int
    score: float
    source: str
    aliases: tuple[str, ...] = ()


def book_titles(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the outermost titles between 《 and 》 in ``[start, end)``, marks left out."""
    depth, begin = 0, -1
    for index in range(start, end):
        if text[index] == "《":
            depth += 1
            if depth == 1:
                begin = index + 1
        elif text[index] == "》" and depth:
            depth -= 1
            if depth == 0 and index > begin:
                yield begin, index
        elif text[index] == "\n" and depth and index - begin > 80:
            depth = 0  # a mark that nothing closes


def find_titled(text: str, start: int, end: int) -> Iterator[PolicyFound]:
    """Yield the policies named between book-title marks."""
    words = policy_words()
    for begin, stop in book_titles(text, start, end):
        title = text[begin:stop].replace("\n", "")
        bare = bare_title(title)
        if len(bare) <= 2 or len(bare) <= 4 and bare in words.short_titles:
            continue  # 《方案》: a short form, resolved where it was defined
        if words.not_policy.search(bare) or words.media_after.match(text, stop + 1):
            continue
        lead = words.lead.search(text, max(start, begin - 12), begin - 1)
        aliases = (bare,) if bare != title else ()
        if words.head.search(bare):
            weak = bare.endswith(_WEAK_HEADS) and not lead
            yield PolicyFound(begin, stop, 0.8 if weak else 0.93, "grammar:titled-policy", aliases)
        elif lead and lead[0] not in ("通过", "实施", "编制"):
            yield PolicyFound(begin, stop, 0.65, "grammar:titled-policy", aliases)


def find_quoted(text: str, start: int, end: int) -> Iterator[PolicyFound]:
    """Yield “…” with a head after it (“三大清单”机制) or inside (“重大需求清单”)."""
    words = policy_words()
    for match in _QUOTED.finditer(text, start, end):
        inner = match[1]
        found = words.quoted_head.match(text, match.end(), min(end, match.end() + 22))
        head = found[0] if found else ""
        if found is None or _NO_HEAD.search(head):
            if _QUOTED_WHOLE.search(inner) and len(inner) >= 4 and "，" not in inner and "。" not in inner:
                yield PolicyFound(match.start(1), match.end(1), 0.6, "grammar:quoted-policy")
            continue
        if "《" in head:
            yield PolicyFound(match.start(), found.end(), 0.6, "grammar:quoted-policy")
            continue
        joined = match["linked"] and head.endswith("体系")
        if not joined and words.common_bounds.first(text, match.end(), found.end()) < found.end():
            continue  # “智囊”是该市的规划
        if not _names_something(inner, head, bool(match["linked"]), text[found.end() : found.end() + 2]):
            continue
        strong = head.endswith(("规划", "规划纲要", "战略", "方案", "意见", "办法"))
        score = 0.3 if _FIVE_YEARS.fullmatch(inner) and head in ("规划", "规划纲要") else 0.85 if strong else 0.65
        quoted = text[match.start() : match.end(1) + 1]
        yield PolicyFound(match.start(), found.end(), score, "grammar:quoted-policy", (quoted, quoted + head))


def _names_something(inner: str, head: str, linked: bool, after: str) -> bool:
    """Tell whether “inner”head names something rather than describing it; ``linked`` says that 的 joins them."""
    if head.endswith("战略"):
        return not linked and head == "战略" and after not in ("布局", "部署", "任务", "需求", "支撑", "规划")
    formula = bool(_FORMULA.search(inner))
    if head.endswith(("体系", "模式")):
        return formula
    if head.endswith(("机制", "方案", "策略", "制度", "规划", "办法", "意见")):
        return not linked and (formula or head.endswith("规划") or len(head) <= 2)
    return not linked


def find_plain(text: str, start: int, end: int) -> Iterator[PolicyFound]:
    """Yield policies named in running text without marks."""
    words = policy_words()
    for match in _NATIONAL_PLAN.finditer(text, start, end):
        full = match["term"] and "纲要" in match[0]
        yield PolicyFound(match.start(), match.end(), 0.9 if full else 0.55, "grammar:plan")
    for begin, stop, whole in words.strategies.within(text, start, end):
        if whole:
            yield PolicyFound(begin, stop, 0.95, "lexicon:strategy", (text[begin : stop - 2],))
        elif text[stop : stop + 1] in ("、", "和", "与") and "战略" in text[stop : stop + 22]:
            yield PolicyFound(begin, stop, 0.85, "lexicon:strategy", (text[begin:stop] + "战略",))
    for begin, stop, _ in words.names.within(text, start, end):
        yield PolicyFound(begin, stop, 0.7, "lexicon:policy")
    yield from _headed(text, start, end)
    yield from _counted(text, start, end)
    for match in _LAW.finditer(text, start, end):
        left = words.bounds.last(text, match.start(), match.end() - 1)
        if match.end() - left >= 3 and text[left] not in "第前本该":
            yield PolicyFound(left, match.end(), 0.8, "grammar:law")
    for match in _ABOUT.finditer(text, start, end):
        yield PolicyFound(match.start(), match.end(), 0.75, "grammar:about")
    for match in _RUN.finditer(text, start, end):
        yield PolicyFound(match.start("name"), match.end("name"), 0.5, "grammar:run-policy", (match["name"][:-2],))


def _headed(text: str, start: int, end: int) -> Iterator[PolicyFound]:
    """Names that end in a head: 海岛数据管理办法."""
    words = policy_words()
    for match in words.plain_head.finditer(text, start, end):
        left = begin = match.start()
        while left > max(start, begin - 26) and _NAME_CHARACTER.match(text[left - 1]):
            left -= 1
        left = words.bounds.name_start(text, left, begin, partial(_ends_in_head, text))
        while left < begin and text[left] in "”」）)年的":
            left += 1
        name = text[left : match.end()]
        if begin - left < 2:
            continue
        if name.count("“") != name.count("”") or name.count("（") != name.count("）"):
            continue
        anchored = _ANCHOR.match(text, left, match.end()) or place_at(text, left, match.end())
        score = 0.75 if anchored else 0.55 if begin - left >= 4 else 0.3
        yield PolicyFound(left, match.end(), score, "grammar:plain-policy")


def _ends_in_head(text: str, first: int, last: int) -> bool:
    return any(match.end() == last for match in policy_words().plain_head.finditer(text, first, last))


def _counted(text: str, start: int, end: int) -> Iterator[PolicyFound]:
    """Sets of measures known by their number: 50条政策措施, issued here or spoken of more than once."""
    for match in _COUNTED.finditer(text, start, end):
        count = match["count"]
        again = len(re.findall(rf"(?<!\d){count}[条项][\u4e00-\u9fff]{{0,8}}(?:措施|举措|清单)", text)) >= 2
        if not again and not _ISSUED.search(text, max(start, match.start() - 14), match.start()):
            continue
        aliases = tuple(count + match["unit"] + noun for noun in ("措施", "举措", "政策措施", "政策举措"))
        yield PolicyFound(match.start(), match.end(), 0.75 if again else 0.5, "grammar:counted-policy", aliases)
