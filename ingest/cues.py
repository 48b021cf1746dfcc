"""Patterns that tell what a line is, kept in tab-separated files with an example each."""

import functools
import re
from dataclasses import dataclass
from pathlib import Path

from graph.errors import ConfigurationError
from ingest.folding import fold

LEXICON = Path(__file__).with_name("lexicon")


@dataclass(frozen=True, slots=True)
class Cue:
    """One pattern over folded text.

    Parameters
    ----------
    kind
        What a match means; which kinds exist is for the file's reader to say.
    scope
        How far a match reaches (``line``, ``rest`` …), or a rank: the file's header says what it holds.
    pattern
        Matched against folded text.
    example
        A text it must match, in any script.
    """

    kind: str
    scope: str
    pattern: re.Pattern[str]
    example: str


def load_cues(path: Path, kinds: frozenset[str], scopes: frozenset[str] | None = None) -> tuple[Cue, ...]:
    """Read a file of cues: kind, scope, pattern and example, separated by tabs; ``#`` starts a comment.

    Raises
    ------
    ConfigurationError
        Naming file and line: wrong number of columns, unknown kind or scope, a pattern that is no regular
        expression, or an example it doesn't match.
    """
    cues = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        columns = line.split("\t")
        if len(columns) != 4:
            raise ConfigurationError(
                f"expected 4 columns (kind, scope, pattern, example), found {len(columns)}", path, number
            )
        kind, scope, pattern, example = columns
        if kind not in kinds:
            raise ConfigurationError(f"unknown kind {kind!r}; known: {', '.join(sorted(kinds))}", path, number)
        if scopes is not None and scope not in scopes:
            raise ConfigurationError(f"unknown scope {scope!r}; known: {', '.join(sorted(scopes))}", path, number)
        try:
            compiled = re.compile(pattern)
        except re.error as error:
            raise ConfigurationError(f"pattern {pattern!r} is no regular expression: {error}", path, number) from error
        if not compiled.search(fold(example)):
            raise ConfigurationError(f"pattern {pattern!r} doesn't match its example {example!r}", path, number)
        cues.append(Cue(kind, scope, compiled, example))
    return tuple(cues)


@functools.cache
def line_cues(kind: str) -> tuple[Cue, ...]:
    """Return the cues of ``lexicon/line_cues.tsv`` of one kind."""
    kinds = frozenset(
        {"boilerplate", "byline", "duty", "caption", "clause", "genre", "opening", "body", "charge", "other"}
    )
    scopes = frozenset({"line", "rest", "label", "text"})
    return tuple(c for c in load_cues(LEXICON / "line_cues.tsv", kinds, scopes) if c.kind == kind)


def matches(kind: str, folded: str, scope: str | None = None) -> bool:
    """Tell whether a cue of this kind (and scope, if given) is found in folded text."""
    anchored, floating = _joined(kind, scope)
    return bool((anchored and anchored.match(folded)) or (floating and floating.search(folded)))


@functools.cache
def _joined(kind: str, scope: str | None) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """Join the cues that begin with ``^``, which are tried once, and those that may stand anywhere."""
    patterns = [cue.pattern.pattern for cue in line_cues(kind) if scope is None or cue.scope == scope]
    anchored = [pattern for pattern in patterns if pattern.startswith("^")]
    floating = [pattern for pattern in patterns if not pattern.startswith("^")]
    return _alternatives(anchored), _alternatives(floating)


def _alternatives(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) if patterns else None
