"""The learned tagger at run time: characters to ids, windows, onnxruntime, calibrated spans."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from graph.errors import ConfigurationError
from ingest import folding

PAD, UNKNOWN, CLS, SEP, LINE_BREAK, SPACE = "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[unused1]", "[unused2]"
SPECIAL = (PAD, UNKNOWN, CLS, SEP, LINE_BREAK, SPACE)
WINDOW, OVERLAP = 256, 64
"""Characters read at once, and at least how many of them are read again in the next window."""

_PUNCTUATION = {"“": "「", "”": "」", "‘": "「", "’": "」", "﹃": "「", "﹄": "」", "—": "-", "…": "."}
"""Marks the encoder's vocabulary lacks, and what it reads instead."""
_HAN = ("\u3400", "\u9fff")
_SENTENCE_END = "\n。！？；"


def fold(text: str) -> str:
    """Return ``text`` as the model reads it, character for character: simplified, lower case, known marks only."""
    folded = folding.fold(text)
    return folded.translate({ord(c): _read_as(c) for c in set(folded)})


def _read_as(character: str) -> str:
    if character.isspace():
        return "\n" if character == "\n" else " "
    lower = _PUNCTUATION.get(character, character).lower()
    return lower if len(lower) == 1 else character


def has_chinese(text: str) -> bool:
    """Tell whether any character of ``text`` is a Chinese one."""
    return any(_HAN[0] <= c <= _HAN[1] for c in text)


class Vocabulary:
    """Characters and the rows of the embedding table they stand for.

    Parameters
    ----------
    tokens
        The table's rows in order; it must hold the tokens of ``SPECIAL``.
    """

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.index = {token: i for i, token in enumerate(tokens)}
        self.index["\n"], self.index[" "] = self.index[LINE_BREAK], self.index[SPACE]
        self.unknown, self.cls, self.sep = self.index[UNKNOWN], self.index[CLS], self.index[SEP]

    @classmethod
    def from_file(cls, path: Path) -> "Vocabulary":
        """Read a file of one token a line."""
        tokens = path.read_text("utf-8").split("\n")
        missing = [t for t in SPECIAL if t not in tokens]
        if missing:
            raise ConfigurationError(f"the vocabulary lacks {', '.join(missing)}", path)
        return cls([t for t in tokens if t])

    def encode(self, folded: str) -> list[int]:
        """Return the ids of folded text, between those of ``[CLS]`` and ``[SEP]``."""
        return [self.cls, *(self.index.get(c, self.unknown) for c in folded), self.sep]


def windows(text: str, size: int = WINDOW, overlap: int = OVERLAP) -> Iterator[tuple[int, int]]:
    """Yield overlapping windows ``[start, end)`` that cover ``text``, cut after sentences and lines where it can be.

    ``overlap`` must be less than half of ``size``.
    """
    start = 0
    while start < len(text):
        end = min(start + size, len(text))
        if end < len(text):
            cut = max(text.rfind(mark, start + size // 2, end) for mark in _SENTENCE_END)
            end = cut + 1 if cut >= 0 else end
        yield start, end
        if end == len(text):
            return
        found = [at for mark in _SENTENCE_END if (at := text.find(mark, end - overlap, end - 1)) >= 0]
        start = min(found) + 1 if found else end - overlap


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """``[start, end)`` of the text read, its type and the calibrated probability that it is one."""

    start: int
    end: int
    type: str
    score: float


def probability(logit: float, scale: float, shift: float) -> float:
    """Return the calibrated probability of a logit."""
    return float(1.0 / (1.0 + np.exp(-(scale * logit + shift))))


class SpanReader(ABC):
    """Reads the spans of a text of any length with a network that scores one window at a time.

    Parameters
    ----------
    types
        The entity types, in the order of the network's.
    calibration
        Scale and shift of each type's logits.
    longest
        The most characters a span may have.
    """

    def __init__(self, types: Sequence[str], calibration: Mapping[str, tuple[float, float]], longest: int) -> None:
        self.types, self.calibration, self.longest = tuple(types), calibration, longest

    @abstractmethod
    def logits(self, folded: str) -> NDArray[np.float32]:
        """Return the span logits of one window of folded text: types × first character × last character."""

    def spans(self, text: str, floor: float = 0.05) -> list[TaggedSpan]:
        """Return the spans of ``text`` whose probability is at least ``floor``, in order.

        A span that two windows saw keeps the score of the window that saw more around it.
        """
        folded = fold(text)
        best: dict[tuple[int, int, int], tuple[int, float]] = {}
        for start, end in windows(folded):
            piece = folded[start:end]
            if not has_chinese(piece):
                continue
            for kind, first, last, logit in self._above(self.logits(piece), floor):
                margin = min(first if start else WINDOW, len(piece) - 1 - last if end < len(folded) else WINDOW)
                key = (start + first, start + last + 1, kind)
                if key not in best or best[key][0] < margin:
                    best[key] = (margin, logit)
        return [
            TaggedSpan(start, end, self.types[kind], probability(logit, *self.calibration[self.types[kind]]))
            for (start, end, kind), (_, logit) in sorted(best.items())
        ]

    def _above(self, logits: NDArray[np.float32], floor: float) -> Iterator[tuple[int, int, int, float]]:
        for kind, name in enumerate(self.types):
            scale, shift = self.calibration[name]
            least = (np.log(floor / (1 - floor)) - shift) / scale
            for first, last in np.argwhere(logits[kind] >= least):
                if 0 <= last - first < self.longest:
                    yield kind, int(first), int(last), float(logits[kind, first, last])


class Tagger(SpanReader):
    """A span tagger read from its folder: ``model.onnx``, ``vocabulary.txt`` and ``tagger.json``.

    Parameters
    ----------
    folder
        Where the three files are.

    Raises
    ------
    ConfigurationError
        If a file is missing or does not say what it must.
    """

    def __init__(self, folder: Path) -> None:
        settings_file = folder / "tagger.json"
        for path in (settings_file, folder / "vocabulary.txt", folder / "model.onnx"):
            if not path.is_file():
                raise ConfigurationError("the tagger's file is missing; restore it or train the tagger again", path)
        try:
            settings: dict[str, Any] = json.loads(settings_file.read_text("utf-8"))
            types = tuple(settings["types"])
            calibration = {t: (float(scale), float(shift)) for t, (scale, shift) in settings["calibration"].items()}
            super().__init__(types, {t: calibration[t] for t in types}, int(settings["longest"]))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ConfigurationError(f"not the settings of a tagger: {error!r}", settings_file) from error
        self.vocabulary = Vocabulary.from_file(folder / "vocabulary.txt")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            (folder / "model.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
        )

    def logits(self, folded: str) -> NDArray[np.float32]:
        """Return the span logits of one window of folded text: types × first character × last character."""
        ids = np.array([self.vocabulary.encode(folded)], dtype=np.int64)
        result: NDArray[np.float32] = self._session.run(None, {"ids": ids})[0][0, :, 1:-1, 1:-1]
        return result
