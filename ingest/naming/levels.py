"""省, 市, 县 … before the name of an organ: whose it is."""

import re
from dataclasses import dataclass

_LEVEL = re.compile(
    r"(?:全|我)?(?P<level>自治区|省|市|县|区|州)(?!域|内|外|际|情|份|场|民(?![政族宗])|长|辖|属|里|间|块)"
    r"(?P<more>(?:(?:、|和)(?:市|县|区|旗))?(?:（[县市区旗、]+）)?)(?:级(?=机关))?"
)
_NOT_AFTER = frozenset("各外跨兄城辖地大都州县市省区")


@dataclass(frozen=True, slots=True)
class Level:
    """``level`` is 省, 市, 县, 区, 州 or 自治区; ``shared`` if more of them share the organ (市、县人民政府)."""

    end: int
    level: str
    shared: bool


def level_at(text: str, index: int, end: int) -> Level | None:
    """Return the level that begins at ``index``, or None; 各市, 外省, 城市 … are none."""
    match = _LEVEL.match(text, index, end)
    if match is None or text[index - 1 : index] in _NOT_AFTER:
        return None
    return Level(match.end(), match["level"], bool(match["more"]))
