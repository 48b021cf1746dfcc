"""What is wrong with a query file is said at load, with file and line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import query_statement
from graph.errors import ParameterError, QueryFileError
from graph.queries import load_queries, load_query
from graph.query_header import Parameter

HEADER = """\
// title: {en: Leaders, zh: 牵头}
// description: {en: Who leads., zh: 谁牵头。}
// parameters:
//   area: {type: entity, of: [PriorityArea], meaning: an area}
// columns:
//   name: {type: string, meaning: name of the leader}
// examples:
// - question: Who leads?
//   parameters: {area: 肿瘤}
//   rows: [{name: 科技部}]
"""
STATEMENT = "MATCH (:PriorityArea {id: $area})<-[:LEADS]-(i)\nRETURN i.name AS name\n"


def write(directory: Path, text: str, name: str = "topic/leaders") -> Path:
    path = directory / f"{name}.cypher"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_a_right_file_loads(tmp_path: Path) -> None:
    query = load_query(write(tmp_path, HEADER + STATEMENT))
    assert (query.name, query.topic) == ("leaders", "topic")
    assert query.statement == STATEMENT


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("$area", "$areas", 11, r"\$areas is not declared"),
        ("$area", "'x'", 11, "parameter area is declared but"),
        ("AS name", "AS leader", 12, "column name is declared but not returned"),
        ("AS name", "AS name, i.id AS id", 12, "column id is returned but not declared"),
        ("AS name", "", 12, "without a name"),
        ("RETURN", "SET i.seen = true\nRETURN", 12, "write clause SET"),
        ("RETURN", "DETACH DELETE i\nRETURN", 12, "write clause DETACH"),
        ("RETURN", "CALL apoc.do.it()\nRETURN", 12, "procedure apoc.do.it is not among"),
        ("[:LEADS]", "[:LEADS*]", 11, "unbounded variable-length"),
        ("[:LEADS]", "[:LEADS*2..]", 11, "unbounded variable-length"),
        ("]-(i)", "]-+(i)", 11, "unbounded quantified"),
        ("AS name\n", "AS name;\nMATCH (n) RETURN n.name AS name\n", 12, "a second statement"),
        ("// - question: Who leads?\n", "", 7, "examples"),
        ("{area: 肿瘤}", "{}", 8, "needs the parameter area"),
        ("{area: 肿瘤}", "{area: 肿瘤, more: 1}", 8, "has no parameter more"),
        ("[{name: 科技部}]", "[{nome: 科技部}]", 8, "no column nome"),
        ("[{name: 科技部}]", "[]", 10, "examples.0.rows"),
        ("type: entity,", "type: entiti,", 4, "parameters.area.type"),
        ("{en: Leaders, zh: 牵头}", "{en: Leaders}", 1, "title.zh"),
        ("{en: Leaders, zh: 牵头}", "{en: Leaders, en: Heads, zh: 牵头}", 1, "stands twice"),
        ("//   area: {type", "//   area: {type: string, meaning: xx}\n//   area: {type", 5, "stands twice"),
        ("// columns:", "// colums:", 5, "colums"),
        ("// columns:", "// {columns:", 6, "not YAML"),
        ("of: [PriorityArea], ", "minimum: x, ", 4, "minimum"),
        ("type: entity, of: [PriorityArea],", "type: integer,", 4, "needs a minimum and a maximum"),
        ("type: entity, of: [PriorityArea],", "type: choice,", 4, "choices"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    assert old in HEADER + STATEMENT
    path = write(tmp_path, (HEADER + STATEMENT).replace(old, new))
    with pytest.raises(QueryFileError, match=message) as caught:
        load_query(path)
    assert (caught.value.path, caught.value.line) == (path, line)


def test_a_file_without_statement_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(QueryFileError, match="no statement follows"):
        load_query(write(tmp_path, HEADER))


def test_names_are_unique_over_topics(tmp_path: Path) -> None:
    write(tmp_path, HEADER + STATEMENT, "one/leaders")
    second = write(tmp_path, HEADER + STATEMENT, "two/leaders")
    with pytest.raises(QueryFileError, match="the name leaders is taken") as caught:
        load_queries(tmp_path)
    assert caught.value.path == second


def test_an_empty_folder_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(QueryFileError, match="no query files"):
        load_queries(tmp_path)


@pytest.mark.parametrize("text", ["'CREATE (n) [*] ; $x'", '"DELETE"', "`SET`", "/* MERGE */ 1", "n.`a;b`"])
def test_what_stands_in_strings_and_comments_is_no_clause(text: str) -> None:
    statement = f"MATCH (n:Entity) WHERE n.name = 'a' RETURN {text} AS value"
    assert list(query_statement.problems(statement)) == []
    assert query_statement.parameters(statement) == {}


def test_columns_are_those_of_the_outer_return() -> None:
    statement = "CALL () { MATCH (n) RETURN n AS inner } RETURN {a: 1, b: [2, 3]} AS map, inner ORDER BY map LIMIT 3"
    assert [name for name, _ in query_statement.columns(statement)] == ["map", "inner"]


@pytest.mark.parametrize(
    ("fields", "given", "parsed"),
    [
        ({"type": "integer", "minimum": 1, "maximum": 9}, "7", 7),
        ({"type": "number", "minimum": 0, "maximum": 1}, "0.5", 0.5),
        ({"type": "boolean"}, "True", True),
        ({"type": "boolean"}, "0", False),
        ({"type": "date"}, "2026-02", "2026-02"),
        ({"type": "string"}, "　ＡＢ\u2003", "AB"),
        ({"type": "strings"}, "a, b,", ["a", "b"]),
        ({"type": "strings"}, ["a", "b"], ["a", "b"]),
        ({"type": "choice", "choices": ["up", "down"]}, "up", "up"),
    ],
)
def test_strings_become_typed_values(fields: dict[str, object], given: str, parsed: object) -> None:
    value = Parameter.model_validate({"meaning": "test", **fields}).parse("x", given)
    assert value == parsed
    assert type(value) is type(parsed)


@pytest.mark.parametrize(
    ("fields", "given"),
    [
        ({"type": "integer", "minimum": 1, "maximum": 9}, "10"),
        ({"type": "integer", "minimum": 1, "maximum": 9}, "1.5"),
        ({"type": "integer", "minimum": 1, "maximum": 9}, "1_0"),
        ({"type": "integer", "minimum": 1, "maximum": 9}, True),
        ({"type": "integer", "minimum": 1, "maximum": 9}, None),
        ({"type": "number", "minimum": 0, "maximum": 1}, "nan"),
        ({"type": "number", "minimum": 0, "maximum": 1}, "inf"),
        ({"type": "boolean"}, "maybe"),
        ({"type": "date"}, "2026-13"),
        ({"type": "date"}, "2026-02-30"),
        ({"type": "date"}, "26"),
        ({"type": "string"}, "x" * 201),
        ({"type": "string"}, "a\x00b"),
        ({"type": "string"}, "\ud800"),
        ({"type": "string"}, 7),
        ({"type": "strings"}, 7),
        ({"type": "entity"}, "  "),
        ({"type": "words"}, "+-*"),
        ({"type": "choice", "choices": ["up", "down"]}, "UP"),
    ],
)
def test_wrong_values_are_refused_by_name(fields: dict[str, object], given: object) -> None:
    with pytest.raises(ParameterError, match="parameter width: "):
        Parameter.model_validate({"meaning": "test", **fields}).parse("width", given)


@given(st.sampled_from(["entity", "string", "strings", "words", "date", "boolean", "integer", "number"]), st.text())
def test_parsing_a_text_gives_a_value_or_a_parameter_error(type: str, text: str) -> None:
    fields = {"type": type, "meaning": "test"}
    if type in {"integer", "number"}:
        fields |= {"minimum": -5, "maximum": 5}
    parameter = Parameter.model_validate(fields)
    try:
        value = parameter.parse("x", text)
    except ParameterError:
        return
    assert parameter.parse("x", value) == value
