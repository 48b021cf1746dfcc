"""The rules of identity as data: ``rules.yaml``, validated and put into the form names are compared in."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from pydantic import ConfigDict, TypeAdapter

from graph.data_file import read_yaml

PATH = Path(__file__).with_name("rules.yaml")


@dataclass(frozen=True, slots=True)
class Rules:
    """See the comments of ``rules.yaml`` for what each list means."""

    unit_endings: tuple[str, ...]
    unit_words: tuple[str, ...]
    function_endings: tuple[str, ...]
    national_beginnings: tuple[str, ...]
    generic_titles: frozenset[str]
    pointing_words: tuple[str, ...]
    generic_headings: frozenset[str]
    optional_tails: Mapping[str, tuple[str, ...]]
    measure_counters: tuple[str, ...]
    measure_nouns: Mapping[str, tuple[str, ...]]
    unique_posts: tuple[str, ...]
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


@lru_cache(maxsize=1)
def load_rules(path: Path = PATH) -> Rules:
    """Read and validate the rules.

    Raises
    ------
    ConfigurationError
        If the file is wrong; names it and the line.
    """
    return read_yaml(path, TypeAdapter(Rules))
