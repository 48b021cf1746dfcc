"""Trigger frames: relation patterns kept as data, each with examples that it must and must not match.

A frame's pattern is a regular expression over a sentence in which every named entity is one slot. It may use

``{head}``, ``{tail}``
    a list of entities of the frame's head or tail types (甲、乙和丙等);
``{head+}``
    the same, also joined by 联合, 会同, 携手;
``{h}``, ``{t}``
    one head or tail that is only context;
``{head*}``, ``{tail*}``
    a stretch without a sentence's end, from which every entity of those types is taken;
``{head-}``, ``{tail-}``
    the same within a clause;
``{~}``
    a gap of up to 30 characters that names no possible head and ends no sentence (``{~60}`` for a longer one);
``{-}``
    a gap of up to 12 characters inside a clause that names no possible head;
``{Person}``
    one entity of that type that is only context;
``{name}``
    one of the file's ``terms``.

``head_name`` and ``tail_name`` are regular expressions that an end's name must match; ``preamble: true`` keeps a
frame to the words before the first chapter and to the chapter of guiding ideas.
``head: own`` stands for the document's own policy, ``head: section`` for the closest titled ancestor,
``head: topic`` for the institution that the closest heading or the paragraph's first words name,
``head: profile`` for the person whose posts a sentence lists.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.errors import ConfigurationError
from graph.ontology import load_ontology

FRAMES = Path(__file__).with_name("relations")
TYPES = tuple(load_ontology().entities)
_BASE = {name: 0xE000 + 0x100 * i for i, name in enumerate(TYPES)}
_MARK = re.compile(r"<([A-Za-z]+):([^<>]+)>")
_TOKEN = re.compile(r"\{([^{}]*)\}")
_QUOTES = '“”‘’《》〈〉「」『』"'


_ANY = "\ue000-\uf8ff"


def symbol(type: str, index: int) -> str:
    """Return the character that stands for the ``index``-th entity of ``type`` in a sentence."""
    return chr(_BASE[type] + min(index, 0xFF))


def _class(types: Iterator[str] | list[str]) -> str:
    return "".join(f"{chr(_BASE[t])}-{chr(_BASE[t] + 0xFF)}" for t in types)


class Example(BaseModel):
    """A sentence with its entities marked ``<Type:name>``, and the (head, tail) pairs the frame must find in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    text: str
    expect: list[tuple[str, str]]

    def entities(self) -> tuple[str, list[tuple[int, int, str]]]:
        """Return the sentence without marks, and (start, end, type) of each entity."""
        plain, found, at = "", [], 0
        for match in _MARK.finditer(self.text):
            plain += self.text[at : match.start()]
            found.append((len(plain), len(plain) + len(match[2]), match[1]))
            plain, at = plain + match[2], match.end()
        return plain + self.text[at:], found


