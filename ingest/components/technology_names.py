"""Names of technologies, devices, drugs and systems: a lexicon of the usual ones and a grammar of their last words."""

import re
from collections.abc import Iterator
from functools import cache

from ingest.components.terms import load_terms

_NAMES = load_terms("technologies")
_HEADS = load_terms("theme_heads")
_VAGUE = _HEADS.only("vague")
_WORDS = load_terms("technology_words")
_OPENERS = _WORDS.only("opener")
_PAPERS = _WORDS.only("paper")
_MAX_STEM = 16
# Where a name can't begin before: punctuation, particles, and verbs that take a technology.
_STOP = re.compile(r"[\s，,。；;：:！？!?、“”‘’「」『』《》〈〉（）()\[\]【】…—/|]|[的了]")
# What may follow a name the grammar found; before any other word it is only part of a longer phrase.
_MAY_FOLLOW = re.compile(
    r"$|[\s，,。；;：:！？、“”‘’「」『』《》（）()\[\]【】]|等|和|与|及|或|以及|研究|研发|攻关|推广|示范|应用|的|上市|产业化|在|对|为|可|将|已"
    r"|进行|开展|实现|取得|获|以|是|用于|能|治疗|诊断|联合|被"
)
_BODY_SYSTEM = re.compile(
    r"(?:呼吸|消化|循环|神经|免疫|内分泌|泌尿|生殖|运动|血液|骨骼|心血管|心脑血管|卫生|教育|生态|金融|政法|工会|巨|子|全|本|各|该|成|体)系统$"
)
_TASK_VERB = load_terms("task_words").only("verb", "adverb")
_LATIN = re.compile(r"[A-Za-z0-9Ⅰ-Ⅻ.+α-ω]")
# What may follow without making the name part of a longer word.
_GOES_ON = re.compile(
    r"(?:创新中心|学院|研究所|研究院|公司|集团|协会|学会|处|司|科室|部门|人员|人才|工人|师|大学|委员会|厅|局|专业|市场|交易|秘密|合同|进步)"
)


def find_technologies(folded: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield ``(start, end, source)`` of the technologies named in ``folded[start:end]``, the longest at each place."""
    found: list[tuple[int, int, str]] = [
        (s, e, "lexicon:technology") for s, e, _ in _NAMES.find(folded, start, end) if not _GOES_ON.match(folded, e)
    ]
    for match in _heads().finditer(folded, start, end):
        stop = match.end()
        if not _MAY_FOLLOW.match(folded, stop) and _WORDS.kind(match.group()) in {"general", "quoted"}:
            continue
        floor = max(start, match.start() - _MAX_STEM)
        begin = _begin(folded, floor, match.start())
        stem = folded[begin : match.start()]
        kind = _WORDS.kind(match.group())
        least = 1 if kind == "drug" else 2
        if kind == "general" and (begin == floor > start or _BODY_SYSTEM.search(folded, begin, stop)):
            continue
        if (
            len(stem) >= least
            and stem[-1] not in "等的该此其了之"
            and stem not in _OPENERS
            and not _PAPERS.before(stem, len(stem))
            and not _vague(stem)
            and (kind != "quoted" or _set_apart(folded, begin, stop))
        ):
            found.append((begin, stop, f"grammar:{'technology' if kind == 'general' else kind}"))
    found.sort(key=lambda item: (item[0], -item[1]))
    last = start
    for begin, stop, source in found:
        if begin >= last or stop > last:
            yield begin, stop, source
            last = max(last, stop)


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(
        "|".join(sorted(map(re.escape, _WORDS.only("general", "drug", "surgery", "quoted")), key=len, reverse=True))
    )


@cache
def _openers() -> re.Pattern[str]:
    words = sorted(map(re.escape, _WORDS.only("opener")), key=len, reverse=True)
    return re.compile("|".join(words))


def _begin(folded: str, floor: int, head: int) -> int:
    """Return where the name whose head starts at ``head`` begins, from ``floor`` on."""
    begin = floor
    for match in _STOP.finditer(folded, floor, head):
        begin = match.end()
    for match in _openers().finditer(folded, begin, head):
        if match.end() < head:
            begin = match.end()
    while (
        (word := _TASK_VERB.at(folded, begin, head))
        and begin + len(word) < head
        and folded[begin + len(word)] not in "性型"
    ):
        begin += len(word)
    # Never inside a Latin word.
    while begin > floor and begin < head and _LATIN.match(folded[begin]) and _LATIN.match(folded[begin - 1]):
        begin -= 1
    return begin


def _vague(stem: str) -> bool:
    at = 0
    while at < len(stem):
        word = _VAGUE.at(stem, at)
        if not word and stem[at] not in "的、和与及等":
            return False
        at += len(word) or 1
    return True


def _set_apart(folded: str, begin: int, stop: int) -> bool:
    """Tell whether quotes or list marks stand on both sides: 片 and 丸 are no heads in running text."""
    before = folded[begin - 1] if begin else "\n"
    after = folded[stop] if stop < len(folded) else "\n"
    return before in "、“「‘：:和（(" and after in "、”」’等和，。（()）" and stop - begin >= 3
