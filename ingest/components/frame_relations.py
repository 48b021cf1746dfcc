"""Relations that a sentence states in words: trigger frames run over sentences whose entities are slots."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from spacy.language import Language
from spacy.tokens import Doc

from ingest.frames import Frame, frames, symbol
from ingest.money import money
from ingest.reading import Reading, fold

_DENIED = re.compile(r"(?:不得|不予|不再|并非|并未|尚未|没有|未能|禁止|无需|拒绝)")
_WISHED = re.compile(r"(?:应当|应该|应|须|亟需|建议|呼吁|希望|倡议|期待)")
_PLANNED = re.compile(r"将(?!健康|其|以|在|会议|有关|不)|拟|计划(?!单列)|应当|(?<![重主需])要(?!求|点|素|闻)|有望|预计")
_QUOTES = "“”《》〈〉「」『』"
_MADE_TO = r"支持|鼓励|引导|允许|推动|督促|授权"
_NOT_ACTING = {
    "ISSUES": re.compile(rf"(?:{_MADE_TO})[^，。；、]{{0,10}}$"),
    "DEVELOPS": re.compile(rf"(?:{_MADE_TO})[^，。；、]{{0,10}}$"),
    "LEADS": re.compile(rf"(?:{_MADE_TO}|根据|按照|依托|借鉴|在|对|向|经|遵循)[^，。；、]{{0,10}}$"),
    "FUNDS": re.compile(rf"(?:{_MADE_TO}|根据|按照|依托|借鉴|对|向)[^，。；、]{{0,10}}$"),
    "PARTICIPATES_IN": re.compile(rf"(?:{_MADE_TO}|根据|按照|依托|对|向)[^，。；、]{{0,10}}$"),
    "TARGETS": re.compile(rf"(?:{_MADE_TO}|根据|按照|依托)[^，。；、]{{0,10}}$"),
}
"""What stands before a body that is made to do something, or only named, rather than acting."""
_FOUNDED = re.compile(r"(?:成立|设立|组建)了?$")
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_ATTRIBUTES = ("amount", "currency", "date", "role", "title")


@dataclass(frozen=True, slots=True)
class Slotted:
    """A sentence with one character for each entity it names; ``entities[i]`` is what character ``i`` stands for."""

    text: str
    entities: tuple[int | None, ...]

    @classmethod
    def of(cls, text: str, named: Sequence[tuple[int, int, str, int]], types: Sequence[str]) -> "Slotted":
        """Put slots in place of the outermost of ``named`` (start, end, type, entity); ``types`` win a tie."""
        letters: list[str] = []
        entities: list[int | None] = []
        at, numbers = 0, dict[str, int]()
        visible = (n for n in named if n[2] != "Goal" or "Goal" in types)
        for start, end, type, entity in sorted(visible, key=lambda n: (n[0], -n[1], n[2] not in types, n[3])):
            if start < at:
                continue
            while end - start > 2 and text[start] in _QUOTES:
                start += 1
            while end - start > 1 and text[end - 1] in _QUOTES and text.count(text[end - 1], start, end) % 2:
                end -= 1
            letters += text[at:start]
            entities += [None] * (start - at)
            letters.append(symbol(type, numbers.setdefault(type, 0)))
            numbers[type] += 1
            entities.append(entity)
            at = end
        letters += text[at:]
        entities += [None] * (len(text) - at)
        return cls("".join(letters), tuple(entities))

    def named(self, span: tuple[int, int], types: Sequence[str]) -> list[int]:
        """Return the entities of ``types`` in ``span``, in order, each once."""
        first = {symbol(t, 0): t for t in types}
        found: dict[int, None] = {}
        for i in range(*span):
            entity = self.entities[i]
            if entity is not None and any(0 <= ord(self.text[i]) - ord(s) < 0x100 for s in first):
                found[entity] = None
        return list(found)


@dataclass(frozen=True, slots=True)
class Found:
    """One match of a frame: its heads (none if implied), its tails, and what else it captured."""

    heads: tuple[int, ...]
    tails: tuple[int, ...]
    start: int
    modality: str
    attributes: dict[str, str]

    def pairs(self, frame: Frame) -> Iterator[tuple[int, int]]:
        """Yield (head, tail): each head with each tail, or all of them with one another."""
        if frame.source.pairs == "all":
            yield from combinations(dict.fromkeys([*self.heads, *self.tails]), 2)
        else:
            yield from ((h, t) for h in self.heads for t in self.tails if h != t)


def find(frame: Frame, sentence: Slotted, *, normative: bool = True) -> Iterator[Found]:
    """Yield where ``frame`` matches; ``normative`` says that 应当 binds (a law) rather than wishes (an article)."""
    for hit in frame.regex.finditer(sentence.text):
        words = "".join(c for c in hit[0] if ord(c) < 0xE000 or ord(c) > 0xF8FF)
        if _DENIED.search(words) or (not normative and _WISHED.search(words)):
            continue
        other = _NOT_ACTING.get(frame.relation) if frame.heads and hit.start() == hit.start("head") else None
        if other is not None and other.search(sentence.text[: hit.start()]):
            continue
        tails = tuple(sentence.named(hit.span("tail"), frame.source.tail))
        heads = tuple(h for h in sentence.named(hit.span("head"), frame.heads) if h not in tails) if frame.heads else ()
        modality = frame.source.modality or ("planned" if _PLANNED.search(words) else "done")
        captured = {k: v for k, v in hit.groupdict().items() if k in _ATTRIBUTES and v}
        yield Found(heads, tails, hit.start(), modality, {**frame.source.attributes, **captured})


def _actors(places: list[tuple[int, int, str, int]], text: str) -> list[tuple[int, int, str, int]]:
    """Return the places without the bodies that the sentence sets up (甲委成立了乙小组，出台…): 甲委 acts."""
    founded = [(s, e) for s, e, type, _ in places if type == "Institution" and _FOUNDED.search(text, max(0, s - 3), s)]
    return [p for p in places if not any(s <= p[0] and p[1] <= e for s, e in founded)]


@Language.component("policygraph_frame_relations")
def frame_relations(doc: Doc) -> Doc:
    """Run the trigger frames over every sentence."""
    reading = Reading.of(doc)
    normative = bool(reading.own)
    for start, end in reading.sentences:
        places = [(p.start - start, p.end - start, p.type, p.entity) for p in reading.within(start, end)]
        present = {p[2] for p in places}
        if not places:
            continue
        text = reading.folded[start:end]
        slotted: dict[tuple[tuple[str, ...], bool], Slotted] = {}
        for frame in frames():
            if frame.source.preamble and not reading.preamble(start):
                continue
            if not present & set(frame.source.tail) or (frame.heads and not present & set(frame.heads)):
                continue
            types = tuple(sorted({*frame.heads, *frame.source.tail}))
            acting = "Institution" in frame.heads and "Institution" not in frame.source.tail
            if (types, acting) not in slotted:
                slotted[types, acting] = Slotted.of(text, _actors(places, text) if acting else places, types)
            implied = _implied(reading, frame, start)
            for found in find(frame, slotted[types, acting], normative=normative):
                heads = found.heads if frame.heads else () if implied is None else (implied,)
                heads = _named_like(reading, heads, frame.source.head_name)
                tails = _named_like(reading, found.tails, frame.source.tail_name)
                for head, tail in Found(heads, tails, 0, "", {}).pairs(frame):
                    reading.add(
                        frame.relation,
                        head,
                        tail,
                        (start, end),
                        rule=frame.rule,
                        confidence=frame.source.confidence,
                        modality=found.modality,
                        **{**_details(frame.relation, text), **found.attributes},
                    )
    return doc


def _details(relation: str, text: str) -> dict[str, str]:
    """Return the one day or the one sum of money that a sentence gives, where the relation has such an attribute."""
    if relation == "FUNDS":
        return money(text)
    if relation in ("ISSUES", "PARTICIPATES_IN") and len(days := _DAY.findall(text)) == 1:
        return {"date": "{:04}-{:02}-{:02}".format(*map(int, days[0]))}
    return {}


def _implied(reading: Reading, frame: Frame, index: int) -> int | None:
    """Return the head that a frame without a head of its own has at ``index``."""
    match frame.source.head:
        case "own":
            return reading.voice
        case "section":
            return reading.section(reading.block(index))
        case "topic":
            return reading.topic(index)
        case "profile":
            return reading.profile(index)
    return None


def _named_like(reading: Reading, entities: tuple[int, ...], pattern: str | None) -> tuple[int, ...]:
    """Return the entities with a name that matches ``pattern``."""
    if pattern is None:
        return entities
    return tuple(i for i in entities if any(re.search(pattern, fold(n)) for n in reading.names(i)))
