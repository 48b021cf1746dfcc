"""Goals: the clauses that set a target with a quantity or a deadline."""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from graph.model import AttributeValue
from ingest.candidates import Candidate
from ingest.components.enumerations import balanced, clauses
from ingest.components.terms import load_terms
from ingest.outline import Block, BlockKind, Outline

_WORDS = load_terms("goal_words")
_MAX_CLAUSE, _MIN_CLAUSE, _MIN_REST = 70, 6, 4


def _any_of(kind: str) -> str:
    return "|".join(sorted(map(re.escape, _WORDS.only(kind)), key=len, reverse=True))


_TARGET, _REACHED, _CONDITION, _AHEAD, _NORM, _RESULT = (
    re.compile(_any_of(kind)) for kind in ("target", "reached", "condition", "ahead", "norm", "result")
)
_COMPARISON = re.compile(_any_of("comparison"))
_YEAR = r"(?:20[0-9]{2}\s*年?|“?十[三四五六七]五”?|本世纪中叶)"
_DEADLINE = re.compile(
    rf"(?:力争|争取|确保)?(?:到|至|于|在)?\s*{_YEAR}(?:[和、]{_YEAR})*\s*(?:年?[0-9]{{1,2}}月)?(?:年?[底末]|期间|时期|以?前|之前)*"
    r"|(?:今年|明年|年)(?:底|末|内)?(?:以?前|之前)?|(?:在?未来)?[0-9一二两三五十—~-]+年(?:内|左右)"
)
_OPENING_DEADLINE = re.compile(
    rf"^\W*(?:力争|争取|确保|锚定)?(?:到|至)\s*{_YEAR}(?:\s*[和、]\s*(?:到)?{_YEAR})*\s*年?(?:底|末|时|左右)?(?:前|以前|之前)?[，,]?"
)
_DUE = re.compile(rf"(?:{_YEAR}|[^0-9]年)(?:[0-9]{{1,2}}月)?(?:底|末)?(?:以前|之前|前)|(?:今年|年)(?:内|底前)")
_NUMBER = r"[0-9０-９][0-9０-９.,，]*[0-9]|[0-9]"
_QUANTITY = re.compile(
    rf"(?P<value>(?:{_NUMBER})(?:\s*[~～—–-]\s*(?:{_NUMBER}))?\s*(?:万亿|亿|万|千|余|多)?)\s*"
    rf"(?P<unit>[%％‰]|/\s*10\s*万|1/10万|{_any_of('unit')})|(?P<fraction>[一二三四五六七八九十百]+分之[一二三四五六七八九十]+)|全覆盖|翻一番"
)
_ROW_INDICATOR = re.compile(r"指标[：:]\s*(?P<name>[^\s\u3000]+)")
_ROW_VALUE = re.compile(r"(?P<year>20[0-9]{2})\s*年\s*[：:]?\s*(?P<value>[^\s\u3000\t]+)")
# 2035年建成…: a year right before a verb of arrival.
_ARRIVAL = re.compile(rf"{_YEAR}\s*(?:年)?(?:底|末)?(?:全面|基本|率先)?(?:建成|实现|达到|消除|完成|形成)")
_INNER = re.compile(
    rf"每年|(?:到|在)?(?:{_YEAR})\s*(?:年)?(?:[0-9]{{1,2}}月)?(?:底|末)?(?:前)?(?=.{{4}})|在?[0-9一二三—~-]+年内"
)
# Money given is a means, no end.
_ALLOTTED = re.compile(r"(?:安排|拨付|下达|划拨|给予|捐赠).{0,10}(?:元|资金|经费)")
_AIMS = re.compile(r"目标|指标|预期|愿景")
_PROSPECTIVE = re.compile(
    r"规划|计划|意见|方案|纲要|通知|条例|办法|行动|措施|政策|工作报告|政府工作|重点工作|细则|规定"
)
_RETROSPECT = re.compile(r"回顾|成就|成效|进展情况|工作情况|发展基础|现状|概况|简介")
_LEADING = re.compile(
    r"^(?:其中|同时|并且|并|使|努力|进一步|逐步|实现以下目标|具体是|分别是|即|——|—|-|[0-9]+[.．、)）]\s*|（[一二三四五六七八九十0-9]+）)+[，,:：]?"
)


