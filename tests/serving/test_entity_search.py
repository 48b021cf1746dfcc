"""Search ranks exact names first, reads either script, and works for one character."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.entity_search import Rank, comparable, search, words
from graph.queries import Queries
from graph.store import Store

find = partial(search, timeout=120)


@pytest.mark.parametrize(
    ("text", "first", "rank"),
    [
        ("肿瘤防治", "肿瘤防治", Rank.NAME),
        ("医工融合", "脑科学与医工融合", Rank.ALIAS),
        ("bci", "脑机接口", Rank.FOLDED),
        ("腦機接口", "脑机接口", Rank.FOLDED),
        ("一体两翼协同机制", "“一体两翼”协同机制", Rank.FOLDED),
        ("健康科技", "健康科技创新规划（2026—2030年）", Rank.PREFIX),
        ("重点专项", "脑疾病研究重点专项", Rank.PART),
        ("川", "四川省", Rank.PART),
        ("云帆医药集团", "云帆医药股份有限公司", Rank.ALIKE),
    ],
)
def test_the_best_name_comes_first(policy_store: Store, queries: Queries, text: str, first: str, rank: Rank) -> None:
    hit = find(policy_store, queries, text).hits[0]
    assert (hit.name, hit.rank) == (first, rank)


def test_facets_count_all_types_and_pages_only_the_one_asked_for(policy_store: Store, queries: Queries) -> None:
    whole = find(policy_store, queries, "肿瘤")
    assert whole.facets == {"PriorityArea": 2, "Technology": 2, "Disease": 1}
    assert whole.total == 5
    assert whole.complete
    one = find(policy_store, queries, "肿瘤", type="Technology", limit=1)
    assert (one.total, one.facets) == (2, whole.facets)
    two = find(policy_store, queries, "肿瘤", type="Technology", skip=1, limit=1)
    assert [hit.type for hit in one.hits + two.hits] == ["Technology", "Technology"]
    assert one.hits != two.hits


@pytest.mark.parametrize(
    ("text", "matched", "highlights"),
    [("腫瘤", "肿瘤疫苗", ((0, 2),)), ("疫苗", "肿瘤疫苗", ((2, 4),)), ("脑", "脑科学与医工融合", ((0, 1),))],
)
def test_what_was_asked_for_is_marked(
    policy_store: Store, queries: Queries, text: str, matched: str, highlights: tuple[tuple[int, int], ...]
) -> None:
    hits = {hit.matched: hit.highlights for hit in find(policy_store, queries, text).hits}
    assert hits[matched] == highlights


@pytest.mark.parametrize("text", ["", "  ", "“”", "++", "鑫"])
def test_what_names_nothing_finds_nothing(policy_store: Store, queries: Queries, text: str) -> None:
    found = find(policy_store, queries, text)
    assert (found.hits, found.total, found.facets) == ((), 0, {})


@given(st.text())
def test_a_full_text_query_has_words_only(text: str) -> None:
    quoted = words(text).split('"')
    assert len(quoted) % 2 == 1
    for at, part in enumerate(quoted):
        plain = part.replace("^4", "").replace("~8", "") if at % 2 == 0 else part
        assert all(character.isalnum() or character in "_ " for character in plain)


@given(st.text())
def test_comparing_twice_changes_nothing(name: str) -> None:
    assert comparable(comparable(name)) == comparable(name)
