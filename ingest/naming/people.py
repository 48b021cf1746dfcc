"""The grammar of people's names: a family name with one or two characters, beside a post or a word of saying."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.lexicon import LEXICON, read_table, read_words
from ingest.naming.places import place_at

_HAN = r"\u4e00-\u9fff"
_NO_GIVEN = frozenset("的了在是和与等为对从将由各级之其即或及这那此以并而但上下者们个些位项条次处职院部委县区")
_NO_LAST = frozenset("家年月日时长向任曾省市内外")  # in a name of two characters
_ORGANISATION = re.compile(
    r"(?:中心|处|院|委|部|厅|局|司|所|会|公司|大学|医院|集团|办|科|组|系|来自|学校|总局|学部|室|研究所|盟)$"
)
_PARTICLES = frozenset("由经与和及向对请以的、为在是任聘邀请据")
_PORTRAIT = re.compile(
    rf"(?:^|\n|[。：])([{_HAN}]{{2,3}})[,，](?:男|女|[{_HAN}]{{0,8}}(?:博士|教授|主任|医师|院士|院长|研究员|硕士))",
    re.M,
)
_LATIN = re.compile(r"[A-Z][a-z]+(?: [A-Z]\.?)?(?: (?:[A-Z][A-Za-z]+))+")


@dataclass(frozen=True, slots=True)
class PersonFound:
    """A person's name in the folded text."""

    start: int
    end: int
    score: float
    source: str


@dataclass(frozen=True, slots=True)
class _Words:
    name: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    follow: re.Pattern[str]
    speech: re.Pattern[str]
    not_names: frozenset[str]
    foreign: re.Pattern[str]


@cache
def _words() -> _Words:
    surnames = [row["surname"] for row in read_table(LEXICON / "surnames.tsv", ["surname"])]
    posts = read_table(LEXICON / "posts.tsv", ["post", "before", "after"])
    words = read_words(LEXICON / "people_words.yaml", ("after", "speech", "not_names", "transliteration"))
    double = "|".join(s for s in surnames if len(s) == 2)
    single = "".join(s for s in surnames if len(s) == 1)

    def one_of(items: list[str]) -> str:
        return "|".join(sorted(map(re.escape, items), key=len, reverse=True))

    return _Words(
        re.compile(rf"(?:{double}|[{single}])[{_HAN}]{{1,2}}"),
        re.compile(f"(?:{one_of([p['post'] for p in posts if p['before'] == 'yes'])})"),
        re.compile(
            f"(?:副|总)?(?:{one_of([p['post'] for p in posts if p['after'] == 'yes'])})(?![会组团处]|单位|医师)"
        ),
        re.compile(rf"(?:{one_of([*words['after']])})|[^{_HAN}]|$"),
        re.compile(f"(?:{one_of([*words['speech']])})"),
        frozenset(words["not_names"]),
        re.compile(r"[{0}]{{1,7}}(?:[·•‧・][{0}]{{1,7}})+".format("".join(words["transliteration"]))),
    )


def is_name(text: str) -> bool:
    """Tell whether ``text`` (folded) may be a person's name."""
    words = _words()
    if not words.name.fullmatch(text) or text[:2] in words.not_names or text in words.not_names:
        return False
    if (
        any(c in _NO_GIVEN for c in text[1:])
        or text[-1] in "州市省县国"
        or len(text) == 2
        and text[1] in _NO_LAST
        or text[1:] in words.not_names
    ):
        return False
    if len(text) == 3 and (inner := place_at(text, 1, 3)) and inner[0] == 3:
        return False  # 于天津
    hit = place_at(text, 0, len(text))
    return hit is None or hit[0] != len(text) and hit[1].level != "province"


def name_at(text: str, index: int, end: int) -> int | None:
    """Return the end of the person's name at ``index``, or None; what follows decides how long it is."""
    words = _words()
    for length in (4, 3, 2):
        stop = index + length
        if stop > end or not is_name(text[index:stop]):
            continue
        if words.follow.match(text, stop, end) or words.after.match(text, stop, end) or stop == end:
            if (
                length == 2
                and is_name(text[index : stop + 1])
                and text.count(text[index : stop + 1]) > 1
                and text.count(text[index:stop]) == text.count(text[index : stop + 1])
            ):
                return stop + 1  # always followed by the same character: part of the name
            return stop
    three = text[index : index + 3]
    return index + 3 if index + 3 <= end and is_name(three) and text.count(three) > 1 else None


