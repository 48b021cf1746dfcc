"""Numbering styles: what stands before a heading or an item, and which number it is."""

import functools
import re
from dataclasses import dataclass

from graph.errors import ConfigurationError
from ingest.cues import LEXICON, load_cues

STYLES = frozenset(
    {"part", "chapter", "section", "article", "box", "chinese_mark", "chinese_bracket", "roman", "arabic_mark"}
    | {"arabic_bracket", "arabic_half_bracket", "decimal", "decimal_top", "circled", "latin", "spoken"}
    | {"ordinal", "bullet", "labelled", "financial"}
)
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_FINANCIAL = str.maketrans("壹贰叁参肆伍陆柒捌玖拾", "一二三三四五六七八九十")
_UNITS = {"十": 10, "百": 100, "千": 1000}
_CHINESE = re.compile(r"[〇零一二两三四五六七八九十百千]+")
_ARABIC = re.compile(r"\d(?:\s*\d)*")


@dataclass(frozen=True, slots=True)
class Numbering:
    """A number as found at the beginning of a line.

    Parameters
    ----------
    style
        One of :data:`STYLES`; bullets carry their character (``bullet:•``), decimals their depth (``decimal:2``).
    rank
        How deep the style usually stands (1 is outermost); 0 where it may stand anywhere.
    value
        The number, or 0 where it has none.
    length
        Characters it takes, the white space after it included.
    written
        Characters of the number itself.
    """

    style: str
    rank: int
    value: int
    length: int
    written: int


def value_of(numeral: str) -> int:
    """Return the value of an Arabic, Chinese or circled numeral, or 0 if it is none.

    >>> value_of("二十一"), value_of("1 0"), value_of("③")
    (21, 10, 3)
    """
    numeral = numeral.translate(_FINANCIAL)
    if found := _ARABIC.search(numeral):
        return int(re.sub(r"\s", "", found.group())[:9])
    if found := _CHINESE.search(numeral):
        total = current = 0
        for character in found.group():
            if character in _UNITS:
                total += (current or 1) * _UNITS[character]
                current = 0
            else:
                current = current * 10 * (not total) + _DIGITS[character]
        return total + current
    for character in numeral:
        if "①" <= character <= "⑳":
            return ord(character) - ord("①") + 1
        if "⑴" <= character <= "⒇":
            return ord(character) - ord("⑴") + 1
        if character.isascii() and character.isalpha():
            return ord(character.lower()) - ord("a") + 1
    return 0


@functools.cache
def _styles() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    styles = []
    for cue in load_cues(LEXICON / "numbering.tsv", STYLES):
        if not cue.scope.isdigit() or "number" not in cue.pattern.groupindex:
            raise ConfigurationError(
                f"style {cue.kind}: the rank must be a whole number and the pattern name a group 'number'",
                LEXICON / "numbering.tsv",
            )
        styles.append((cue.kind, int(cue.scope), cue.pattern))
    return tuple(styles)


@functools.cache
def _any_style() -> re.Pattern[str]:
    """Return one pattern for all styles: most lines have no number and are told so at once."""
    return re.compile("|".join(pattern.pattern.replace("?P<number>", "?:") for _, _, pattern in _styles()))


def numbering_at(folded: str, start: int, end: int) -> Numbering | None:
    """Return the numbering that begins at ``start`` of the folded text, or None."""
    if not _any_style().match(folded, start, end):
        return None
    for style, rank, pattern in _styles():
        found = pattern.match(folded, start, end)
        if found is None:
            continue
        number = found.group("number")
        if style == "bullet":
            style = f"bullet:{number[0]}"
        elif style == "decimal":
            style, rank = f"decimal:{number.count('.') + 1}", rank + number.count(".")
        value = value_of(number.rsplit(".", 1)[-1])
        return Numbering(style, rank, value, found.end() - start, found.end("number") - start)
    return None
