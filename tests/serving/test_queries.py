"""The canned queries answer what the examples in their headers say, on both stores."""

from typing import Any

import pytest

from graph.errors import NotFoundError, ParameterError
from graph.queries import Queries, load_queries
from graph.query_header import Column, Example
from graph.store import Row, Store

PYTHON_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "strings": (list,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "object": (dict,),
    "objects": (list,),
}
EXAMPLES = [
    pytest.param(query.name, example, id=f"{query.name}-{number}")
    for query in load_queries().values()
    for number, example in enumerate(query.examples)
]


def ask(queries: Queries, name: str, store: Store, parameters: dict[str, Any] | None = None) -> list[Row]:
    return queries.run(name, store, parameters, timeout=120)


def fits(wanted: Any, found: Any) -> bool:
    """Whether ``found`` has at least what ``wanted`` has."""
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(key in found and fits(wanted[key], found[key]) for key in wanted)
    return bool(wanted == found) and type(wanted) is type(found)


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_example_answers_as_its_header_says(policy_store: Store, queries: Queries, name: str, example: Example) -> None:
    rows = ask(queries, name, policy_store, example.parameters)
    for wanted in example.rows:
        assert any(fits(wanted, row) for row in rows), (wanted, rows)
    for row in rows:
        for column, value in row.items():
            assert is_of(queries[name].columns[column], value), (column, value)


def is_of(column: Column, value: Any) -> bool:
    if value is None:
        return column.optional
    if column.type != "boolean" and isinstance(value, bool):
        return False
    if column.type == "strings" and not all(isinstance(item, str) for item in value):
        return False
    return isinstance(value, PYTHON_TYPES[column.type])


def fact_ids(row: Row) -> list[str]:
    facts = row.get("facts")
    return [row["fact"]] if "fact" in row else facts if isinstance(facts, list) else []


@pytest.mark.parametrize("name", [name for name, query in load_queries().items() if "evidence" in query.columns])
def test_the_evidence_of_a_row_states_its_facts(policy_store: Store, queries: Queries, name: str) -> None:
    row = ask(queries, name, policy_store, queries[name].examples[0].parameters)[0]
    sentences = [
        sentence for fact in fact_ids(row) for sentence in ask(queries, "fact_evidence", policy_store, {"fact": fact})
    ]
    assert row["evidence"]
    assert set(row["evidence"]) <= {sentence["id"] for sentence in sentences}
    quotes = row["quotes"] if "quotes" in row else [row["quote"]] if "quote" in row else []
    assert set(quotes) <= {sentence["quote"] for sentence in sentences}


@pytest.mark.parametrize("name", [name for name, query in load_queries().items() if query.header.page])
def test_pages_put_together_are_the_whole(policy_store: Store, queries: Queries, name: str) -> None:
    parameters = queries[name].examples[0].parameters
    whole = ask(queries, name, policy_store, parameters)
    half = (len(whole) + 1) // 2
    pages = [ask(queries, name, policy_store, {**parameters, "skip": skip, "limit": half}) for skip in (0, half)]
    assert [row for page in pages for row in page] == whole


@pytest.mark.parametrize(
    "name", ["国家卫生健康委员会", "国家卫健委", "國家衛健委", "国家 卫健委", "institution-41f5bfcd3a9e97cb"]
)
def test_an_entity_is_known_by_name_alias_script_and_id(policy_store: Store, queries: Queries, name: str) -> None:
    [row] = ask(queries, "institution_profile", policy_store, {"institution": name})
    assert row["name"] == "国家卫生健康委员会"


def test_an_unknown_name_says_what_comes_near(policy_store: Store, queries: Queries) -> None:
    with pytest.raises(NotFoundError, match="四川省卫生健康委员会"):
        ask(queries, "institution_profile", policy_store, {"institution": "四川卫生健康局"})


def test_a_name_of_another_type_is_not_taken(policy_store: Store, queries: Queries) -> None:
    with pytest.raises(NotFoundError, match="no Institution is named"):
        ask(queries, "institution_profile", policy_store, {"institution": "恶性肿瘤"})


def test_an_ambiguous_name_lists_the_candidates(policy_store: Store, queries: Queries, contribution: Any) -> None:
    twins = {
        "Institution:东湖医院": {"aliases": ("湖院",)},
        "Institution:西湖医院": {"aliases": ("湖院",)},
    }
    added = contribution("twins.txt", mentions=tuple(twins), entities=twins)
    policy_store.upsert(added)
    try:
        with pytest.raises(ParameterError, match=r"names 2 entities.*东湖医院.*西湖医院"):
            ask(queries, "institution_profile", policy_store, {"institution": "湖院"})
    finally:
        policy_store.withdraw(added.document.id)


CODE = r"""' OR 1=1 }) DETACH DELETE (n) // " ` $policy \ */ ; MATCH (n) SET n.name = 'x'"""
OPERATORS = [CODE, "*:*", "name:* OR id:*", "[* TO *]", "🙂{{7*7}}", "+", "-", "(", "a AND", "~", '"', "肿瘤*?"]


@pytest.mark.parametrize("name", list(load_queries()))
def test_text_is_never_taken_for_code(policy_store: Store, queries: Queries, name: str) -> None:
    before = policy_store.version()
    query = queries[name]
    given = query.examples[0].parameters
    for parameter_name, parameter in query.parameters.items():
        if parameter.type in {"entity", "string", "strings", "words"} and parameter_name != "after":
            value = [CODE] if parameter.type == "strings" else CODE
            try:
                rows = ask(queries, name, policy_store, {**given, parameter_name: value})
            except NotFoundError:
                continue
            assert rows == []
    assert policy_store.version() == before


@pytest.mark.parametrize("text", OPERATORS)
def test_a_search_has_no_operators(policy_store: Store, queries: Queries, text: str) -> None:
    with pytest.raises(NotFoundError):
        ask(queries, "mentions", policy_store, {"entity": text})
