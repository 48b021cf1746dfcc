"""Reading the project's YAML data files: validated at load, errors naming file and line."""

from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from graph.errors import ConfigurationError

T = TypeVar("T")


def read_yaml(path: Path, shape: TypeAdapter[T]) -> T:
    """Read one YAML file and validate it.

    Parameters
    ----------
    path
        The file, UTF-8.
    shape
        What it must hold; its validation says what is wrong.

    Raises
    ------
    ConfigurationError
        If the file can't be read, isn't YAML, holds a key twice or doesn't fit ``shape``.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"can't be read as UTF-8 text: {error}", path) from error
    return parse_yaml(text, path, shape)


def parse_yaml(
    text: str, path: Path, shape: TypeAdapter[T], failure: type[ConfigurationError] = ConfigurationError
) -> T:
    """Validate the YAML ``text`` of ``path``; problems are raised as ``failure`` (see :func:`read_yaml`)."""
    loader = yaml.SafeLoader(text)
    try:
        root = loader.get_single_node()
        if root is None:
            raise failure("is empty", path)
        _refuse_duplicates(root, path, failure)
        data = loader.construct_document(root)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise failure(f"is not YAML: {error.problem}", path, line) from error
    finally:
        loader.dispose()
    try:
        return shape.validate_python(data)
    except ValidationError as error:
        # A misspelt key makes two errors; the one that names it says more than the one that misses another.
        first = min(error.errors(), key=lambda item: item["type"] == "missing")
        where = ".".join(str(part) for part in first["loc"])
        problem = f"{where}: {first['msg']}" if where else first["msg"]
        raise failure(problem, path, _line(root, first["loc"])) from error


def line_of(path: Path, *location: str | int) -> int | None:
    """Return the 1-based line of the value at ``location`` (keys and indexes) in a YAML file that reads well."""
    return line_in(path.read_text(encoding="utf-8"), *location)


def line_in(text: str, *location: str | int) -> int | None:
    """Return the 1-based line of the value at ``location`` in a YAML text that reads well."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    return None if root is None else _line(root, location)


def _line(node: yaml.Node, location: Sequence[str | int]) -> int:
    """Follow ``location`` as far as the file goes and return that line."""
    line: int = node.start_mark.line + 1
    for part in location:
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == str(part)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            found = (node.value[part], node.value[part])
        else:
            found = None
        if found is None:  # a missing key, or the tag of a union, which stands in the location only
            continue
        key, node = found
        line = key.start_mark.line + 1
    return line


def _refuse_duplicates(node: Any, path: Path, failure: type[ConfigurationError]) -> None:
    """YAML lets the last of two equal keys win in silence; here that is an error."""
    if isinstance(node, yaml.MappingNode):
        seen: set[Hashable] = set()
        for key, value in node.value:
            if key.value in seen:
                raise failure(f"{key.value!r} stands twice", path, key.start_mark.line + 1)
            seen.add(key.value)
            _refuse_duplicates(value, path, failure)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_duplicates(item, path, failure)
