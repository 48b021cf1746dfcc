"""Short forms that follow from an institution's full name: a company's without its legal form, 某医二院."""

import re
from collections.abc import Iterator
from functools import cache

from ingest.naming.brand_words import brand_words, may_be_brand, one_of
from ingest.naming.places import place_at

_LEGAL = re.compile(r"(?:集团)?(?:股份)?(?:有限)?(?:责任)?(?:集团)?公司$|集团$")
_PLACE_NOTE = re.compile(r"[（(][\u4e00-\u9fff]{2,6}[）)]")
_NUMBERED = re.compile(r"第(?P<number>[一二三四五六七八九十])(?:临床)?(?:人民)?医院$")
_POPULAR = re.compile(r"(?P<head>[\u4e00-\u9fff]{2})(?P<number>[一二三四五六七八九十])院")


@cache
def _industries() -> re.Pattern[str]:
    return re.compile(f"(?:{one_of(brand_words()['fields'])})+$")


def company_forms(name: str) -> Iterator[str]:
    """Yield the short forms of a company's full name, longest first: without its legal form, place and industry."""
    legal = _LEGAL.search(name)
    if not legal or not legal.start():
        return
    stem = _PLACE_NOTE.sub("", name[: legal.start()])
    hit = place_at(stem, 0, len(stem))
    own = stem[hit[0] :].removeprefix("省").removeprefix("市") if hit else stem
    industry = _industries().search(own)
    core = own[: industry.start()] if industry else own
    if len(core) < 2:
        return
    forms = [stem, own]
    if industry:
        forms += [core + word for word in brand_words()["fields"] if own.startswith(core + word)]
    if len(core) >= 3:
        forms.append(core)
    for form in sorted(dict.fromkeys(forms), key=len, reverse=True):
        if len(form) >= 3 and form != name and may_be_brand(form):
            yield form


def numbered_hospital_forms(name: str, text: str) -> Iterator[str]:
    """Yield the popular forms in ``text`` of a hospital with a number (南方大学第三医院 → 南医三院).

    Its two characters stand in the full name in their order, the first at its beginning, and the number is the same.
    """
    full = _NUMBERED.search(name)
    if not full:
        return
    for form in sorted({match[0] for match in _POPULAR.finditer(text) if match["number"] == full["number"]}):
        rest = iter(name)
        if form[0] == name[0] and all(character in rest for character in form[:2]):
            yield form
