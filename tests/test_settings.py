"""Settings come from arguments and the environment, and a wrong one is named."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from graph.errors import ConfigurationError
from graph.settings import Settings


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch):
    for name in Settings.model_fields:
        monkeypatch.delenv(f"POLICYGRAPH_{name.upper()}", raising=False)


def test_without_any_the_store_is_embedded_below_data():
    settings = Settings()
    assert settings.neo4j_uri is None
    assert settings.store_directory == Path("data/store")
    assert settings.results_directory == Path("data/results")


def test_directories_follow_the_data_directory(tmp_path):
    settings = Settings(data_directory=tmp_path)
    assert settings.store_directory == tmp_path / "store"
    assert Settings(data_directory=tmp_path, store_directory="elsewhere").store_directory == Path("elsewhere")


def test_the_environment_is_read_and_an_argument_goes_first(monkeypatch):
    monkeypatch.setenv("POLICYGRAPH_API_PORT", "9000")
    monkeypatch.setenv("POLICYGRAPH_NEO4J_URI", "neo4j+s://graph.example:7687")
    assert Settings().api_port == 9000
    assert Settings().neo4j_uri == "neo4j+s://graph.example:7687"
    assert Settings(api_port=9001).api_port == 9001


def test_an_empty_variable_counts_as_unset(monkeypatch):
    monkeypatch.setenv("POLICYGRAPH_NEO4J_URI", "")
    assert Settings().neo4j_uri is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NEO4J_URI", "http://localhost:7474"),
        ("NEO4J_URI", "localhost:7687"),
        ("API_PORT", "0"),
        ("API_PORT", "eighty"),
        ("QUERY_TIMEOUT", "0"),
        ("HUB_DEGREE", "-1"),
    ],
)
def test_a_wrong_value_is_named(monkeypatch, name, value):
    monkeypatch.setenv(f"POLICYGRAPH_{name}", value)
    with pytest.raises(ConfigurationError, match=f"POLICYGRAPH_{name}"):
        Settings()


def test_an_unknown_argument_is_refused():
    with pytest.raises(ConfigurationError, match="NEO4J_URL"):
        Settings(neo4j_url="bolt://localhost:7687")


def test_settings_do_not_change_and_do_not_tell_the_password():
    settings = Settings(neo4j_password="a secret")
    assert "a secret" not in repr(settings)
    with pytest.raises(ValidationError):
        settings.api_port = 1
