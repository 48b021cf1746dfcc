"""Fields of work and technologies that a block's title names."""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from ingest.candidates import Candidate
from ingest.components.belief import genre, phrase_features, probability, technology_features
from ingest.components.enumerations import clauses
from ingest.components.tasks import predicate
from ingest.components.terms import load_terms
from ingest.components.themes import phrase_type, short_forms
from ingest.outline import Block, BlockKind, Outline

_TITLES = load_terms("titles")
_MAX_TITLE = 60
_NUMBER = re.compile(
    r"^(?:第[0-9一二三四五六七八九十百]+[编章节]\s*|专栏\s*[0-9一二三四五六七八九十]*\s*[：:]?\s*|[（(]?[0-9一二三四五六七八九十]+[）).、．]\s*)"
)
_NOT_A_FIELD = re.compile(r"[？?！!…]|^[“\"].*[”\"]$|[0-9]{4}年[0-9]{1,2}月|^附件|^[表图][0-9]|^本报|记者")
# A title that is a whole sentence or reports a result singles out no field.
_STATEMENT = re.compile(
    r"是[^否]|(?:持续|大幅|不断|更加|显著|明显|日趋|进一步|稳步|逐步|基本|全面).{0,2}"
    r"(?:提升|壮大|自主|完善|扩大|改善|增强|优化|健全|形成|提高|增加|发展)$"
)
_NAMED = re.compile(r"(?:行动|工程|计划|试点|大赛|专项)$")
# 关于加快推进农业机械化转型升级的指导意见: the policy's own field.
_POLICY_ABOUT = re.compile(
    r"关于(?:进一步)?(.{4,40}?)的(?:若干|实施|指导|工作|意见|通知|决定|措施|政策|行动|方案)+[^的]{0,12}$"
)
_ABOUT_TEXTS = re.compile(r"印发|发布|公布|下达|修改|废止")
_SCENE = re.compile(r"原则|指导思想|形势|背景|现状|发展基础|(?:总体|具体|发展|工作|主要)目标$|^目标$")
_AND = re.compile("[与和及、]")
_BARE_TECHNOLOGY = re.compile(r"(?:关键)?技术$")


@Language.component("policygraph_titles")
def titles(doc: Doc) -> Doc:
    """Add what the titles of blocks, and the document's own title, single out."""
    doc._.candidates.extend(candidate for candidate, _ in described_titles(doc._.outline))
    return doc


def described_titles(outline: Outline) -> Iterator[tuple[Candidate, frozenset[str]]]:
    """Yield a candidate for each title that names a theme, with the features its score comes from."""
    kind = genre(outline)
    for block in outline.blocks():
        if block.annotated and block.title and block.kind is not BlockKind.TITLE:
            span = _title_span(outline.prepared.folded, block)
            if span and not _sets_the_scene(outline.prepared.folded, block):
                candidate, features = _titled(outline, block, *span, kind)
                yield _boxed(outline, block, candidate, kind), features
    yield from _own_field(outline, kind)


def _title_span(folded: str, block: Block) -> tuple[int, int] | None:
    """Return the title without number and closing marks, or None if it can be no theme."""
    assert block.title is not None
    start, end = block.title
    if match := _NUMBER.match(folded[start:end]):
        start += match.end()
    while end > start and folded[end - 1] in "。．.：:；;，, \u3000\n":
        end -= 1
    title = folded[start:end]
    parts = [re.sub(r"\s", "", part) for part in _AND.split(title)]
    if not 2 <= len(title) <= _MAX_TITLE or re.sub(r"\s", "", title) in _TITLES or all(p in _TITLES for p in parts):
        return None
    if any(pattern.search(title) for pattern in (_NOT_A_FIELD, _STATEMENT, _NAMED)):
        return None
    return start, end


