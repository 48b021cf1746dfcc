"""What a phrase names: a field of work, a technology or a disease, told by its last words."""

import re
from dataclasses import dataclass

from ingest.components.disease_names import is_disease
from ingest.components.enumerations import balanced, enumeration, unquoted
from ingest.components.tasks import predicate
from ingest.components.terms import load_terms

HEADS = load_terms("theme_heads")
_TASK = HEADS.only("task")
_FIELD = HEADS.only("field")
_TECHNOLOGY = HEADS.only("technology")
_VAGUE = HEADS.only("vague")
_OTHER = HEADS.only("other")
TECHNOLOGIES = load_terms("technologies")

# Of the members of “…等关键技术” these last words name an activity, all others a method (ruling 5).
_ACTIVITY = re.compile(r"(?:保障|诊治|防治|防控|管理|服务|监护|诊断|预防|康复|诊疗|监测)$")
_LISTED_FIELDS = re.compile(
    r"方面|领域|行业|产业|业态|方向|模块|板块|赛道|服务业|经济|环节|服务|制造|消费|改革|政策|工作|任务|业务|内容|功能|事务"
)
_LISTED_TECHNOLOGIES = re.compile(
    r"技术|装备|设备|仪器|器械|产品|药物|药品|新药|材料|系统|软件|工艺|疫苗|试剂|耗材|疗法|检测|检查|手术"
)
_LISTED_OTHERS = re.compile(
    r"群体|人群|机构|企业|部门|人员|人才|城市|地区|区域|国家|院校|单位|组织|问题|因素|场所|疾病|病|患者|作物|渠道|方式|基地|中心"
)
_RESULT_VERB = re.compile(r"^(?:成为|形成|取得|实现|向|走|迈|的|相|在|与|同)")
_SENTENCE_LIKE = re.compile(r"[。！？!?]|是否|什么|如何|为什么|我们|你|吗|呢|不得|不是")
_WHOLE = re.compile(r"(?:融合|结合|衔接|协同|联动|对接|互动|并重|协调)(?:发展|推进|应用)?$")
_PLAIN_CATEGORY = re.compile(r"^(?:重点|关键|主要)?(?:方面|领域|环节|内容|方向|模块|板块|工作|任务)|(?:方面|领域)$")
# 人工智能技术在医疗、教育等领域: the list begins after 在.
_LEAD = re.compile(r"^(?:.*[在于](?=..)|与|和|对|从|以)")
MIN_LENGTH, MAX_LENGTH = 4, 36


@dataclass(frozen=True, slots=True)
class Theme:
    """What a phrase names.

    Parameters
    ----------
    start, end
        The phrase.
    type
        ``PriorityArea``, ``Technology`` or ``Disease``.
    strong
        Whether its own last words say so; otherwise only the company it keeps does.
    aliases
        Other forms of the name.
    """

    start: int
    end: int
    type: str
    strong: bool
    aliases: tuple[str, ...] = ()


def head_type(phrase: str) -> str:
    """Return ``task``, ``field``, ``technology`` or ``other`` by the last words of ``phrase``, or nothing."""
    head = HEADS.before(phrase, len(phrase))
    if not head:
        return ""
    kind = HEADS.kind(head)
    return "" if kind == "vague" else kind


def is_vague(phrase: str) -> bool:
    """Tell whether ``phrase`` is made of words that single nothing out (关键核心, 先进, 新)."""
    at = 0
    while at < len(phrase):
        word = _VAGUE.at(phrase, at)
        if not word and phrase[at] not in "的、和与及等":
            return False
        at += len(word) or 1
    return True


def phrase_type(phrase: str) -> str:
    """Return the entity type a noun phrase names by itself, or an empty string."""
    if phrase in TECHNOLOGIES:
        return "Technology"
    if is_disease(phrase):
        return "Disease"
    kind = head_type(phrase)
    if kind == "technology":
        stem = phrase[: -len(_TECHNOLOGY.before(phrase, len(phrase)) or "-")]
        return "" if is_vague(stem) else "Technology"
    if kind == "task":
        stem = phrase[: -len(_TASK.before(phrase, len(phrase)) or "-")]
        return "PriorityArea" if stem and not stem.endswith("的") and len(phrase) >= MIN_LENGTH else ""
    return ""


def short_forms(text: str, start: int, end: int) -> tuple[str, ...]:
    """Return the parts of a name that stand for it as well: without a modifier in 的, or a closing 工作."""
    phrase = text[start:end]
    forms = []
    trimmed = re.sub(r"(?:工作|力度|水平|活动|问题)$", "", phrase)
    if trimmed != phrase and len(trimmed) >= MIN_LENGTH:
        forms.append(trimmed)
    cut = phrase.rfind("的")
    if cut > 0 and len(phrase) - cut > MIN_LENGTH and balanced(phrase, cut + 1, len(phrase)):
        forms.append(phrase[cut + 1 :])
    return tuple(forms)


def read_phrase(text: str, folded: str, start: int, end: int, *, focus: bool = False) -> list[Theme]:
    """Return what the object ``[start, end)`` of a task names: itself, or each member where it is a list.

    Parameters
    ----------
    text
        The document's text, from which names are taken.
    folded
        The same in simplified script, in which words are looked up.
    start, end
        The object.
    focus
        Whether the phrase is aimed at (聚焦, 围绕 …), so that a plain list already names fields.
    """
    start, end = unquoted(text, start, end)
    if end - start < 2 or _SENTENCE_LIKE.search(folded, start, end) or folded[start] in "的、了起于其之":
        return []
    parts = enumeration(folded, start, end)
    if parts.category:
        return _listed(text, folded, start, end, parts.members, parts.category, focus=focus)
    if len(parts.members) > 1 and not _WHOLE.search(folded[start:end]):
        split = _coordinated(text, folded, parts.members, focus=focus)
        if split:
            return split
    whole = _single(text, folded, start, end)
    return [whole] if whole else []


