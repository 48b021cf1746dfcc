"""Word lists kept as data: tables of kinds and their terms, read once and matched longest first."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from graph.errors import ConfigurationError
from ingest.lexicon import LEXICON, read_table


class Terms:
    """A set of terms that can be found in a text; matching is case-blind and the longest term wins.

    Parameters
    ----------
    kinds
        Kinds of each term, the foremost first, keyed by the term.
    """

    def __init__(self, kinds: Mapping[str, tuple[str, ...]]) -> None:
        self._kinds = {term.lower(): kind for term, kind in kinds.items()}
        self._lengths: dict[str, list[int]] = {}
        self._endings: dict[str, list[int]] = {}
        for term in self._kinds:
            self._lengths.setdefault(term[0], []).append(len(term))
            self._endings.setdefault(term[-1], []).append(len(term))
        for lengths in (*self._lengths.values(), *self._endings.values()):
            lengths[:] = sorted(set(lengths), reverse=True)

    def __contains__(self, term: str) -> bool:
        return term.lower() in self._kinds

    def __len__(self) -> int:
        return len(self._kinds)

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def kind(self, term: str) -> str:
        """Return the foremost kind of ``term``, or an empty string if it is none of the terms."""
        return self._kinds.get(term.lower(), ("",))[0]

    def at(self, text: str, index: int, end: int | None = None) -> str:
        """Return the longest term that starts at ``index`` of ``text`` (and ends by ``end``), or an empty string."""
        stop = len(text) if end is None else end
        for length in self._lengths.get(text[index].lower(), ()) if index < stop else ():
            term = text[index : index + length].lower()
            if index + length <= stop and term in self._kinds:
                return term
        return ""

    def before(self, text: str, index: int, start: int = 0) -> str:
        """Return the longest term that ends at ``index`` (and starts from ``start`` on), or an empty string."""
        for length in self._endings.get(text[index - 1].lower(), ()) if index > start else ():
            term = text[max(0, index - length) : index].lower()
            if index - length >= start and term in self._kinds:
                return term
        return ""

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Yield ``(start, end, kind)`` of the terms in ``text[start:end]``: the longest, none overlapping."""
        index = start
        while index < end:
            term = self.at(text, index, end)
            # A Latin term counts only as a whole word: CT is not in DCT.
            if term and not _inside_word(text, index, index + len(term)):
                yield index, index + len(term), self._kinds[term][0]
                index += len(term)
            else:
                index += 1

    def only(self, *kinds: str) -> "Terms":
        """Return the terms of these kinds."""
        wanted = set(kinds)
        return Terms({term: found for term, found in self._kinds.items() if wanted.intersection(found)})


def _inside_word(text: str, start: int, end: int) -> bool:
    def joined(left: str, right: str) -> bool:
        return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()

    before = start > 0 and joined(text[start - 1], text[start])
    after = end < len(text) and joined(text[end - 1], text[end])
    return before or after


@cache
def load_terms(name: str) -> Terms:
    """Load ``ingest/lexicon/<name>.tsv``; see :func:`read_terms` for the errors."""
    return read_terms(LEXICON / f"{name}.tsv")


def read_terms(path: Path) -> Terms:
    """Read a table of the columns ``kind`` and ``terms`` (separated by 、).

    Raises
    ------
    ConfigurationError
        The table is wrong, or a term is empty or stands twice under one kind.
    """
    kinds: dict[str, tuple[str, ...]] = {}
    for row in read_table(path, ("kind", "terms"), key="terms"):
        for term in row["terms"].split("、"):
            if not term or term != term.strip():
                raise ConfigurationError(f"an empty term, or one with white space around it: {term!r}", path, row.line)
            if row["kind"] in kinds.get(term, ()):
                raise ConfigurationError(f"{term} stands twice under {row['kind']}", path, row.line)
            kinds[term] = (*kinds.get(term, ()), row["kind"])
    return Terms(kinds)
