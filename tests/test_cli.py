"""The command line, from outside."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import policygraph
from graph.errors import PolicyGraphError

ROOT = Path(__file__).resolve().parents[1]
TEXT = (
    "湖南省卫生健康科技创新行动计划\n\n一、推进平台建设\n由湖南省科学技术厅牵头，建设湖南省脑机接口重点实验室。\n"
    "二、加强重大疾病防治\n国家卫生健康委会同财政部组织实施听力健康行动，聚焦恶性肿瘤、罕见病。\n"
)


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("POLICYGRAPH_DATA_DIRECTORY", str(tmp_path / "data"))
    monkeypatch.delenv("POLICYGRAPH_NEO4J_URI", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path / "data"


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "documents" / "plan.txt"
    path.parent.mkdir()
    path.write_text(TEXT, "utf-8")
    return path


def run(*arguments, code=0):
    result = CliRunner().invoke(policygraph.app, [str(a) for a in arguments])
    assert result.exit_code == code, (result.output, result.exception)
    return result.stdout


def test_from_documents_to_judgements_and_back(data, document, tmp_path):
    assert json.loads(run("status", "--json"))["documents"] == []
    table = run("ingest", document.parent)
    assert "Institution" in table and "Rejected" not in table
    status = json.loads(run("status", "--json"))
    assert [d["name"] for d in status["documents"]] == [document.as_posix()] and not status["outdated"]
    assert status["judgements"] == 0 and status["entities"]["Institution"] >= 3

    run("judge", "same", "财政部", "国家卫健委", "--reason", "只为试验", "--by", "tester")
    judged = json.loads(run("status", "--json"))
    assert judged["entities"]["Institution"] == status["entities"]["Institution"] - 1
    (judgement,) = json.loads(run("judge", "list", "--json"))
    assert (judgement["verdict"], judgement["by"], judgement["reason"]) == ("same", "tester", "只为试验")
    with pytest.raises(PolicyGraphError, match="contradicts"):
        CliRunner().invoke(
            policygraph.app, ["judge", "different", judgement["left"], judgement["right"]], catch_exceptions=False
        )
    run("judge", "undo", judgement["right"], judgement["left"])
    assert json.loads(run("status", "--json")) == status

    assert isinstance(json.loads(run("judge", "propose", "--json")), list)
    out = tmp_path / "graph.graphml"
    assert "entities" in run("export", out, "--format", "graphml") and out.stat().st_size > 1000

    run("forget", document)
    assert json.loads(run("status", "--json"))["entities"] == {}


def test_rejected_documents_give_exit_code_3_and_the_rest_is_done(document, tmp_path):
    (document.parent / "empty.txt").write_bytes(b"")
    printed = json.loads(run("extract", document.parent, tmp_path / "out", "--json", code=3))
    assert printed["written"] == 1
    assert [Path(r["document"]).name for r in printed["rejected"]] == ["empty.txt"]
    annotation = json.loads((tmp_path / "out" / "plan.pred.json").read_text("utf-8"))
    for entity in annotation["entities"]:
        assert {"id", "type", "name", "aliases", "evidence", "mentions", "confidence"} <= entity.keys()
    for relation in annotation["relations"]:
        assert TEXT[relation["start"] : relation["end"]].strip() == relation["evidence"]


def test_evaluate_prints_both_matches(document, tmp_path):
    gold, predicted = tmp_path / "gold", tmp_path / "pred"
    gold.mkdir()
    run("extract", document.parent, predicted)
    annotation = json.loads((predicted / "plan.pred.json").read_text("utf-8"))
    (gold / "plan.gold.json").write_text(json.dumps(annotation), "utf-8")
    table = run("evaluate", gold, predicted)
    assert "lenient match" in table and "strict match" in table and "1.000" in table
    scores = json.loads(run("evaluate", gold, predicted, "--json"))
    assert scores["strict"]["total"]["E:all"]["f1"] == 1.0


def test_json_is_all_a_program_reads_and_errors_are_one_message(data, document):
    def policygraph_process(*arguments):
        command = [sys.executable, "-m", "policygraph", *arguments]
        return subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)

    (document.parent / "picture.png").write_bytes(b"\x89PNG")
    done = policygraph_process("ingest", str(document.parent), "--json")
    assert done.returncode == 3, done.stderr
    summary = json.loads(done.stdout)
    assert summary["documents"]["read"] == 1 and len(summary["documents"]["rejected"]) == 1

    refused = policygraph_process("forget", "never-ingested.txt")
    assert refused.returncode == 2 and "Traceback" not in refused.stderr
    assert "policygraph: no document 'never-ingested.txt'" in refused.stderr
