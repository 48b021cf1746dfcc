"""The sub-commands that read the graph."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from typer.testing import CliRunner

from api.cli import commands
from graph.embedded import EmbeddedStore
from graph.errors import NotFoundError, ParameterError
from graph.ontology import Ontology
from graph.queries import load_queries
from graph.settings import Settings


@pytest.fixture
def graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ontology: Ontology, policy_contributions: list) -> Path:
    """A data directory whose embedded store holds the first document, closed again."""
    monkeypatch.setenv("POLICYGRAPH_DATA_DIRECTORY", str(tmp_path))
    monkeypatch.delenv("POLICYGRAPH_NEO4J_URI", raising=False)
    store = EmbeddedStore(Settings().store_directory)
    store.apply_schema(ontology)
    store.upsert(policy_contributions[0])
    store.close()
    return tmp_path


def test_a_query_prints_json_or_a_table(graph: Path) -> None:
    runner = CliRunner()
    arguments = ["query", "policy_goals", "policy=健康科技创新规划", "limit=5"]
    answer = runner.invoke(commands, [*arguments, "--json"], catch_exceptions=False)
    [row] = json.loads(answer.stdout)
    assert (row["value"], row["unit"], row["year"]) == ("10~20", "项", "2030")
    table = runner.invoke(commands, arguments, catch_exceptions=False, env={"COLUMNS": "300"})
    assert "10~20" in table.stdout


def test_wrong_values_are_told(graph: Path) -> None:
    runner = CliRunner()
    with pytest.raises(ParameterError, match="is not KEY=VALUE"):
        runner.invoke(commands, ["query", "policy_goals", "policy"], catch_exceptions=False)
    with pytest.raises(ParameterError, match="given twice"):
        runner.invoke(commands, ["query", "policy_goals", "limit=1", "limit=2"], catch_exceptions=False)
    with pytest.raises(NotFoundError, match="no query is named 'goals'"):
        runner.invoke(commands, ["query", "goals"], catch_exceptions=False)


def test_without_a_name_the_queries_are_listed() -> None:
    listed = json.loads(CliRunner().invoke(commands, ["query", "--json"], catch_exceptions=False).stdout)
    assert {row["name"] for row in listed} == load_queries().keys()


def test_the_schema_is_printed(ontology: Ontology) -> None:
    rows = json.loads(CliRunner().invoke(commands, ["schema", "--json"], catch_exceptions=False).stdout)
    assert {row["type"] for row in rows} == {*ontology.entities, *ontology.relations}
    leads = next(row for row in rows if row["type"] == "LEADS")
    assert leads["joins"].startswith("Institution → ")


def test_the_server_starts_answers_and_stops(graph: Path) -> None:
    command = [sys.executable, "-c", "from api.cli import commands; commands()", "serve", "--port", "0"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as run:
        assert run.stderr is not None
        port = None
        for line in run.stderr:
            if "running on" in line:
                port = int(line.partition("http://127.0.0.1:")[2].split()[0].strip('"'))
                break
        try:
            assert port is not None
            with urlopen(f"http://127.0.0.1:{port}/health/ready") as answer:
                assert json.load(answer)["documents"] == 1
            with pytest.raises(HTTPError) as caught:
                urlopen(f"http://127.0.0.1:{port}/facts/nothing")
            assert caught.value.code == 404
            caught.value.close()
        finally:
            run.send_signal(signal.SIGINT)
            run.communicate(timeout=60)
    assert run.returncode == 0


def test_the_lists_of_all_relation_types_in_statements_are_complete(ontology: Ontology) -> None:
    """Where a statement must name all relation types, a new one has to be added there."""
    relations = set(ontology.relations)
    queries = load_queries()
    named = {name for name in relations if name in queries["entities_by_id"].statement}
    assert named == relations
    named = {name for name in relations if name in queries["connections"].statement}
    assert named == relations - {"LOCATED_IN", "APPLIES_TO"}
