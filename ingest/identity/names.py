"""How names are compared and shown."""

import re
import unicodedata
from functools import lru_cache

import opencc

_TO_SIMPLIFIED = opencc.OpenCC("t2s")
_DROPPED = re.compile(r"(?<!\d)\.|\.(?!\d)|[^\w.+%‰~]|_")
_NUMERALS = "零一二三四五六七八九"
_DIGIT = "[一二三四五六七八九]"
_HUNDREDS = re.compile(rf"(?:({_DIGIT}|两)百零?)?(?:({_DIGIT}?)(十))?({_DIGIT})?")
_ORDINAL_PLAN = re.compile(r"第(十[一二三四五六七八九]?|[一二三四五六七八九])个五年(?=规划|计划)")
_TITLE_MARKS = re.compile(r"^[《〈](.+)[》〉]$")


@lru_cache(maxsize=65536)
def normalise(name: str) -> str:
    """Return ``name`` as it is compared.

    NFKC, simplified script, lower case, without white space, quotes, book-title marks and punctuation;
    a point inside a number stays, and so do ``+ % ‰ ~``. ``第十四个五年规划`` reads ``十四五规划``.
    """
    text = _TO_SIMPLIFIED.convert(unicodedata.normalize("NFKC", name)).lower()
    return _ORDINAL_PLAN.sub(r"\1五", _DROPPED.sub("", text))


def is_simplified(name: str) -> bool:
    """Tell whether the simplified script would write ``name`` just so."""
    return bool(_TO_SIMPLIFIED.convert(name) == name)


def shown(name: str) -> str:
    """Return ``name`` as the graph shows it: white space joined, book-title marks around the whole taken off."""
    text = re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", " ".join(name.split()))
    match = _TITLE_MARKS.match(text)
    return match.group(1) if match and not re.search(r"[《》〈〉]", match.group(1)) else text


def chinese_number(text: str) -> int | None:
    """Return the value of a number from 1 to 999 in Arabic or Chinese figures, or None."""
    if text.isdecimal():
        return int(text)
    match = _HUNDREDS.fullmatch(text)
    if not text or match is None:
        return None
    hundreds, tens, ten, ones = match.groups()
    value = 100 * _NUMERALS.index(hundreds.replace("两", "二")) if hundreds else 0
    value += 10 * (_NUMERALS.index(tens) if tens else 1) if ten else 0
    return value + (_NUMERALS.index(ones) if ones else 0) or None
