"""When two names are the same but for the way they are written."""

import re
import unicodedata
from functools import lru_cache

import opencc

_TO_SIMPLIFIED = opencc.OpenCC("t2s")
_IGNORED = re.compile(r"[\W_]+")


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Return ``name`` in NFKC, simplified script and lower case, without white space, quotes and punctuation."""
    return _IGNORED.sub("", _TO_SIMPLIFIED.convert(unicodedata.normalize("NFKC", name)).lower())