def _single(text: str, folded: str, start: int, end: int) -> Theme | None:
    """Read one phrase, with or without a verb before it; the name keeps the verb, an alias does without."""
    start, end = unquoted(text, start, end)
    phrase = folded[start:end]
    if not 2 <= len(phrase) <= MAX_LENGTH or not balanced(folded, start, end):
        return None
    type_ = phrase_type(phrase)
    aliases = short_forms(text, start, end)
    after, verb = predicate(folded, start, end)
    if verb and end - after >= 2 and type_ != "Disease":
        if type_ == "Technology" and phrase not in TECHNOLOGIES:
            type_ = ""
        type_ = type_ or phrase_type(folded[after:end])
        if type_:
            aliases = (text[after:end], *aliases)
    return Theme(start, end, type_, strong=True, aliases=aliases) if type_ else None


def _coordinated(text: str, folded: str, members: tuple[tuple[int, int], ...], *, focus: bool) -> list[Theme]:
    """Read a list without 等: its members must name something by their own last words, or it is no list of themes."""
    head = _TASK.before(folded, members[-1][1], members[-1][0])
    shared = text[members[-1][1] - len(head) : members[-1][1]] if head else ""
    commas = any(folded[end : end + 1] == "、" for _, end in members[:-1])
    short = commas and all(end - start <= MIN_LENGTH for start, end in members)
    closing = _TECHNOLOGY.before(folded, members[-1][1], members[-1][0])
    if closing and not commas and not any(folded.endswith(closing, start, end) for start, end in members[:-1]):
        # 快速检测与诊断技术 is one technology.
        return []
    found: list[Theme] = []
    for place, (start, end) in enumerate(members):
        theme = _single(text, folded, start, end)
        # 和 joins whole names only where both are long enough to be names; 、 already makes a list.
        if theme and theme.type == "PriorityArea" and end - start < (MIN_LENGTH if commas else MIN_LENGTH + 1):
            theme = None
        last = place == len(members) - 1
        if theme is None and (short or focus and commas) and head_type(folded[start:end]) in {"field", "task"}:
            theme = Theme(start, end, "PriorityArea", strong=False)
        if theme is None and commas and shared and not last and MIN_LENGTH <= end - start <= 8 and len(members) > 2:
            theme = Theme(start, end, "PriorityArea", strong=False)
        if theme is None:
            continue
        if shared and not last and theme.type == "PriorityArea" and not text.endswith(shared, start, end):
            theme = Theme(start, end, theme.type, theme.strong, (*theme.aliases, text[start:end] + shared))
        found.append(theme)
    enough = len(found) == len(members) or (commas and len(members) > 2 and 2 * len(found) > len(members))
    return found if enough else []


def _listed(
    text: str,
    folded: str,
    start: int,
    end: int,
    members: tuple[tuple[int, int], ...],
    category: tuple[int, int],
    *,
    focus: bool,
) -> list[Theme]:
    """Read “A、B等C”: by C, the members are fields, technologies, or only what the whole is about."""
    after = folded[slice(*category)]
    first = {
        kind: match.start()
        for kind, pattern in (
            ("field", _LISTED_FIELDS),
            ("technology", _LISTED_TECHNOLOGIES),
            ("other", _LISTED_OTHERS),
        )
        if (match := pattern.search(after))
    }
    said = min(first, key=lambda kind: (first[kind], kind)) if first else ""
    if said == "other":
        whole = _single(text, folded, start, end)
        tail = text[slice(*category)]
        short = (tail,) if len(tail) >= MIN_LENGTH else ()
        return [Theme(start, end, whole.type, True, (*whole.aliases, *short))] if whole else []
    listed = said in {"field", "technology"} or not after and focus or bool(_RESULT_VERB.match(after))
    counted = re.search(r"[个大项类]$|[0-9]$|方面", folded[category[0] - 1 : category[0] + 2]) is not None
    found = []
    opening = _LEAD.match(folded[slice(*members[0])]) if listed and len(members) > 1 else None
    first_start = members[0][0] + (opening.end() if opening else 0)
    for place in ((first_start, members[0][1]), *members[1:]):
        theme = _member(text, folded, *place, technology=said == "technology", listed=listed, counted=counted)
        if theme:
            found.append(theme)
    whole = _single(text, folded, *category) if said == "field" and not _PLAIN_CATEGORY.search(after) else None
    if whole and whole.type == "PriorityArea":
        found.append(whole)
    if not listed and not found and (whole := _single(text, folded, start, end)):
        found.append(whole)
    return found


def _member(
    text: str, folded: str, start: int, end: int, *, technology: bool, listed: bool, counted: bool
) -> Theme | None:
    start, end = unquoted(text, start, end)
    phrase = folded[start:end]
    theme = _single(text, folded, start, end)
    if theme and not (technology and theme.type == "PriorityArea" and not _ACTIVITY.search(phrase)):
        return theme
    if not listed or not 2 <= len(phrase) <= 16 or is_vague(phrase) or re.search(r"\d{2,}|[，：:；]", phrase):
        return None
    if not balanced(folded, start, end) or (head_type(phrase) == "other" and not counted):
        return None
    if technology:
        aliases = () if _TECHNOLOGY.before(folded, end, start) else (text[start:end] + "技术",)
        return Theme(start, end, "Technology", strong=False, aliases=aliases)
    after, verb = predicate(folded, start, end)
    return Theme(
        start, end, "PriorityArea", strong=False, aliases=(text[after:end],) if verb and end - after >= 2 else ()
    )
