"""Clauses and enumerations: where a clause ends, what its members are, and what an “等…” says of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENING = dict(zip("“‘（(《〈「『【[", "”’）)》〉」』】]", strict=True))
_CLAUSE_END = frozenset("，,。；;！!？?：:\n\t\u3000—…")
# 和 in 和谐, 与 in 参与, 及 in 普及 … join nothing.
_CONJUNCTION = re.compile(
    r"以及|(?<![共协中饱总温柔调平祥附缓议亲])和(?!谐|平|睦|解|气|服|尚|缓|美|田|而)"
    r"|(?<![参给赋授])与(?!时俱|会[者议]|否|此|其|众)|(?<![普涉波触危遍以顾推企])及(?!时|其|早|格|至)|(?<![以])暨"
)
_AND_SO_ON = re.compile(r"(?<![平均高同中优初对相特劣上下头])等(?!级|候|于|值|离子|额|教育院|待|效|同)")
_COUNT = re.compile(
    r"(?:[0-9]+|[一二三四五六七八九十两几多]+)(?:个|大|项|类|种|方面|条|款|家|批|届|期|支|方)?(?:重点)?"
)
# 四个重点产业 after a list says the same as 等四个重点产业.
_COUNTED = re.compile(
    r"(?:[0-9]+|[一二三四五六七八九十两]+)[个大项类条]((?:重点|关键|主要|战略性?|核心)?(?:方面|领域|产业|行业|模块|方向|板块|环节|任务|主线|服务|主题))"
)


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A phrase taken apart.

    Parameters
    ----------
    members
        ``(start, end)`` of each member, at least one.
    category
        ``(start, end)`` of what 等 says the members are, without the count in front; None without 等.
    """

    members: tuple[tuple[int, int], ...]
    category: tuple[int, int] | None


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the clauses of ``text[start:end]`` without their closing marks; quotes and brackets are never cut."""
    at = start
    for index, character, depth in _walk(text, start, end):
        if character in _CLAUSE_END and (depth == 0 or character == "\n"):
            if text[at:index].strip():
                yield at, index
            at = index + 1
    if text[at:end].strip():
        yield at, end


def enumeration(text: str, start: int, end: int) -> Enumeration:
    """Take ``text[start:end]`` apart at 、, 和, 与, 及, 以及, and 等 or a count outside quotes and brackets."""
    shallow = {index for index, _, depth in _walk(text, start, end) if depth == 0}
    category: tuple[int, int] | None = None
    stop = end
    if match := next((m for m in _AND_SO_ON.finditer(text, start + 1, end) if m.start() in shallow), None):
        count = _COUNT.match(text, match.end(), end)
        stop, category = match.start(), (count.end() if count and count.end() < end else match.end(), end)
    elif match := next((m for m in _COUNTED.finditer(text, start + 1, end) if m.start() in shallow), None):
        stop, category = match.start(), (match.start(1), end)
    commas = [i for i in sorted(shallow) if start < i < stop and text[i] == "、"]
    cuts = [(i, i + 1) for i in commas]
    # Between two commas a conjunction stands inside a member: A、B和C、D has three members.
    joints = [m for m in _CONJUNCTION.finditer(text, commas[-1] + 1 if commas else start, stop) if m.start() in shallow]
    strong = [m for m in joints if m.group() == "以及"]
    if strong or (joints and commas):
        joints = strong[-1:] or [m for m in joints[-1:] if m.group() != "与"]
    cuts += [m.span() for m in joints if m.start() > start and m.end() < stop]
    members: list[tuple[int, int]] = []
    at = start
    for cut, after in sorted(cuts):
        if cut > at:
            members.append((at, cut))
        at = max(at, after)
    if at < stop:
        members.append((at, stop))
    return Enumeration(tuple(members) or ((start, end),), category)


def unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without white space at its ends and without a pair of quotes around all of it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if (
        end - start > 2
        and text[start] in '“「『‘"'
        and text[end - 1] in '”」』’"'
        and not any(c in "“「『" for c in text[start + 1 : end - 1])
    ):
        return start + 1, end - 1
    return start, end


def balanced(text: str, start: int, end: int) -> bool:
    """Tell whether the quotes and brackets of the span pair off inside it."""
    expected: list[str] = []
    for character in text[start:end]:
        if character in _OPENING:
            expected.append(_OPENING[character])
        elif character in _OPENING.values() and (not expected or expected.pop() != character):
            return False
    return not expected


def _walk(text: str, start: int, end: int) -> Iterator[tuple[int, str, int]]:
    """Yield index, character and depth of quotes and brackets; a line's end closes all."""
    expected: list[str] = []
    for index in range(start, end):
        character = text[index]
        if character == "\n":
            expected.clear()
        elif character in _OPENING and _OPENING[character] in text[index + 1 : end].split("\n", 1)[0][:120]:
            expected.append(_OPENING[character])
            yield index, character, len(expected)
            continue
        elif expected and character == expected[-1]:
            yield index, character, len(expected)
            expected.pop()
            continue
        yield index, character, len(expected)
