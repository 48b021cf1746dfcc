"""The header of a canned query's file: who asks it, with what, and what comes back.

It is YAML in the ``//`` comments a ``.cypher`` file begins with::

    // title: {en: Who issued a policy, zh: 政策由谁发布}
    // description: {en: …, zh: …}
    // parameters:
    //   policy: {type: entity, of: [Policy], meaning: name or id of the policy}
    // page: {default: 50, maximum: 500}
    // columns:
    //   institution: {type: string, meaning: name of the issuer}
    // examples:
    // - question: Who issued the plan?
    //   parameters: {policy: …}
    //   rows: [{institution: …}]

A parameter of type ``entity`` takes a name, an alias or an id and gives the statement the id; one of type
``words`` gives it a full-text query for a text. A parameter without ``default`` is required; ``default: null``
makes it optional. ``page`` declares the parameters ``skip`` and ``limit``. An example's ``rows`` are parts of
rows that come back on the graph the tests build; they run on both stores.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graph.errors import ParameterError

Value: TypeAlias = str | int | float | bool | list[str] | None
ParameterType: TypeAlias = Literal[
    "entity", "string", "strings", "words", "integer", "number", "boolean", "date", "choice"
]
ColumnType: TypeAlias = Literal["string", "strings", "integer", "number", "boolean", "object", "objects"]
Sentence: TypeAlias = Annotated[str, Field(min_length=2)]

MAXIMUM_TEXT = 200
"""Characters a text parameter may have: longer than any name, short enough for an index."""
MAXIMUM_ITEMS = 200
_BOOLEANS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(_Part):
    """The same text in English and Chinese."""

    en: Sentence
    zh: Sentence


class Parameter(_Part):
    """A typed value a query takes."""

    type: ParameterType
    meaning: Sentence
    default: Value = None
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    of: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> "Parameter":
        if (self.type == "choice") != bool(self.choices):
            raise ValueError("choices belong to a parameter of type choice, and only to it")
        if self.of and self.type != "entity":
            raise ValueError("of names entity types and belongs to a parameter of type entity")
        if self.type in {"integer", "number"} and (self.minimum is None or self.maximum is None):
            raise ValueError("a number needs a minimum and a maximum")
        if self.default is not None:
            try:
                self.parse("default", self.default)
            except ParameterError as error:
                raise ValueError(str(error)) from error
        return self

    @property
    def required(self) -> bool:
        """Whether a value must be given."""
        return "default" not in self.model_fields_set

    def parse(self, name: str, value: object) -> Value:
        """Return the value in the parameter's type.

        Parameters
        ----------
        name
            The parameter's name, for the message.
        value
            A string as it comes from a URL or a command line, or a value of the type itself.

        Raises
        ------
        ParameterError
            If it isn't of the type or within the bounds.
        """
        if value is None:
            if self.required or self.default is not None:
                raise ParameterError(f"parameter {name}: a value is needed ({self.meaning})")
            return None
        if self.type == "strings":
            items = value.split(",") if isinstance(value, str) else value
            if not isinstance(items, Sequence):
                raise ParameterError(f"parameter {name}: {value!r} is not a list of texts")
            texts = [clean_text(name, item) for item in items]
            if len(texts) > MAXIMUM_ITEMS:
                raise ParameterError(f"parameter {name}: {len(texts)} texts given, {MAXIMUM_ITEMS} at most")
            return [text for text in texts if text]
        if self.type in {"integer", "number"}:
            return self._number(name, value)
        if self.type == "boolean":
            if isinstance(value, bool):
                return value
            if (truth := _BOOLEANS.get(str(value).strip().lower())) is None:
                raise ParameterError(f"parameter {name}: {value!r} is not true or false")
            return truth
        text = clean_text(name, value)
        if self.type == "choice" and text not in self.choices:
            raise ParameterError(f"parameter {name}: {text!r} is not one of {', '.join(self.choices)}")
        if self.type == "date":
            _check_date(name, text)
        if self.type == "words" and not any(character.isalnum() for character in text):
            raise ParameterError(f"parameter {name}: give at least one letter, character or digit ({self.meaning})")
        if self.type == "entity" and not text:
            raise ParameterError(f"parameter {name}: give a name or an id ({self.meaning})")
        return text

    def _number(self, name: str, value: object) -> int | float:
        kind = int if self.type == "integer" else float
        article = "an integer" if kind is int else "a number"
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise ParameterError(f"parameter {name}: {value!r} is not {article}")
        try:
            if isinstance(value, str) and not re.fullmatch(r"[+-]?\d{1,18}(\.\d{1,18})?", value.strip()):
                raise ValueError
            number = kind(value)
        except (ValueError, OverflowError) as error:
            raise ParameterError(f"parameter {name}: {value!r} is not {article}") from error
        assert self.minimum is not None and self.maximum is not None
        if not self.minimum <= number <= self.maximum:
            raise ParameterError(f"parameter {name}: {value} is not within {self.minimum:g} and {self.maximum:g}")
        return number


class Page(_Part):
    """How many rows a page of a growing list has."""

    default: int = Field(ge=1)
    maximum: int = Field(ge=1, le=10_000)


class Column(_Part):
    """A column of a query's rows; ``optional`` ones may be null."""

    type: ColumnType
    meaning: Sentence
    optional: bool = False


class Example(_Part):
    """A question, the parameters that ask it, and parts of rows that answer it."""

    question: Sentence
    parameters: dict[str, Value] = Field(default_factory=dict)
    rows: list[dict[str, Any]] = Field(min_length=1)


class Header(_Part):
    """All of a query file's header."""

    title: Bilingual
    description: Bilingual
    parameters: dict[str, Parameter] = Field(default_factory=dict)
    page: Page | None = None
    columns: dict[str, Column] = Field(min_length=1)
    examples: list[Example] = Field(min_length=1)

    @property
    def all_parameters(self) -> dict[str, Parameter]:
        """The declared parameters and, where rows are paged, ``skip`` and ``limit``."""
        if self.page is None:
            return self.parameters
        skip = Parameter(type="integer", meaning="rows to leave out", default=0, minimum=0, maximum=1_000_000)
        limit = Parameter(
            type="integer", meaning="rows to return at most", default=self.page.default, minimum=1,
            maximum=self.page.maximum,
        )  # fmt: skip
        return {**self.parameters, "skip": skip, "limit": limit}


def clean_text(name: str, value: object) -> str:
    """Return a text given from outside in NFKC, without white space around it.

    Raises
    ------
    ParameterError
        If it isn't a text, is too long, or has control characters or undefined ones.
    """
    if not isinstance(value, str):
        raise ParameterError(f"parameter {name}: {value!r} is not a text")
    text = unicodedata.normalize("NFKC", value).strip()
    if len(text) > MAXIMUM_TEXT:
        raise ParameterError(f"parameter {name}: {len(text)} characters given, {MAXIMUM_TEXT} at most")
    if any(unicodedata.category(character) in {"Cc", "Cs", "Cn"} for character in text):
        raise ParameterError(f"parameter {name}: it has a control character or an undefined one")
    return text


def _check_date(name: str, text: str) -> None:
    try:
        if not _DATE.fullmatch(text):
            raise ValueError
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError as error:
        raise ParameterError(f"parameter {name}: {text!r} is not a date such as 2025, 2025-03 or 2025-03-31") from error
