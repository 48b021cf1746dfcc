"""The lexicons: tables and word lists under ``ingest/lexicon``, checked as they are read.

A table is a TSV file: comment lines begin with ``#``, then a header, then one entry a line. A word list is a
YAML mapping from a group's name to its words. All names in them are in simplified script, for they are compared
with the folded text.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from graph.data_file import read_yaml
from graph.errors import ConfigurationError

LEXICON = Path(__file__).with_name("lexicon")

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a table and the 1-based line it stands on."""

    line: int
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the cell of ``column``."""
        return self.values[column]

    def several(self, column: str) -> tuple[str, ...]:
        """Return the parts of a cell that holds a list separated by ``|``."""
        return tuple(part for part in self.values[column].split("|") if part)


def read_table(path: Path, columns: Sequence[str], key: str | None = None) -> list[Row]:
    """Read a table.

    Parameters
    ----------
    path
        The TSV file.
    columns
        The header it must have.
    key
        The column whose cells must be filled and differ; the first one if None.

    Raises
    ------
    ConfigurationError
        If the file is missing, its header or a row has other columns, a cell has stray white space, or a key is
        empty or given twice. The error names the file and the line.
    """
    key = key or columns[0]
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise ConfigurationError(f"the lexicon can't be read: {error.strerror}", path) from error
    except UnicodeDecodeError as error:
        raise ConfigurationError("the lexicon is not UTF-8", path) from error
    rows: list[Row] = []
    seen: dict[str, int] = {}
    header_found = False
    for number, cells in enumerate(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE), 1):
        if not cells or cells[0].startswith("#"):
            continue
        if not header_found:
            if cells != list(columns):
                raise ConfigurationError(
                    f"the header must be {', '.join(columns)}; it is {', '.join(cells)}", path, number
                )
            header_found = True
            continue
        cells += [""] * (len(columns) - len(cells))  # editors strip trailing tabs
        if len(cells) != len(columns):
            raise ConfigurationError(f"a row has {len(columns)} cells; this one has {len(cells)}", path, number)
        row = Row(number, dict(zip(columns, cells, strict=True)))
        if any(cell != cell.strip() for cell in cells):
            raise ConfigurationError("a cell begins or ends with white space", path, number)
        if not row[key]:
            raise ConfigurationError(f"the {key} is empty", path, number)
        if row[key] in seen:
            raise ConfigurationError(f"{row[key]} is already on line {seen[row[key]]}", path, number)
        seen[row[key]] = number
        rows.append(row)
    if not header_found:
        raise ConfigurationError(f"the file is empty; its header must be {', '.join(columns)}", path)
    return rows


def read_words(path: Path, groups: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Read a word list: a YAML mapping of ``groups`` to lists of words.

    Raises
    ------
    ConfigurationError
        If the file is missing or no YAML, a group is missing or unknown, or a word is no text or given twice.
    """
    data = read_yaml(path, TypeAdapter(Any))
    wanted = set(groups)
    if not isinstance(data, dict) or set(data) != wanted:
        found = ", ".join(map(str, data)) if isinstance(data, dict) else "something else"
        raise ConfigurationError(f"the groups must be {', '.join(sorted(wanted))}; the file has {found}", path)
    for group, words in data.items():
        if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
            raise ConfigurationError(f"{group} must be a list of words (quote numbers, yes and no)", path)
        twice = sorted({word for word in words if words.count(word) > 1})
        if twice:
            raise ConfigurationError(f"{group} has {', '.join(twice)} twice", path)
    return {group: tuple(words) for group, words in data.items()}


class NameIndex(Generic[Entry]):
    """Names and what they stand for, found by longest match at a position of a text."""

    def __init__(self) -> None:
        self._names: dict[str, Entry] = {}
        self._lengths: dict[str, list[int]] = {}

    def add(self, name: str, entry: Entry) -> None:
        """Let ``name`` stand for ``entry``, unless it already stands for another: first come, first served."""
        if name in self._names:
            return
        self._names[name] = entry
        lengths = self._lengths.setdefault(name[0], [])
        if len(name) not in lengths:
            lengths.append(len(name))
            lengths.sort(reverse=True)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def get(self, name: str) -> Entry | None:
        """Return what ``name`` stands for, or None."""
        return self._names.get(name)

    def at(self, text: str, index: int, end: int) -> tuple[int, Entry] | None:
        """Return (end, entry) of the longest name that begins at ``index`` and ends by ``end``, or None."""
        for length in self._lengths.get(text[index : index + 1], ()):
            if index + length <= end:
                entry = self._names.get(text[index : index + length])
                if entry is not None:
                    return index + length, entry
        return None

    def within(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, Entry]]:
        """Yield (start, end, entry) of the longest names from left to right, none inside another."""
        index = start
        while index < end:
            found = self.at(text, index, end)
            if found:
                yield index, *found
                index = found[0]
            else:
                index += 1
