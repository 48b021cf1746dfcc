"""What full-text search over entities looks at: every name, as written and folded."""

import unicodedata
from functools import cache

import opencc

from graph.model import Entity


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def fold(text: str) -> str:
    """Return ``text`` as search compares it: NFKC, simplified characters, lower case."""
    folded: str = _simplifier().convert(unicodedata.normalize("NFKC", text))
    return folded.casefold()


def search_text(entity: Entity) -> str:
    """Return every name of ``entity`` with its folded form, one a line, each once."""
    names = (entity.name, *entity.aliases)
    return "\n".join(dict.fromkeys([*names, *map(fold, names)]))
