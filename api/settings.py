"""What the API's operator may set, beyond :class:`graph.settings.Settings`: who may ask, from where, how often."""

from typing import Annotated

from limits import RateLimitItem, parse
from pydantic import Field, SecretStr, field_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from graph.settings import EnvironmentSettings


class ApiSettings(EnvironmentSettings):
    """Immutable settings of the API, read from ``POLICYGRAPH_API_…``; lists are separated by commas.

    Raises
    ------
    ConfigurationError
        If a value is out of its range; names the variable.
    """

    model_config = SettingsConfigDict(env_prefix="POLICYGRAPH_API_", env_ignore_empty=True, frozen=True)

    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Origins of web pages that may call the API; none by default"
    )
    keys: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        default=(), description="Keys of which each request must bear one in X-API-Key; none: everyone may ask"
    )
    rate_limit: str | None = Field(
        default=None, description="Requests a client (its key, else its address) may make, such as 100/minute"
    )

    @field_validator("cors_origins", "keys", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("rate_limit")
    @classmethod
    def _is_rate(cls, value: str | None) -> str | None:
        if value is not None:
            parse(value)
        return value

    @property
    def rate(self) -> RateLimitItem | None:
        """The rate limit, parsed."""
        return parse(self.rate_limit) if self.rate_limit else None
