"""Folding: the form of a text that patterns and lexicons are matched against, character for character."""

import functools
import unicodedata

import opencc

_CHUNK = 20_000
"""Characters converted at a time, so that one endless line costs no more than many short ones."""


@functools.cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@functools.lru_cache(maxsize=65_536)
def fold_character(character: str) -> str:
    """Return the NFKC form of one character where that is one character, else the character itself.

    Circled and bracketed numbers (①, ⑴) stay, because they are numbering and not digits of a number.
    """
    if "\u2460" <= character <= "\u24ff":
        return character
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character


def fold(text: str) -> str:
    """Return ``text`` folded for matching; the result has the same length.

    Every character is replaced by its NFKC form (full-width digits, letters and marks become ASCII) and
    traditional by simplified script. Letters keep their case.
    """
    folded = text.translate({ord(c): fold_character(c) for c in set(text) if ord(c) > 127})
    return "".join(_simplify(folded[at : at + _CHUNK]) for at in range(0, len(folded), _CHUNK))


def _simplify(text: str) -> str:
    converted: str = _converter().convert(text)
    if len(converted) == len(text):
        return converted
    # A conversion that changed the length can't be aligned as a whole: go character by character.
    single = (_converter().convert(c) for c in text)
    return "".join(new if len(new) == 1 else old for new, old in zip(single, text, strict=True))