@Language.component("policygraph_goals")
def goals(doc: Doc) -> Doc:
    """Add the goals the document sets."""
    outline: Outline = doc._.outline
    prospective = _looks_ahead(outline)
    years: dict[int, str] = {}
    for block in outline.blocks():
        if not block.annotated or block.kind in (BlockKind.TITLE, BlockKind.BYLINE, BlockKind.DUTY):
            continue
        if any(a.title and _RETROSPECT.search(outline.prepared.folded[slice(*a.title)]) for a in block.ancestors()):
            continue
        for goal in _block_goals(outline, block, prospective):
            if "year" not in goal.attributes and (chapter := _chapter(outline, block)):
                if id(chapter) not in years:
                    years[id(chapter)] = _chapter_year(outline, chapter)
                if year := years[id(chapter)]:
                    goal = replace(goal, attributes={**goal.attributes, "year": year})
            doc._.candidates.append(goal)
    return doc


def _chapter(outline: Outline, block: Block) -> Block | None:
    """Return the topmost part about aims that the block stands in, if it does in one."""
    folded = outline.prepared.folded
    return next((a for a in reversed(list(block.ancestors())) if a.title and _AIMS.search(folded, *a.title)), None)


def _chapter_year(outline: Outline, chapter: Block) -> str:
    """Return the year by which all goals of a chapter are due, if it names just one."""
    folded = outline.prepared.folded
    years: set[str] = set()
    for part in chapter.walk():
        for sentence in re.split(r"[。！；\n]", folded[part.body[0] : part.end]):
            if opening := _OPENING_DEADLINE.search(sentence):
                years.update(re.findall(r"20[0-9]{2}", opening.group()))
    return years.pop() if len(years) == 1 else ""


def _looks_ahead(outline: Outline) -> bool:
    title = outline.header.title
    if outline.header.doc_no:
        return True
    opening = outline.prepared.folded[slice(*title)] if title else outline.prepared.folded[:120]
    return _PROSPECTIVE.search(opening) is not None


def _block_goals(outline: Outline, block: Block, prospective: bool) -> Iterator[Candidate]:
    text, folded = outline.prepared.text, outline.prepared.folded
    aims = any(a.title and _AIMS.search(folded[slice(*a.title)]) for a in (block, *block.ancestors()))
    start, deadline = block.body[0], ""
    for match in re.finditer(r"[。！\n]|$", folded[start : block.end]):
        stop = block.body[0] + match.end()
        if folded[start:stop].strip():
            opening = _OPENING_DEADLINE.search(folded[start:stop])
            # Among aims, a deadline holds for the sentences that follow in the paragraph.
            deadline = opening.group().strip("，, ") if opening else deadline if aims else ""
            if _ROW_INDICATOR.search(folded, start, stop):
                yield from _row_goals(text, folded, start, stop)
            else:
                yield from _sentence_goals(text, folded, start, stop, deadline, aims=aims, prospective=prospective)
        start = stop


def _sentence_goals(
    text: str, folded: str, start: int, end: int, deadline: str, *, aims: bool, prospective: bool
) -> Iterator[Candidate]:
    for clause_start, clause_end in clauses(folded, start, end):
        if opening := _OPENING_DEADLINE.search(folded[clause_start:clause_end]):
            deadline = opening.group().strip("，, ")
        if match := _LEADING.match(folded[clause_start:clause_end]):
            clause_start += match.end()
        while clause_start < clause_end and folded[clause_start] in " \u3000":
            clause_start += 1
        clause = folded[clause_start:clause_end]
        if not _MIN_CLAUSE <= len(clause) <= _MAX_CLAUSE or not balanced(folded, clause_start, clause_end):
            continue
        if any(p.search(clause) for p in (_REACHED, _CONDITION, _ALLOTTED)) or clause.endswith("的"):
            continue
        own = _OPENING_DEADLINE.match(clause)
        score = _goal_score(clause, bool(deadline), aims=aims, prospective=prospective)
        if not score or (own and len(clause) - own.end() < _MIN_REST):
            continue
        yield Candidate(
            clause_start,
            clause_end,
            "Goal",
            score,
            "grammar:goal",
            aliases=tuple(_other_forms(text, clause_start, clause_end, clause, deadline)),
            attributes=_attributes(clause, deadline),
        )


