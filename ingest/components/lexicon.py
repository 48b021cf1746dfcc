"""Diseases and technologies found by lexicon and by the grammar of their names."""

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ingest.candidates import Candidate
from ingest.components.belief import genre, probability, technology_features
from ingest.components.disease_names import find_diseases, synonyms, without_modifiers
from ingest.components.enumerations import enumeration
from ingest.components.technology_names import find_technologies
from ingest.outline import Block, Outline

_DISEASE_SCORES = {"lexicon:disease": 0.9, "grammar:disease": 0.75}
_BARE_TECHNOLOGY = re.compile(r"(?:关键)?技术$")
# ECMO（体外膜肺氧合）, 多学科协作（MDT）: another name of the same.
_BRACKETED = re.compile(r"\s?[（(]([^（）()\n]{2,60})[）)]")
_ABBREVIATION = re.compile(r"[A-Za-z][A-Za-z0-9 ,，;；\-/+]*")
_DISEASE_HEAD = re.compile(r"(?:疾病|疾患|病变|肿瘤|癌|障碍|损伤|感染|中毒|异常|炎|病)$")


@Language.component("policygraph_lexicon")
def lexicon(doc: Doc) -> Doc:
    """Add the diseases and technologies named in the blocks that are read."""
    outline: Outline = doc._.outline
    doc._.candidates.extend(_known_as(list(_diseases(outline)), outline.prepared.text))
    doc._.candidates.extend(candidate for candidate, _ in described_technologies(outline))
    return doc


def described_technologies(outline: Outline) -> Iterator[tuple[Candidate, frozenset[str]]]:
    """Yield a candidate for each technology named, with the features its score comes from."""
    kind = genre(outline)
    text, folded = outline.prepared.text, outline.prepared.folded
    for block in outline.blocks():
        if not block.annotated:
            continue
        for start, end, source, bracketed in _with_brackets(text, folded, block):
            features = technology_features(folded, start, end) | {
                f"source={source}",
                f"genre={kind}",
                f"block={block.kind.value}",
            }
            short = _BARE_TECHNOLOGY.sub("", text[start:end])
            aliases: tuple[str, ...] = (
                (short,) if source == "grammar:technology" and 3 <= len(short) < end - start else ()
            )
            aliases += bracketed
            score = probability(features, "Technology")
            yield Candidate(start, end, "Technology", score, source, aliases=aliases), frozenset(features)


def _with_brackets(text: str, folded: str, block: Block) -> Iterator[tuple[int, int, str, tuple[str, ...]]]:
    """Yield the technologies of a block, each with the names that stand in brackets after it."""
    passed = block.start
    for start, end, source in find_technologies(folded, block.start, block.end):
        if start < passed:
            continue
        other = _BRACKETED.match(text, end, block.end)
        names: tuple[str, ...] = ()
        if other:
            inside = list(find_technologies(folded, *other.span(1)))
            if any(s == other.start(1) and e == other.end(1) for s, e, _ in inside) or _ABBREVIATION.fullmatch(
                other[1]
            ):
                names = tuple(n.strip() for n in re.split("[,，;；]", other[1]) if len(n.strip()) > 1)
                passed = other.end()
        yield start, end, source, names


def _diseases(outline: Outline) -> Iterator[Candidate]:
    text, folded = outline.prepared.text, outline.prepared.folded
    for block in outline.blocks():
        if not block.annotated:
            continue
        for start, end, source in find_diseases(folded, block.start, block.end):
            yield from _named(text, folded, start, end, source)


def _named(text: str, folded: str, start: int, end: int, source: str) -> Iterator[Candidate]:
    """Yield one disease, or each of those that share a head (循环系统和呼吸系统疾病)."""
    score = _DISEASE_SCORES[source]
    members = enumeration(folded, start, end).members
    head = _DISEASE_HEAD.search(folded[start:end])
    if (
        len(members) < 2
        or head is None
        or "疾" not in head.group()
        or folded[slice(*members[0])].endswith(head.group())
    ):
        base = without_modifiers(folded[start:end])
        aliases = (text[end - len(base) : end],) if len(base) < end - start else ()
        yield Candidate(start, end, "Disease", score, source, aliases=aliases)
        return
    shared = text[end - len(head.group()) : end]
    for s, e in members:
        yield Candidate(s, e, "Disease", score - 0.1, source, name=text[s:e] if e == end else text[s:e] + shared)


def _known_as(found: list[Candidate], text: str) -> Iterator[Candidate]:
    """Yield the candidates with those of their other names that the document uses as well."""
    used = {c.name or text[c.start : c.end] for c in found}
    for candidate in found:
        name = candidate.name or text[candidate.start : candidate.end]
        others = sorted((synonyms().get(name, frozenset()) & used) - {name, *candidate.aliases})
        yield Candidate(
            candidate.start,
            candidate.end,
            candidate.type,
            candidate.score,
            candidate.source,
            name=candidate.name,
            aliases=(*candidate.aliases, *others),
        )
