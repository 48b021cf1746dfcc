"""Short forms a document defines for a name: 以下简称, an abbreviation in parentheses."""

import re
from collections.abc import Iterator

_DEFINED = re.compile(
    r"[》”」』]?\s*[（(](?:[^（）()]{0,12}?[,，])?(?:以下|下文)?(?:统称|合称|简称|下称|称)(?:为)?[:：]?\s*[《“「『〈]?"
    r"(?P<short>[^《》“”「」『』〈〉（）()，,；;]{2,16})[》”」』〉]?(?:[，,；;][^（）()]*)?[)）]"
)
_LATIN = re.compile(r"\s*[（(](?P<whole>[^（）()]{2,60})[)）]")
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z0-9&-]{1,9}")


def defined_after(text: str, end: int) -> Iterator[str]:
    """Yield the short forms that the words right after a name ending at ``end`` define for it."""
    match = _DEFINED.match(text, end)
    if match:
        yield match["short"]
        return
    latin = _LATIN.match(text, end)
    if latin:
        parts = re.split(r"[，,；;、]", latin["whole"])
        for part in parts:
            part = part.strip()
            if _ABBREVIATION.fullmatch(part) or re.fullmatch(r"[A-Z][A-Za-z .&-]{5,60}", part):
                yield part
