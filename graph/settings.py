"""Where things are and how far they may go, read from the environment (``POLICYGRAPH_…``) or given as arguments."""

from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.errors import ConfigurationError

_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


class EnvironmentSettings(BaseSettings):
    """Settings read from the environment, whose errors name the variable.

    Raises
    ------
    ConfigurationError
        If a value is out of its range.
    """

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(str(part) for part in first["loc"])
            variable = f"{self.model_config['env_prefix']}{name.upper()}"
            raise ConfigurationError(f"{variable} is wrong: {first['msg']}") from error


class Settings(EnvironmentSettings):
    """Immutable settings; construct one and pass it on.

    Every field reads the environment variable of its name with the prefix ``POLICYGRAPH_``; an empty variable
    counts as unset, an argument to the constructor goes before the environment.

    Raises
    ------
    ConfigurationError
        If a value is out of its range; names the variable.
    """

    model_config = SettingsConfigDict(env_prefix="POLICYGRAPH_", env_ignore_empty=True, frozen=True, extra="forbid")

    neo4j_uri: str | None = Field(default=None, description="Bolt address of a Neo4j; without it the store is embedded")
    neo4j_user: str = Field(default="neo4j", description="Neo4j user")
    neo4j_password: SecretStr | None = Field(
        default=None, description="Neo4j password; without one, no authentication is tried"
    )
    neo4j_database: str = Field(default="neo4j", min_length=1, description="Neo4j database")
    data_directory: Path = Field(default=Path("data"), description="Root of what the project writes")
    store_directory: Path = Field(
        default_factory=lambda data: data["data_directory"] / "store", description="Files of the embedded store"
    )
    results_directory: Path = Field(
        default_factory=lambda data: data["data_directory"] / "results", description="Per-document extraction results"
    )
    query_timeout: float = Field(default=10.0, gt=0, le=3600, description="Seconds after which a query is stopped")
    hub_degree: int = Field(
        default=500, ge=1, description="A path does not lead through an entity with more relationships than this"
    )
    api_host: str = Field(default="127.0.0.1", min_length=1, description="Address the API listens on")
    api_port: int = Field(default=8000, ge=1, le=65535, description="Port the API listens on")

    @field_validator("neo4j_uri")
    @classmethod
    def _has_bolt_scheme(cls, uri: str | None) -> str | None:
        if uri is not None and uri.partition("://")[0] not in _SCHEMES:
            raise ValueError(f"{uri!r} must begin with one of {', '.join(scheme + '://' for scheme in _SCHEMES)}")
        return uri