class FrameSource(BaseModel):
    """A frame as written in its file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    pattern: str
    head: list[str] | Literal["own", "section", "topic", "profile"]
    tail: list[str]
    confidence: float = Field(gt=0, le=1)
    pairs: Literal["each", "all"] = "each"
    modality: Literal["done", "planned", "proposed"] | None = None
    head_name: str | None = None
    tail_name: str | None = None
    preamble: bool = False
    attributes: dict[str, str] = {}
    examples: list[Example] = Field(min_length=2)


@dataclass(frozen=True, slots=True)
class Frame:
    """A compiled frame; ``types`` are all entity types it can see, ``regex`` runs over slotted sentences."""

    relation: str
    source: FrameSource
    regex: re.Pattern[str]
    path: Path
    line: int

    @property
    def heads(self) -> tuple[str, ...]:
        """Return the entity types its head may have; none if the head is implied."""
        return () if isinstance(self.source.head, str) else tuple(self.source.head)

    @property
    def rule(self) -> str:
        """Return the name that a relation found by this frame carries."""
        return f"frame:{self.source.name}"


def _compile(source: FrameSource, terms: dict[str, str]) -> re.Pattern[str]:
    heads = [] if isinstance(source.head, str) else source.head
    for type in [*heads, *source.tail]:
        if type not in TYPES:
            raise ValueError(f"no entity type {type}")
    slots = {"head": _class(heads), "tail": _class(source.tail)}

    def token(match: re.Match[str]) -> str:
        name = match[1]
        if name in ("h", "t"):
            return f"[{_QUOTES}]*[{slots['head' if name == 'h' else 'tail']}][{_QUOTES}]*"
        if name in TYPES:
            return f"[{_QUOTES}]*[{_class([name])}][{_QUOTES}]*"
        if name.rstrip("+") in slots:
            name, joint = name.rstrip("+"), "|联合|会同|携手" if name.endswith("+") else ""
            one = rf"[{_QUOTES}]*[{slots[name]}][{_QUOTES}]*(?:[（(][^（）()]{{0,16}}[）)])?"
            joined = rf"(?:、|和|与|及|以及|暨|或|，|/|\s{joint})"
            # A list goes on over a name that nothing recognized: 甲联盟联合某网站、乙公司.
            unknown = rf"(?:[^、，。；：！？\n{_ANY}]{{1,8}}(?=[、和及与]){joined})?"
            return rf"(?P<{name}>{one}(?:{joined}{unknown}{one}|(?<=》){one})*)(?:等[^，。；、的]{{0,6}})?"
        if name.endswith("*") and name[:-1] in slots:
            return rf"(?P<{name[:-1]}>[^。；！？\n]*?[{slots[name[:-1]]}][^。；！？\n]*?)(?=[。；！？\n]|$)"
        if name.endswith("-") and name[:-1] in slots:
            return rf"(?P<{name[:-1]}>[^。；！？，\n]*?[{slots[name[:-1]]}][^。；！？，\n]*?)(?=[。；！？，\n]|$)"
        if gap := re.fullmatch(r"([~-])(\d*)", name):
            stops, size = ("", "30") if gap[1] == "~" else ("，,、：:", "12")
            return rf"[^。；;！？\n{stops}{slots['head']}]{{0,{gap[2] or size}}}?"
        if name in terms:
            return f"(?:{terms[name]})"
        raise ValueError(f"no slot or term {{{name}}}")

    # A counted repetition {2,3} is not a token.
    text = re.sub(r"\{(?!\d)([^{}]*)\}", lambda m: token(_TOKEN.fullmatch(m[0]) or m), source.pattern)
    regex = re.compile(text)
    for name in (source.head_name, source.tail_name):
        re.compile(name or "")
    if "tail" not in regex.groupindex or ("head" not in regex.groupindex) != isinstance(source.head, str):
        raise ValueError("a pattern needs {tail}, and {head} unless its head is own, section, topic or profile")
    return regex


class _Lines(yaml.SafeLoader):
    """Remembers the line of each mapping."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Build the mapping and note where it starts."""
        mapping = super().construct_mapping(node, deep=True)
        mapping["line "] = node.start_mark.line + 1
        return mapping


def _without_lines(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_lines(v) for k, v in value.items() if k != "line "}
    return [_without_lines(v) for v in value] if isinstance(value, list) else value


def load_frames(directory: Path = FRAMES) -> tuple[Frame, ...]:
    """Read and check every ``*.yaml`` of ``directory``.

    Raises
    ------
    ConfigurationError
        If a file isn't YAML, a frame lacks a field or has an unknown one, its pattern doesn't compile,
        two frames share a name, or a frame has no example it must match or none it must not match.
    """
    frames: list[Frame] = []
    names: dict[str, Path] = {}
    for path in sorted(directory.glob("*.yaml")):
        try:
            data = yaml.load(path.read_text("utf-8"), _Lines)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            raise ConfigurationError(f"not YAML: {error}", path, mark.line + 1 if mark else None) from error
        if not isinstance(data, dict) or not {"relation", "frames"} <= set(data):
            raise ConfigurationError("a file of frames needs relation: and frames:", path, 1)
        for item in data["frames"]:
            line = item.get("line ", 1) if isinstance(item, dict) else 1
            try:
                source = FrameSource.model_validate(_without_lines(item))
                regex = _compile(source, _without_lines(data.get("terms") or {}))
            except (ValidationError, ValueError, re.error) as error:
                raise ConfigurationError(f"bad frame: {error}", path, line) from error
            if source.name in names:
                raise ConfigurationError(f"{source.name} is already a frame of {names[source.name]}", path, line)
            if {bool(e.expect) for e in source.examples} != {True, False}:
                raise ConfigurationError(f"{source.name} needs an example it matches and one it doesn't", path, line)
            names[source.name] = path
            frames.append(Frame(data["relation"], source, regex, path, line))
    return tuple(frames)


@lru_cache(maxsize=1)
def frames() -> tuple[Frame, ...]:
    """Return the project's own frames, read once."""
    return load_frames()
