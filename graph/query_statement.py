"""What a canned query's statement may be: one read-only statement, bounded, returning what its header says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MASKED = re.compile(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`|//[^\n]*|/\*.*?\*/""", re.DOTALL)
_PARAMETER = re.compile(r"\$(\w+)")
_WRITE = re.compile(
    r"\b(CREATE|MERGE|DELETE|DETACH|SET|REMOVE|DROP|ALTER|INSERT|FOREACH|LOAD\s+CSV|GRANT|REVOKE|DENY|USE"
    r"|IN\s+(?:CONCURRENT\s+)?TRANSACTIONS)\b",
    re.IGNORECASE,
)
_PROCEDURE = re.compile(r"\bCALL\s+([\w.]+)", re.IGNORECASE)
_READ_PROCEDURES = frozenset({"db.index.fulltext.queryNodes"})
_RELATIONSHIP = re.compile(r"-\s*\[([^\[\]]*)\]")
_VARIABLE_LENGTH = re.compile(r"\*\s*(\d*)\s*(\.\.)?\s*(\d*)")
_QUANTIFIED = re.compile(r"(?:\)|->|\]-|--)\s*(\+|\*(?!\s*[\w.(])|\{\s*\d*\s*,\s*\})")
_RETURN = re.compile(r"\bRETURN\b(?:\s+DISTINCT\b)?", re.IGNORECASE)
_RETURN_END = re.compile(r"\b(ORDER\s+BY|SKIP|LIMIT|UNION)\b|;|$", re.IGNORECASE)
_ALIAS = re.compile(r"\bAS\s+(\w+)\s*$", re.IGNORECASE)
_NAME = re.compile(r"^\w+$")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at a character offset of the statement."""

    offset: int
    message: str


def mask(statement: str) -> str:
    """Return the statement with strings, quoted names and comments blanked out, each offset unchanged."""
    return _MASKED.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), statement)


def parameters(statement: str) -> dict[str, int]:
    """Return the parameters the statement uses, each with the offset of its first use."""
    found: dict[str, int] = {}
    for match in _PARAMETER.finditer(mask(statement)):
        found.setdefault(match.group(1), match.start())
    return found


def columns(statement: str) -> list[tuple[str, int]]:
    """Return the columns of the statement's last ``RETURN`` with their offsets; an unnamed one is empty."""
    masked = mask(statement)
    starts = [match.end() for match in _RETURN.finditer(masked) if _depth(masked, match.start()) == 0]
    if not starts:
        return []
    items = _split(masked, starts[-1])
    found = []
    for offset, text in items:
        alias = _ALIAS.search(text)
        name = alias.group(1) if alias else text.strip()
        found.append((name if _NAME.match(name) else "", offset))
    return found


def problems(statement: str) -> Iterator[Problem]:
    """Yield what makes the statement unfit to be served: more than one, a write, an unbounded path, no columns."""
    masked = mask(statement)
    body = masked.rstrip()
    if not body.strip():
        yield Problem(0, "no statement follows the header; write one read-only Cypher statement")
        return
    separator = body.rstrip(";").find(";")
    if separator >= 0:
        yield Problem(separator, "a second statement; a query file holds one statement")
    for match in _WRITE.finditer(masked):
        yield Problem(match.start(), f"write clause {match.group().upper()}; canned queries only read")
    for match in _PROCEDURE.finditer(masked):
        if match.group(1) not in _READ_PROCEDURES:
            allowed = ", ".join(sorted(_READ_PROCEDURES))
            yield Problem(match.start(), f"procedure {match.group(1)} is not among those allowed ({allowed})")
    for match in _RELATIONSHIP.finditer(masked):
        length = _VARIABLE_LENGTH.search(match.group(1))
        if length and not (length.group(3) if length.group(2) else length.group(1)):
            yield Problem(match.start(), "unbounded variable-length path; give an upper bound such as *1..4")
    for match in _QUANTIFIED.finditer(masked):
        yield Problem(match.start(1), "unbounded quantified path; write *1..n inside the relationship's brackets")
    returned = columns(statement)
    if not returned:
        yield Problem(0, "the statement has no RETURN at its outer level; end it with RETURN … AS column")
    for name, offset in returned:
        if not name:
            yield Problem(offset, "a returned expression without a name; add AS column")


def _depth(text: str, end: int) -> int:
    """Count the brackets still open before ``end``."""
    return sum((character in "([{") - (character in ")]}") for character in text[:end])


def _split(text: str, start: int) -> list[tuple[int, str]]:
    """Split the ``RETURN`` items that begin at ``start`` at their outer commas."""
    depth, begin, items, position = 0, start, [], start
    while position < len(text):
        character = text[position]
        depth += (character in "([{") - (character in ")]}")
        ends = depth == 0 and (position == 0 or not text[position - 1].isalnum())
        if ends and (match := _RETURN_END.match(text, position)) and match.group():
            break
        if depth == 0 and character == ",":
            items.append((begin, text[begin:position]))
            begin = position + 1
        position += 1
    items.append((begin, text[begin:position]))
    return [(offset + len(item) - len(item.lstrip()), item.strip()) for offset, item in items]
