"""The compose file: valid, and every environment name in it known to what reads it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from graph.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
COMPOSE = ROOT / "docker-compose.yml"
PREFIX = "POLICYGRAPH_"
EXPLAINED = {"NEO4J_PASSWORD", "NEO4J_HEAP", "NEO4J_PAGECACHE", "DOCS"}
"""Variables the compose file itself takes from who runs it."""


@pytest.fixture(scope="module")
def services():
    return yaml.safe_load(COMPOSE.read_text("utf-8"))["services"]


def test_every_name_is_a_setting(services):
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    used = {name for service in services.values() for name in service["environment"] if name.startswith(PREFIX)}
    assert used and used <= known


def test_the_values_make_settings(services, monkeypatch):
    for name, value in services["api"]["environment"].items():
        monkeypatch.setenv(name, re.sub(r"\$\{.*\}", "a password", str(value)))
    settings = Settings()
    assert settings.neo4j_uri == "bolt://neo4j:7687" and settings.api_host == "0.0.0.0"
    assert settings.results_directory == Path("/data/results")


def test_every_variable_is_explained_or_has_a_default():
    text = "\n".join(line for line in COMPOSE.read_text("utf-8").splitlines() if not line.lstrip().startswith("#"))
    taken = set(re.findall(r"(?<!\$)\$\{?([A-Z_0-9]+)", text))
    assert taken == EXPLAINED
    without_default = set(re.findall(r"(?<!\$)\$\{([A-Z_0-9]+)\}", text))
    assert not without_default


def test_neo4j_keeps_its_data_is_watched_and_has_no_password_of_ours(services):
    neo4j = services["neo4j"]
    assert neo4j["image"].startswith("neo4j:5.26")
    assert "neo4j:/data" in neo4j["volumes"]
    assert "cypher-shell" in " ".join(neo4j["healthcheck"]["test"])
    assert re.fullmatch(r"neo4j/\$\{NEO4J_PASSWORD:\?.+\}", neo4j["environment"]["NEO4J_AUTH"])
    for name in ("api", "ingest"):
        assert services[name]["depends_on"]["neo4j"]["condition"] == "service_healthy"


def test_nothing_is_open_to_the_network(services):
    for service in services.values():
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))


def test_ingest_runs_only_when_asked(services):
    assert services["ingest"]["profiles"] == ["ingest"]


def test_the_image_holds_every_package():
    copied = re.findall(r"^COPY (\w+) \1$", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    assert {"api", "cypher", "graph", "ingest"} <= set(copied)


def test_compose_takes_it(monkeypatch):
    plugin, program = shutil.which("docker"), shutil.which("docker-compose")
    if plugin and not subprocess.run([plugin, "compose", "version"], capture_output=True, check=False).returncode:
        compose = [plugin, "compose"]
    elif program:
        compose = [program]
    else:
        pytest.skip("docker compose is not installed here")
    monkeypatch.setenv("NEO4J_PASSWORD", "a password")
    subprocess.run([*compose, "--file", str(COMPOSE), "config", "--quiet"], check=True)
