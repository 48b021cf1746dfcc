"""Names of diseases: a lexicon of the usual ones and a grammar for the rest (modifiers, site, head)."""

import re
from collections.abc import Iterator
from functools import cache

from ingest.components.terms import load_terms
from ingest.lexicon import LEXICON, read_table

_NAMES = load_terms("diseases")
_WORDS = load_terms("disease_words")
_MODIFIERS = _WORDS.only("modifier")
# 病 in 病毒, 炎 in 炎症: the grammar took part of a longer word.
_GOES_ON = re.compile(
    r"毒(?!性)|菌|原|房|历|床|例|种|程|因|区|理|媒|虫|人(?![工群口类])|患(?!者|儿)|科|率|灶|案|史|情|害|变|态|症(?!状)"
)
# Two characters and 性 before a name say which sort is meant; these say how grave, wide or likely it is instead.
_SORT = re.compile(
    r"(?!可能|安全|重要|危险|综合|系统|全球|区域|国际|公共|典型|代表|一般|普遍|针对|突破|原创|关键|现实|长期|阶段|地方)"
    r"(?![的和与及或在对于为是等从向由被把将用防治])[\u4e00-\u9fff](?![的和与及或在对于为是等])[\u4e00-\u9fff]性"
)
_SHORT_HEAD = re.compile(r"[病癌炎症瘤]$")


def find_diseases(folded: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield ``(start, end, source)`` of the diseases named in ``folded[start:end]``, the longest at each place."""
    index = start
    by_grammar = {m.start(): m.end() for m in _grammar().finditer(folded, start, end)}
    while index < end:
        stop, source = _lexicon_end(folded, index, end), "lexicon:disease"
        sort = _SORT.match(folded, index, end)
        if sort and not any(_lexicon_end(folded, at, end) for at in range(index, sort.end())):
            stop, source = _lexicon_end(folded, sort.end(), end), "grammar:disease"  # 传导性耳聋 is a sort of 耳聋
        grammar = by_grammar.get(index, 0)
        if grammar > stop and not (_SHORT_HEAD.search(folded, index, grammar) and _GOES_ON.match(folded, grammar, end)):
            stop, source = grammar, "grammar:disease"
        if stop > index:
            yield index, stop, source
            index = stop
        else:
            index += 1


def is_disease(phrase: str) -> bool:
    """Tell whether the whole ``phrase`` is the name of a disease."""
    return _lexicon_end(phrase, 0, len(phrase)) == len(phrase) > 0 or _grammar().fullmatch(phrase) is not None


def without_modifiers(phrase: str) -> str:
    """Return the name of the lexicon that ``phrase`` is a special case of (早期大肠癌 → 大肠癌), else ``phrase``."""
    at = 0
    while phrase[at:] not in _NAMES and (modifier := _MODIFIERS.at(phrase, at)):
        at += len(modifier)
    return phrase[at:] if phrase[at:] in _NAMES else phrase


@cache
def synonyms() -> dict[str, frozenset[str]]:
    """Return all names of the disease each name stands for.

    Raises
    ------
    ConfigurationError
        The table of synonyms is wrong.
    """
    groups = {}
    for row in read_table(LEXICON / "disease_synonyms.tsv", ("name", "forms")):
        group = frozenset((row["name"], *row.several("forms")))
        groups.update(dict.fromkeys(group, group))
    return groups


def _lexicon_end(folded: str, index: int, end: int) -> int:
    """Return where the name of the lexicon that starts at ``index``, with modifiers or not, ends; 0 if none does."""
    best = len(_NAMES.at(folded, index, end))
    at = index
    while modifier := _MODIFIERS.at(folded, at, end):
        at += len(modifier)
        if name := _NAMES.at(folded, at, end):
            best = max(best, at + len(name) - index)
    return index + best if best else 0


@cache
def _grammar() -> re.Pattern[str]:
    def any_of(kind: str) -> str:
        return "|".join(sorted(map(re.escape, _WORDS.only(kind)), key=len, reverse=True))

    part = f"(?:{any_of('modifier')}|{any_of('site')})"
    heads = f"(?:{any_of('strong')}|{any_of('weak')}|炎|症|瘤)"
    return re.compile(
        f"{part}(?:[和与及或]?{part})*(?<!疑难)(?<!致残性)(?<!早期)(?<!晚期)(?:(?<=..)|(?=癌|炎|瘤|.[^，。、；\\s])){heads}"
    )
