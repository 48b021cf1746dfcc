"""The words that names of policies are made of, from ``policy_words.yaml``."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ingest.lexicon import LEXICON, NameIndex, read_words
from ingest.naming.boundaries import Boundaries

_TAIL = re.compile(r"(?:[（(][^（()）]{1,14}[）)]|\d{4}年?版?|(?:第[一二三四五]|最新)版|草案|征求意见稿|试行)+$")
_GROUPS = (
    *("heads", "not_policy", "lead", "media_after", "strategies", "boundary"),
    *("plain_heads", "quoted_heads", "names"),
)


@dataclass(frozen=True, slots=True)
class PolicyWords:
    """Compiled word lists; ``strategies`` tells whether a name is whole (or lacks its 战略)."""

    short_titles: frozenset[str]
    head: re.Pattern[str]
    not_policy: re.Pattern[str]
    lead: re.Pattern[str]
    media_after: re.Pattern[str]
    plain_head: re.Pattern[str]
    quoted_head: re.Pattern[str]
    names: NameIndex[bool]
    strategies: NameIndex[bool]
    bounds: Boundaries
    common_bounds: Boundaries


def one_of(words: Iterable[str]) -> str:
    """Return a pattern of ``words``, longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


@cache
def policy_words() -> PolicyWords:
    """Return the words, read once."""
    words = read_words(LEXICON / "policy_words.yaml", _GROUPS)
    strategies: NameIndex[bool] = NameIndex()
    names: NameIndex[bool] = NameIndex()
    for name in words["strategies"]:
        strategies.add(name, True)
        strategies.add(name.removesuffix("战略"), False)
    for name in words["names"]:
        names.add(name, True)
    return PolicyWords(
        frozenset(words["heads"]),
        re.compile(one_of(words["heads"]) + "$"),
        re.compile(one_of(words["not_policy"]) + "$"),
        re.compile(one_of(words["lead"])),
        re.compile(one_of(words["media_after"])),
        re.compile(one_of(words["plain_heads"])),
        re.compile(r"[\u4e00-\u9fff、]{0,14}?" + one_of(words["quoted_heads"])),
        names,
        strategies,
        Boundaries(words["boundary"]),
        Boundaries(),
    )


def bare_title(title: str) -> str:
    """Return ``title`` (folded) without （试行）, （2030年版） and the like at its end."""
    return _TAIL.sub("", title)


def has_policy_head(title: str) -> bool:
    """Tell whether ``title`` (folded) ends as the titles of policies do."""
    bare = bare_title(title)
    return bool(policy_words().head.search(bare)) and not policy_words().not_policy.search(bare)
