"""Short names without a head (a brand, a media platform, a hospital's popular name) that their context gives away.

Where such a name begins only context tells: a mark or a word that no name holds must stand right before it.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.naming.brand_words import brand_words, is_field, may_be_brand, one_of, verbs
from ingest.naming.found import Found

_CHARACTER = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·&-]")
_AND = ("和", "与", "及")
_LISTED = re.compile(
    r"[（(](?:(?:证券|股票)(?:代码|简称)|[0-9]{6}\.(?:SH|SZ|BJ)|[0-9]{4,5}\.HK|(?:NASDAQ|NYSE|HKEX)[:：])"
)
_BARE = 5  # characters a name has at most where a mark alone, no word, stands before it


@dataclass(frozen=True, slots=True)
class _Patterns:
    members: re.Pattern[str]
    post: re.Pattern[str]
    partner: re.Pattern[str]
    label: re.Pattern[str]
    ranked: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = brand_words()
    amount = "[0-9]+(?:余|多)?家|[一二三四五六七八九十百]+(?:余|多)?家"
    sorts = "|".join(f"(?P<{kind}>{one_of(words[group])})" for kind, group in _KINDS.items())
    ranked = f"{one_of(words['ranks'])}|{amount}"
    return _Patterns(
        re.compile(
            f"(?:等|在内的)(?P<rank>(?:的|{ranked}|{one_of(words['qualifiers'])})*?)(?:{sorts})"
            f"(?!{one_of(words['not_after_class'])})"
        ),
        re.compile(f"(?:{one_of(words['posts'])})(?:[兼、](?:{one_of(words['posts'])}))*[ 　]?"),
        re.compile(one_of(words["partners"])),
        re.compile(f"(?:{one_of(words['labels'])})[:：][ 　]?"),
        re.compile(ranked),
    )


_KINDS = {"company": "companies", "hospital": "hospitals", "university": "universities"}


class Brands:
    """Finds names without a head in one document's folded text.

    Parameters
    ----------
    text
        The folded text.
    institutions
        The spans of the institutions that are known already.
    people
        Where names of people begin.
    """

    def __init__(self, text: str, institutions: Collection[tuple[int, int]], people: Collection[int]) -> None:
        self.text, self.people = text, frozenset(people)
        self.begins, self.ends = {s for s, _ in institutions}, {e for _, e in institutions}
        self.taken = {at for start, end in institutions for at in range(start, end)}

    def find(self, start: int, end: int) -> Iterator[Found]:
        """Yield the names in ``[start, end)``."""
        yield from self._members(start, end)
        yield from self._holders(start, end)
        yield from self._partners(start, end)
        yield from self._labelled(start, end)
        for match in _LISTED.finditer(self.text, start, end):
            yield from self._checked([self._before(start, match.start())], "grammar:brand-listed", "company", 0.8)

    def _members(self, start: int, end: int) -> Iterator[Found]:
        """甲、乙等龙头企业: all of its members, if none of them is a sort, a field or a place."""
        for match in _patterns().members.finditer(self.text, start, end):
            items = self._items(start, match.start())
            known = any(self._known(*item) for item in items)
            ranked = bool(_patterns().ranked.search(match["rank"]))
            if not items or not known and not ranked or len(items) < 2 and not ranked:
                continue
            kind = next(kind for kind in _KINDS if match[kind])
            yield from self._checked(items, "grammar:brand-member", kind, 0.75)

    def _holders(self, start: int, end: int) -> Iterator[Found]:
        """甲董事长某某: what stands before a company's post and the name of its holder."""
        for match in _patterns().post.finditer(self.text, start, end):
            span = self._before(start, match.start())
            name = self.text[slice(*span)] if span else ""
            if match.end() in self.people and not name.endswith(brand_words()["not_holders"]):
                yield from self._checked([span], "grammar:brand-post", "company", 0.75)

    def _partners(self, start: int, end: int) -> Iterator[Found]:
        """[known]联合甲、[known]: what stands between an institution that joins others and another of them."""
        for match in _patterns().partner.finditer(self.text, start, end):
            if match.start() not in self.ends:
                continue
            items: list[tuple[int, int] | None] = []
            at = match.end()
            while at < end and at not in self.begins:
                stop = at
                while stop < end and stop - at < 10 and _CHARACTER.match(self.text[stop]) and stop not in self.taken:
                    if self.text[stop] in _AND and stop + 1 in self.begins:
                        break
                    stop += 1
                items.append((at, stop))
                if self.text[stop : stop + 1] not in ("、", *_AND):
                    items = []
                    break
                at = stop + 1
            if at in self.begins:
                yield from self._checked(items, "grammar:brand-partner", "", 0.75)

    def _labelled(self, start: int, end: int) -> Iterator[Found]:
        """主办单位：甲、乙: the members of a line that says who holds an event."""
        for match in _patterns().label.finditer(self.text, start, end):
            stop = re.compile(r"[\n。；;]|$").search(self.text, match.end(), end)
            at = match.end()
            for part in re.split(r"[、，,]|[ 　]+", self.text[at : stop.start() if stop else end]):
                if part and (begin := self.text.find(part, at)) >= 0:
                    at = begin + len(part)
                    yield from self._checked([(begin, at)], "grammar:brand-label", "", 0.75)

    def _known(self, begin: int, stop: int) -> bool:
        return stop in self.ends or begin in self.begins

    def _before(self, start: int, stop: int) -> tuple[int, int] | None:
        """Return the span of the name that ends at ``stop``, None if it is not certain where it begins."""
        text = self.text
        run = stop
        while run > start and _CHARACTER.match(text[run - 1]):
            run -= 1
        begin = verbs().last(text, run, stop)
        return (begin, stop) if begin < stop and (begin > run or stop - begin <= _BARE) else None

    def _items(self, start: int, stop: int) -> list[tuple[int, int]]:
        """Return the members of the enumeration that ends at ``stop``; a first one that begins anywhere is left out."""
        text = self.text
        items: list[tuple[int, int]] = []
        while True:
            run = stop
            while run > start and _CHARACTER.match(text[run - 1]):
                run -= 1
            begin = verbs().last(text, run, stop)
            listed = run > start and text[run - 1] == "、"
            if begin == run and listed:
                items.append((begin, stop))
                stop = run - 1
            elif begin > run and text[begin - 1] in _AND and begin - 1 > run and begin < stop:
                items.append((begin, stop))
                stop = begin - 1
            else:
                if begin < stop and (begin > run or stop - begin <= _BARE or self._known(begin, stop)):
                    items.append((begin, stop))
                return items

    def _checked(
        self, items: Sequence[tuple[int, int] | None], source: str, kind: str, score: float
    ) -> Iterator[Found]:
        """Yield the items that are new, if all of them may be names."""
        spans = [item for item in items if item]
        fresh = [(b, e) for b, e in spans if not self.taken.intersection(range(b, e))]
        known = {(b, e) for b, e in spans if self._known(b, e)}
        if any(is_field(self.text[b:e]) for b, e in spans if (b, e) not in known):
            return
        if all(may_be_brand(self.text[b:e]) for b, e in fresh):
            for begin, stop in fresh:
                yield Found(begin, stop, score, source, kind)
