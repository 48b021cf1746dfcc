"""Fields, technologies and diseases that running text states as tasks (加强X, 聚焦X、Y, 在X、Y等方面)."""

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ingest.candidates import Candidate
from ingest.components.belief import genre, phrase_features, probability, technology_features
from ingest.components.enumerations import clauses, enumeration
from ingest.components.tasks import TaskClause, task_clause
from ingest.components.themes import MAX_LENGTH, MIN_LENGTH, Theme, head_type, phrase_type, read_phrase, short_forms
from ingest.outline import Block, BlockKind, Outline

_READ = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.BOX, BlockKind.TABLE, BlockKind.HEADING})
# Where the object of a focus word ends and what is done about it begins.
_DEED = re.compile(
    r"开展|进行|实施|推进|加强|加快|建立|构建|打造|形成|组织|出台|提出|制定|推动|给予|提供|提升|强化|培育|布局|部署|研究提出|来"
)
# What is said of a field after it is named (对推进X成效明显的市).
_TAIL = re.compile(
    r"(?:工作|推进|政策)?(?:力度|成效|效果|成绩|任务|工作)*(?:较?为?明显|突出|显著|积极主动|较?大)|取得|中(?:予以|给予)|的作用|有关工作|相关工作"
)
# 以X、Y为重点 names fields as 聚焦X、Y does.
_AS_MEANS = re.compile(
    r"[以把将](.{3,80}?)(?:作?为|摆在)(?:重点|核心|路径|主线|抓手|突破口|支撑|方向|载体|引领|牵引|主攻方向|重要抓手|着力点)"
)
_LIST_LEAD = re.compile(r"(?:[在从以就对于将与为包括含]+|(?:主要|重点|分别)?(?:包括|分为|涉及|涵盖|是|为))")
_NUMBER = re.compile(r"\s*(?:[（(]?[0-9一二三四五六七八九十]+[）)、.．]\s*|第[^条]{1,5}条\s*)")
_SENTENCE_END = "。！？\n；;"


@Language.component("policygraph_priorities")
def priorities(doc: Doc) -> Doc:
    """Add what the clauses of running text state as a task or field of attention."""
    doc._.candidates.extend(candidate for candidate, _ in described_priorities(doc._.outline))
    return doc


def described_priorities(outline: Outline) -> Iterator[tuple[Candidate, frozenset[str]]]:
    """Yield a candidate for each theme a clause states, with the features its score comes from."""
    kind = genre(outline)
    for block in outline.blocks():
        if block.annotated and block.kind in _READ:
            context = {f"block={block.kind.value}{' titled' if block.title else ''}", f"genre={kind}"}
            if any(True for _ in block.ancestors()):
                context.add("under a title")
            yield from _body(outline, block, context)


