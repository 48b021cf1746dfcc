"""Which lines are titles: of the document, of a part attached to it, or short headings without a number."""

import re
from collections.abc import Mapping, Sequence
from enum import Enum, auto

from ingest.cues import matches
from ingest.headings import is_narrative, run_in_title
from ingest.lines import TextLine, has_han
from ingest.outline import BlockKind

_LONGEST_TITLE = 90
_LONGEST_PLAIN = 36
_LONGEST_SENTENCE = 24
_ESTABLISHED = 3
"""Unnumbered items from which on a single one is believed too."""
_BODY_TEXT = 40
_SPACE = re.compile(r"\s+")
_QUIET = (BlockKind.BYLINE, BlockKind.BOILERPLATE)


class Role(Enum):
    """What a line without a number is to the lines around it."""

    TITLE = auto()
    PLAIN_HEADING = auto()
    RUN_IN = auto()


def find_roles(lines: Sequence[TextLine], metadata: Mapping[str, str], folded: str) -> dict[int, Role]:
    """Return the roles of the lines that have one, by position."""
    filled = [at for at, line in enumerate(lines) if line.kind is not BlockKind.BLANK]
    roles = _document_titles(lines, filled, metadata)
    headed = [False]
    for at in filled:
        headed.append(headed[-1] or lines[at].markdown > 0 or _heads(lines[at]))
    sentences: list[int] = []
    single: list[int] = []
    for place, at in enumerate(filled):
        line = lines[at]
        if at in roles or not line.running:
            continue
        above = lines[filled[place - 1]] if place else None
        below = [lines[other] for other in filled[place + 1 : place + 3]]
        if _is_plain_heading(line, above, below):
            roles[at] = Role.PLAIN_HEADING
        elif headed[place] and _is_sentence_heading(line, below):
            sentences.append(at)
        elif headed[place] and _has_run_in(line, folded):
            beside = [
                lines[other] for other in (filled[place - 1 : place] if place else []) + filled[place + 1 : place + 2]
            ]
            if any(other.running and _has_run_in(other, folded) for other in beside):
                roles[at] = Role.RUN_IN
            else:
                single.append(at)
    if len(sentences) > 1:
        roles.update(dict.fromkeys(sentences, Role.PLAIN_HEADING))
    if sum(role is Role.RUN_IN for role in roles.values()) >= _ESTABLISHED:
        roles.update(dict.fromkeys(single, Role.RUN_IN))
    return roles


def ends_genre(folded: str) -> bool:
    """Tell whether folded words end like the title of an official document."""
    return matches("genre", _SPACE.sub("", folded))


def _document_titles(lines: Sequence[TextLine], filled: Sequence[int], metadata: Mapping[str, str]) -> dict[int, Role]:
    roles: dict[int, Role] = {}
    known = _SPACE.sub("", metadata.get("title", ""))
    title = _first_title(lines, filled[:40], known)
    if title is None:
        words = ""
    else:
        roles[title] = Role.TITLE
        words = _SPACE.sub("", lines[title].folded)
    above: TextLine | None = None
    for at in filled:
        line = lines[at]
        if title is not None and at > title and above is not None:
            same = _SPACE.sub("", line.folded) == words
            if at - title <= 3 and line.numbering is not None and line.numbering.style.startswith("bullet:—"):
                line.numbering = None  # a subtitle
            attached = line.running and not line.final and line.length <= _LONGEST_TITLE and has_han(line)
            closed = above.annex or (above.kind in _QUIET and ends_genre(line.folded))
            if (same and (line.running or line.markdown)) or (attached and closed and not line.annex):
                roles[at] = Role.TITLE
        above = line
    return roles


def _first_title(lines: Sequence[TextLine], filled: Sequence[int], known: str) -> int | None:
    if known:
        for at in filled:
            if lines[at].kind is BlockKind.PARAGRAPH and _SPACE.sub("", lines[at].folded) == known:
                return at
    for place, at in enumerate(filled):
        line = lines[at]
        if line.markdown == 1:
            return at
        if line.kind in _QUIET or (line.running and not has_han(line)):
            continue
        if not line.running or line.length > _LONGEST_TITLE or place + 1 >= len(filled):
            return None
        return None if line.final and not line.folded.endswith(("?", "!")) else at
    return None


def _heads(line: TextLine) -> bool:
    return line.numbering is not None and line.numbering.rank <= 40


def _is_plain_heading(line: TextLine, above: TextLine | None, below: Sequence[TextLine]) -> bool:
    if not 2 <= line.length <= _LONGEST_PLAIN or not below or not has_han(line):
        return False
    words = line.folded
    if re.search(r"[,;。!]", words) or (line.final and not words.endswith((":", "?"))):
        return False
    if above is not None and above.running and not above.final and above.length > _LONGEST_PLAIN:
        return False
    if is_narrative(words) or matches("clause", words):
        return False
    if _carries(below[0]):
        return True
    nested = below[0].running and not below[0].final and below[0].length <= _LONGEST_PLAIN
    return nested and len(below) > 1 and _carries(below[1]) and not (above is not None and _is_fragment(above))


def _is_fragment(line: TextLine) -> bool:
    return line.running and not line.final and line.length <= _LONGEST_PLAIN


def _carries(line: TextLine) -> bool:
    """Tell whether a line is what a heading stands above: an item or a paragraph."""
    if line.numbering is not None:
        return True
    return line.running and (line.length >= _BODY_TEXT or line.folded.endswith(("。", ":")))


def _is_sentence_heading(line: TextLine, below: Sequence[TextLine]) -> bool:
    words = line.folded
    if not words.endswith("。") or line.length > _LONGEST_SENTENCE or re.search(r"[,;:!?\d]|。.", words):
        return False
    if is_narrative(words) or matches("clause", words):
        return False
    return bool(below) and below[0].running and below[0].length >= 60


def _has_run_in(line: TextLine, folded: str) -> bool:
    return run_in_title(folded, line.words, line.last) is not None
