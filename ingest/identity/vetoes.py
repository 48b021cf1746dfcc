"""What keeps two names apart however alike they look."""

import re
from functools import cache

from ingest.identity.institutions import bodies, leading_place
from ingest.identity.names import chinese_number, normalise

_CHINESE = "[一二三四五六七八九十百]+"
_NUMBER = re.compile(rf"\d+(?:\.\d+)?|{_CHINESE}(?=[五条项个届期批号轮次大年级])|第{_CHINESE}")
_NOTICE = ("通知", "解读", "公告", "批复", "决定", "实施细则", "实施方案", "实施意见")


def veto(type: str, left: str, right: str) -> str | None:
    """Return why two entities of ``type`` with these names can't be one, or None if nothing speaks against it.

    Another province or city (or one against none: 自贸试验区), another ordinal or number (十三五/十四五), a body and
    its part, two bodies of the lexicon (a predecessor is a body of its own), a text and the notice about it,
    two persons' names.
    """
    left, right = normalise(left), normalise(right)
    if left == right:
        return None
    if type in ("Person", "Province"):
        return f"another {type.lower()}"
    here, there = (leading_place(name.removeprefix("中共")) for name in (left, right))
    if here and there and here[0] != there[0]:
        return "another place"
    if type == "Institution" and bool(here) != bool(there):
        return "a body of one place and one of no place"
    if _numbers(left) != _numbers(right):
        return "another number"
    if type == "Institution":
        known = bodies().get(left), bodies().get(right)
        if known[0] and known[1] and known[0][0] != known[1][0]:
            return "two bodies of the lexicon"
        if left.startswith(right) or right.startswith(left):
            return "a body and its part"
    if type == "Policy" and left.endswith(_NOTICE) != right.endswith(_NOTICE) and (left in right or right in left):
        return "a text and one about it"
    return None


@cache
def _numbers(text: str) -> tuple[str, ...]:
    found = (match.removeprefix("第") for match in _NUMBER.findall(text))
    return tuple(sorted(str(chinese_number(n) or n) for n in found))
