"""Where a name in running text begins: after the last word that no name holds."""

from collections.abc import Callable, Iterable, Iterator

from ingest.lexicon import LEXICON, NameIndex, read_words

_CONJUNCTIONS = frozenset({"和", "与", "及", "以及"})


class Boundaries:
    """Words that end whatever stands before a name.

    Parameters
    ----------
    extra
        Words beside those of ``boundary_words.yaml``.
    """

    def __init__(self, extra: Iterable[str] = ()) -> None:
        words = read_words(LEXICON / "boundary_words.yaml", ("words", "shield"))
        self._index: NameIndex[bool] = NameIndex()
        for word in (*words["words"], *extra):
            self._index.add(word, True)
        for word in words["shield"]:
            self._index.add(word, False)

    def _found(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        for begin, stop, real in self._index.within(text, start, end):
            if real:
                yield begin, stop

    def first(self, text: str, start: int, end: int) -> int:
        """Return where the first boundary word of ``[start, end)`` begins, or ``end``."""
        return next((begin for begin, _ in self._found(text, start, end)), end)

    def name_start(self, text: str, start: int, begin: int, complete: Callable[[int, int], bool]) -> int:
        """Return where the name whose head begins at ``begin`` starts, no further left than ``start``.

        A conjunction bounds a name only if what stands before it is a name of its own or nothing at all:
        传染病及地方病防控行动 is one action. ``complete`` tells whether the text of a span ends as a name does.
        """
        found = list(self._found(text, start, begin))
        if not found:
            return start
        word_start, left = found[-1]
        word = text[word_start:left]
        if word not in _CONJUNCTIONS or not (word == "与" or begin > left) or begin - left > 12:
            return left
        further = found[-2][1] if len(found) > 1 else start
        if 2 <= word_start - further <= 12 and not complete(further, word_start):
            return further
        return left

    def last(self, text: str, start: int, end: int) -> int:
        """Return where the last boundary word of ``[start, end)`` ends, or ``start``."""
        last = start
        for _, stop in self._found(text, start, end):
            last = stop
        return last