def _titled(outline: Outline, block: Block, start: int, end: int, kind: str) -> tuple[Candidate, frozenset[str]]:
    text, folded = outline.prepared.text, outline.prepared.folded
    aliases: list[str] = []
    verbs, last = 0, (start, end)
    parts = list(clauses(folded, start, end))
    for part_start, part_end in parts:
        if len(parts) > 1:
            aliases.append(text[part_start:part_end].strip())
        last = (part_start, part_end)
        object_start, verb = predicate(folded, part_start, part_end)
        if verb and part_end - object_start >= 2:
            verbs += 1
            last = (object_start, part_end)
            aliases.append(text[object_start:part_end])
        aliases.extend(short_forms(text, *last))
    source = f"structure:{block.kind.value}"
    if not verbs and len(parts) == 1 and phrase_type(folded[start:end]) == "Technology":
        short = _BARE_TECHNOLOGY.sub("", text[start:end])
        forms = (short,) if 2 <= len(short) < end - start else ()
        features = technology_features(folded, start, end) | {
            "source=title",
            f"genre={kind}",
            f"block={block.kind.value}",
        }
        score = probability(features, "Technology")
        return Candidate(start, end, "Technology", score, source, aliases=forms), frozenset(features)
    features = phrase_features(folded, *last) | {
        f"source={block.kind.value}",
        f"genre={kind}",
        f"title genre={block.kind.value} {kind}",
        f"title verbs={min(verbs, 2)}",
        f"title parts={min(len(parts), 2)}",
        f"number={_numbering(block.number)}",
    }
    if any(child.title for child in block.children):
        features.add("titles below")
    unique = tuple(dict.fromkeys(a for a in aliases if len(a) >= 2 and a != text[start:end]))
    return Candidate(
        start, end, "PriorityArea", probability(features, "PriorityArea"), source, aliases=unique
    ), frozenset(features)


def _sets_the_scene(folded: str, block: Block) -> bool:
    """Tell whether a block stands in a part that tells how things are, by which principles and to which ends."""
    return any(_SCENE.search(folded, *ancestor.title) for ancestor in block.ancestors() if ancestor.title)


def _boxed(outline: Outline, block: Block, candidate: Candidate, kind: str) -> Candidate:
    """Return a box's candidate as another name of its section, if it is the only box there: it holds its items."""
    section = block.parent
    if block.kind is not BlockKind.BOX or section is None or section.kind is not BlockKind.HEADING:
        return candidate
    span = _title_span(outline.prepared.folded, section) if section.title else None
    if span is None or sum(b.kind is BlockKind.BOX for b in section.children) != 1:
        return candidate
    text = outline.prepared.text
    whole, _ = _titled(outline, section, *span, kind)
    label = text[block.start : candidate.end].strip()
    return replace(
        candidate,
        type=whole.type,
        score=max(candidate.score, whole.score),
        aliases=tuple(dict.fromkeys((*candidate.aliases, text[slice(*span)], *whole.aliases, label))),
        attributes={**candidate.attributes, "box": label},
    )


def _numbering(number: str) -> str:
    for name, pattern in (
        ("chapter", r"第.*[编章节]"),
        ("article", r"第.*条"),
        ("box", r"专栏"),
        ("first", r"[一二三四五六七八九十]+、"),
        ("second", r"[（(][一二三四五六七八九十]+"),
        ("arabic", r"[（(]?[0-9]+"),
    ):
        if re.match(pattern, number):
            return name
    return "other" if number else "none"


def _own_field(outline: Outline, kind: str) -> Iterator[tuple[Candidate, frozenset[str]]]:
    """Yield the field a policy's own title is about (关于优化学术环境的指导意见)."""
    if outline.header.title is None:
        return
    start, end = outline.header.title
    text, folded = outline.prepared.text, outline.prepared.folded
    match = _POLICY_ABOUT.search(folded[start:end].replace("\n", " "))
    if match is None or _ABOUT_TEXTS.search(match.group(1)):
        return
    start, end = start + match.start(1), start + match.end(1)
    object_start, verb = predicate(folded, start, end)
    if verb and end - object_start >= 4:
        features = phrase_features(folded, object_start, end) | {"source=title", f"genre={kind}"}
        aliases = (text[object_start:end],)
        yield (
            Candidate(
                start, end, "PriorityArea", probability(features, "PriorityArea"), "structure:title", aliases=aliases
            ),
            frozenset(features),
        )