def find_people(text: str, start: int, end: int) -> Iterator[PersonFound]:
    """Yield the names in ``[start, end)`` that a post, a word of saying, a list or a dot gives away."""
    for match in _words().foreign.finditer(text, start, end):
        yield PersonFound(match.start(), match.end(), 0.75, "grammar:foreign-name")
    yield from _after_posts(text, start, end)
    yield from _before_posts(text, start, end)
    yield from _speakers(text, start, end)
    yield from _lists(text, start, end)
    for match in _PORTRAIT.finditer(text, start, end):
        if is_name(match[1]):
            yield PersonFound(match.start(1), match.end(1), 0.75, "grammar:portrait")


def _after_posts(text: str, start: int, end: int) -> Iterator[PersonFound]:
    for match in _words().before.finditer(text, start, end):
        index = match.end()
        while index < end and text[index] in " \u3000：:":
            index += 1
        stop = name_at(text, index, end)
        if text.startswith("长江", index - 1):
            continue  # 局长江某 or 局, 长江…: not to be told apart
        if stop is not None:
            yield PersonFound(index, stop, 0.85, "grammar:post-name")
            continue
        latin = _LATIN.match(text, index, end)
        if latin:
            yield PersonFound(index, latin.end(), 0.8, "grammar:post-name")


def _before_posts(text: str, start: int, end: int) -> Iterator[PersonFound]:
    for match in _words().after.finditer(text, start, end):
        for length in (4, 3, 2):
            begin = match.start() - length
            if begin < start or not is_name(text[begin : match.start()]):
                continue
            previous = text[begin - 1 : begin] if begin > start else ""
            inner = length == 3 and is_name(text[begin + 1 : match.start()])
            if inner and (text[begin] in _PARTICLES or _ORGANISATION.search(text[max(start, begin - 3) : begin + 1])):
                continue
            if inner and text.count(text[begin + 1 : match.start()]) > text.count(text[begin : match.start()]):
                continue
            known = length > 2 and text.count(text[begin : match.start()]) > 1
            glued = not known and re.match(f"[{_HAN}]", previous) and previous not in _PARTICLES
            if glued and not _ORGANISATION.search(text[max(start, begin - 4) : begin]):
                continue
            yield PersonFound(begin, match.start(), 0.8, "grammar:name-post")
            break


def _speakers(text: str, start: int, end: int) -> Iterator[PersonFound]:
    for match in _words().speech.finditer(text, start, end):
        for length in (3, 2):
            begin = match.start() - length
            if begin < start or not is_name(text[begin : match.start()]):
                continue
            if begin == start or not re.match(rf"[{_HAN}A-Za-z0-9]", text[begin - 1]):
                yield PersonFound(begin, match.start(), 0.6, "grammar:name-speech")
                break


_LIST = re.compile(rf"[{_HAN}]{{2,4}}(?:、[{_HAN}]{{2,4}})+")


def _lists(text: str, start: int, end: int) -> Iterator[PersonFound]:
    """Three or more names in a row, or two before 等, whose members all look like names."""
    for match in _LIST.finditer(text, start, end):
        items: list[tuple[int, int]] = []
        at = match.start()
        for item in match[0].split("、"):
            items.append((at, at + len(item)))
            at += len(item) + 1
        first, last = items[0], items[-1]
        names = [(b, e) for b, e in items[1:-1] if len(text[b:e]) <= 3 and is_name(text[b:e])]
        if len(items) < 3 or len(names) < len(items) - 2 or not names:
            continue
        tail = next(
            (
                n
                for n in (3, 2)
                if is_name(text[last[0] : last[0] + n])
                and last[0] + n <= end
                and _words().follow.match(text, last[0] + n)
            ),
            None,
        )
        head = next((n for n in (3, 2) if first[1] - n >= start and is_name(text[first[1] - n : first[1]])), None)
        if tail is None or head is None:
            continue
        yield PersonFound(first[1] - head, first[1], 0.7, "grammar:list-of-names")
        for begin, stop in names:
            yield PersonFound(begin, stop, 0.75, "grammar:list-of-names")
        yield PersonFound(last[0], last[0] + tail, 0.75, "grammar:list-of-names")