def _other_forms(text: str, start: int, end: int, clause: str, deadline: str) -> Iterator[str]:
    """Yield the clause without its subject, without its deadline, and with the sentence's."""
    own = _OPENING_DEADLINE.match(clause)
    if own:
        yield text[start + own.end() : end]
    elif deadline:
        yield f"{deadline}，{text[start:end]}"
    inner = _INNER.search(clause, own.end() if own else 0)
    if inner and inner.start() > (own.end() if own else 0):
        yield text[start + inner.start() : end]
    elif inner and not own and len(clause) - inner.end() >= _MIN_CLAUSE:
        yield text[start + inner.end() : end]


def _goal_score(clause: str, dated: bool, *, aims: bool, prospective: bool) -> float:
    """Return how sure it is that a clause sets a target; 0 if it doesn't."""
    quantity = _quantity(clause)
    target = _TARGET.search(clause)
    if dated and (target or aims and (quantity or _RESULT.search(clause))):
        return 0.8
    if (_DUE.search(clause) and target) or _ARRIVAL.search(clause):
        return 0.7
    if quantity and _NORM.search(clause):
        return 0.7
    if quantity and aims and (target or _COMPARISON.search(clause)):
        return 0.75
    if quantity and target and (prospective or _AHEAD.search(clause)):
        return 0.6
    return 0.0


def _quantity(clause: str) -> re.Match[str] | None:
    """Return the first quantity that is no year, rank or number of an article."""
    for match in _QUANTITY.finditer(clause):
        before = clause[max(0, match.start() - 1) : match.start()]
        if match["unit"] == "年" and re.fullmatch(r"(?:19|20)[0-9]{2}", match["value"].strip()):
            continue
        if before in {"第", "“", "《"} or match["unit"] == "岁" and "寿命" not in clause:
            continue
        if match.group() == "全覆盖" and not re.search(r"实现|达到", clause[: match.start()]):
            continue
        return match
    return None


def _attributes(clause: str, deadline: str) -> dict[str, AttributeValue]:
    found: dict[str, AttributeValue] = {}
    if match := _quantity(clause):
        if match["value"]:
            found["value"], found["unit"] = match["value"].replace(" ", ""), (match["unit"] or "").replace("％", "%")
        elif match["fraction"]:
            found["value"] = match["fraction"]
    years = re.findall(r"20[0-9]{2}", _first_deadline(clause) or deadline)
    if years:
        found["year"] = "/".join(dict.fromkeys(years))
    return found


def _first_deadline(clause: str) -> str:
    match = _DEADLINE.search(clause)
    return match.group() if match else ""


def _row_goals(text: str, folded: str, start: int, end: int) -> Iterator[Candidate]:
    """Read a row of a table of indicators: the name, the value of a base year, the values of later years."""
    indicator = _ROW_INDICATOR.search(folded, start, end)
    if indicator is None:
        return
    values = list(_ROW_VALUE.finditer(folded, indicator.end(), end))
    name = text[slice(*indicator.span("name"))]
    bare = re.sub(r"[（(][^（）()]*[）)]$", "", name)
    unit = name[len(bare) :].strip("（）()")
    for match in values[1:] if len(values) > 2 else values[-1:]:
        year, value = match["year"], text[slice(*match.span("value"))].rstrip("。")
        yield Candidate(
            match.start(),
            match.end(),
            "Goal",
            0.85,
            "grammar:indicator",
            name=f"{name}{year}年：{value}",
            aliases=(f"到{year}年{bare}{value}{unit}", f"{year}年{bare}{value}{unit}"),
            attributes={"value": value, "unit": unit, "year": year},
        )
