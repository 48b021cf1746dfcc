"""Groups the mentions of a document into its entities: one a thing, with every name it goes by."""

import re
from collections import defaultdict
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ingest.candidates import Candidate, DocumentEntity
from ingest.naming.keys import name_key
from ingest.naming.places import place_at
from ingest.naming.synonyms import variants

_WRAPPED = re.compile(r"[《〈「『“]([^《》〈〉「」『』“”]+)[》〉」』”]")


@Language.component("policygraph_entities")
def entities(doc: Doc) -> Doc:
    """Fill ``doc._.entities`` from ``doc._.mentions``."""
    text = doc._.outline.prepared.text
    by_type: dict[str, list[Candidate]] = defaultdict(list)
    for mention in doc._.mentions:
        by_type[mention.type].append(mention)
    found = [_entity(group, text) for mentions in by_type.values() for group in _groups(mentions, text)]
    doc._.entities = sorted(found, key=lambda e: (e.mentions[0].start, e.mentions[0].end, e.type))
    return doc


def _names(mention: Candidate, text: str) -> list[str]:
    """Return the name the mention gives the thing, then the others."""
    own = mention.name or text[mention.start : mention.end]
    return [n for n in (_clean(own), *map(_clean, mention.aliases)) if n]


def _keys(mention: Candidate, text: str) -> Iterator[str]:
    """Yield the normalised names by which the mention's thing is known."""
    for name in _names(mention, text):
        key = name_key(name)
        if key:
            yield key
            if mention.type == "Institution":
                yield from variants(key)


def _clean(name: str) -> str:
    """Return a name without line breaks, and without the marks around it if they hold it whole."""
    if re.search(r"[\u4e00-\u9fff]", name):
        name = re.sub(r"\s*\n\s*", "", name)
    name = name.strip()
    wrapped = _WRAPPED.fullmatch(name)
    return wrapped[1] if wrapped else name


def _groups(mentions: list[Candidate], text: str) -> list[list[Candidate]]:
    """Join mentions that share a name; connected ones are one thing."""
    parent = list(range(len(mentions)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    first: dict[str, int] = {}
    for index, mention in enumerate(mentions):
        for key in _keys(mention, text):
            other = first.setdefault(key, index)
            if other != index:
                parent[max(root(index), root(other))] = min(root(index), root(other))
    for index, other in _shortened(mentions, text):
        parent[max(root(index), root(other))] = min(root(index), root(other))
    groups: dict[int, list[Candidate]] = defaultdict(list)
    for index, mention in enumerate(mentions):
        groups[root(index)].append(mention)
    return list(groups.values())


_NATION = re.compile("^(?:中华人民共和国|国家|全国)")
_LINK = re.compile("(?:附属|直属|所属|下属|的)$")
_PLAIN = ("lexicon:platform", "grammar:organ", "grammar:department", "grammar:shared-head", "lexicon:institution")


def _shortened(mentions: list[Candidate], text: str) -> Iterator[tuple[int, int]]:
    """Yield pairs of institutions of which the one is named with, the other without its parent or place.

    天坛医院 is 北京天坛医院 and 首都医科大学附属北京天坛医院, if the document has only one name that ends so.
    """
    names: dict[str, int] = {}
    for index, mention in enumerate(mentions):
        if mention.type in ("Policy", "Programme"):
            names.setdefault(name_key(_names(mention, text)[0]), index)
    for full, other in tuple(names.items()):
        short = _NATION.sub("", full)
        if len(short) >= 4 and short != full and short in names:
            yield names[short], other
    names = {}
    for index, mention in enumerate(mentions):
        if mention.type == "Institution":
            names.setdefault(name_key(_names(mention, text)[0]), index)
    for short, index in names.items():
        if len(short) < 4 or mentions[index].source.split("+")[0] in _PLAIN:
            continue
        at_places, of_parents = [], []
        for full, other in names.items():
            if full == short or not full.endswith(short):
                continue
            prefix = _LINK.sub("", full.removesuffix(short))
            if _is_place(prefix):
                at_places.append(other)
            elif prefix in names:
                of_parents.append((prefix, other))
        nested = all(a.endswith(b) or b.endswith(a) for a, _ in of_parents for b, _ in of_parents)
        if len(at_places) <= 1 and nested:
            for other in (*at_places, *(o for _, o in of_parents)):
                yield index, other


def _is_place(prefix: str) -> bool:
    hit = place_at(prefix, 0, len(prefix))
    return hit is not None and hit[0] == len(prefix)


def _entity(group: list[Candidate], text: str) -> DocumentEntity:
    """Return the entity: its name is the fullest form the document uses, its aliases all others."""
    group = sorted(group, key=lambda m: (m.start, m.end))
    used = [_names(m, text)[0] for m in group]
    best = max(group, key=lambda m: m.score)
    if best.type == "Province":
        surfaces = [_clean(text[m.start : m.end]) for m in group]
        keys = {name_key(n) for m in group for n in _names(m, text)}
        surfaces = [s for s in surfaces if name_key(s) in keys]
        name = max(surfaces, key=len) if surfaces else used[0]
    else:
        name = max(used, key=len)
    aliases: dict[str, str] = {}
    for mention in group:
        for other in _names(mention, text):
            aliases.setdefault(name_key(other), other)
    aliases.pop(name_key(name), None)
    return DocumentEntity(
        type=best.type,
        name=name,
        aliases=list(aliases.values()),
        mentions=group,
        confidence=best.score,
        source=best.source,
        kind=next((m.kind for m in sorted(group, key=lambda m: -m.score) if m.kind), ""),
        attributes={k: v for m in reversed(group) for k, v in m.attributes.items()},
    )
