"""Words that point back to something named before: 该项目, 该公司."""

import re
from collections.abc import Iterator
from typing import NamedTuple

BACK_REACH = 400
"""How many characters back such words may point."""

_BACK = re.compile(
    r"(?:该|这一|这项|上述|本)(?P<work>项目|计划|行动|工程|专项|基金)"
    r"|(?:该|本|(?<![\u4e00-\u9fff]))(?P<body>公司|集团|医院|中心|学校|研究院|研究所|基金会|协会|学会)"
    r"(?![\u4e00-\u9fff]{0,2}[》”])"
)


class BackReference(NamedTuple):
    """``[start, end)`` points back to an entity of ``type`` that ``noun`` fits."""

    start: int
    end: int
    type: str
    noun: str


def back_references(folded: str) -> Iterator[BackReference]:
    """Yield the words of a folded text that point back to a programme or an institution."""
    for match in _BACK.finditer(folded):
        type, noun = ("Programme", match["work"]) if match["work"] else ("Institution", match["body"])
        yield BackReference(*match.span(), type, noun)