def _body(outline: Outline, block: Block, context: set[str]) -> Iterator[tuple[Candidate, frozenset[str]]]:
    folded = outline.prepared.folded
    spans = list(clauses(folded, *block.body))
    read = [task_clause(folded, start, end) for start, end in spans]
    tasks_in: dict[int, int] = {}
    sentence_of = []
    for (start, _), clause in zip(spans, read, strict=True):
        sentence = max(folded.rfind(mark, block.start, start) for mark in _SENTENCE_END)
        sentence_of.append(sentence)
        tasks_in[sentence] = tasks_in.get(sentence, 0) + (clause is not None)
    if block.kind is BlockKind.ITEM and not block.title and len(spans) == 1 and read[0] is None:
        yield from _whole_item(outline, *spans[0], context)
    previous = None
    for (start, end), clause, sentence in zip(spans, read, sentence_of, strict=True):
        length = min((end - sentence) // 12, 4) if sentence >= 0 else 0
        around = context | {f"tasks={min(tasks_in[sentence], 4)}", f"into the sentence={length}"}
        if sentence != previous:
            around.add("opens a sentence")
        previous = sentence
        if clause is None:
            yield from _plain_list(outline, start, end, around)
        elif folded[clause.start - 1 : clause.start] not in {"已", "曾"} and not folded.startswith(
            "了", clause.object_start
        ):
            yield from _task(outline, clause, around)


def _task(outline: Outline, clause: TaskClause, around: set[str]) -> Iterator[tuple[Candidate, frozenset[str]]]:
    text, folded = outline.prepared.text, outline.prepared.folded
    end = clause.end
    focus = clause.kind == "focus"
    if tail := _TAIL.search(folded, clause.object_start + 2, end):
        end = tail.start()
    if focus and enumeration(folded, clause.object_start, end).category is None:
        end = next(
            (m.start() for m in _DEED.finditer(folded, clause.object_start + 2, end) if folded[m.start() - 1] != "、"),
            end,
        )
    around = around | {f"source={clause.kind}", "led" if clause.led else "bare"}
    if not focus:
        around |= {f"verb={clause.verb}", f"first verb={folded[clause.start : clause.start + 2]}"}
    if "opens a sentence" in around:
        around.add(f"opens {next((f for f in around if f.startswith('genre=')), '')}")
    themes = read_phrase(text, folded, clause.object_start, end, focus=focus)
    for theme in themes:
        aliases = theme.aliases
        whole = theme.start == clause.object_start and theme.end == clause.end
        if theme.start == clause.object_start and not focus:
            aliases = (*aliases, text[clause.start : theme.end])
        yield _candidate(folded, theme, clause.kind, aliases, around | _place(whole, len(themes)))


def _whole_item(
    outline: Outline, start: int, end: int, context: set[str]
) -> Iterator[tuple[Candidate, frozenset[str]]]:
    """Read an item that is only the name of a task (三、种源细胞之搜集及保存。)."""
    text, folded = outline.prepared.text, outline.prepared.folded
    if number := _NUMBER.match(folded, start, end):
        start = number.end()
    phrase = folded[start:end]
    if MIN_LENGTH <= len(phrase) <= MAX_LENGTH and head_type(phrase) == "task" and phrase_type(phrase) != "Disease":
        theme = Theme(start, end, "PriorityArea", strong=True)
        yield _candidate(folded, theme, "item", short_forms(text, start, end), context | {"source=whole item"})


def _plain_list(outline: Outline, start: int, end: int, around: set[str]) -> Iterator[tuple[Candidate, frozenset[str]]]:
    """Read a list of fields that no verb governs (在A、B等方面; 分为A、B等七大模块)."""
    text, folded = outline.prepared.text, outline.prepared.folded
    if means := _AS_MEANS.search(folded, start, end):
        themes = read_phrase(text, folded, *means.span(1), focus=True)
        for theme in themes:
            yield _candidate(
                folded, theme, "list", theme.aliases, around | {"source=means"} | _place(False, len(themes))
            )
        return
    parts = enumeration(folded, start, end)
    lead = None
    for match in _LIST_LEAD.finditer(folded, *parts.members[0]):
        lead = match
    if parts.category is None or lead is None or len(parts.members) < 2:
        return
    themes = read_phrase(text, folded, lead.end(), end, focus=True)
    for theme in themes:
        yield _candidate(folded, theme, "list", theme.aliases, around | {"source=list"} | _place(False, len(themes)))


def _place(whole: bool, number: int) -> set[str]:
    return {"whole object"} if whole else {f"listed={min(number, 4)}"}


def _candidate(
    folded: str, theme: Theme, kind: str, aliases: tuple[str, ...], around: set[str]
) -> tuple[Candidate, frozenset[str]]:
    features = around | ({"own head"} if theme.strong else {"company only"})
    if theme.type == "Disease":
        score = 0.7 if theme.strong else 0.5
    else:
        own = technology_features(folded, theme.start, theme.end) if theme.type == "Technology" else set()
        features |= own or phrase_features(folded, theme.start, theme.end)
        score = probability(features, theme.type)
    unique = tuple(dict.fromkeys(aliases))
    candidate = Candidate(theme.start, theme.end, theme.type, score, f"grammar:{kind}", aliases=unique)
    return candidate, frozenset(features)
