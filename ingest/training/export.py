"""From a fitted network to the files the pipeline reads: fewer rows, ONNX, eight bits."""

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from ingest.tagging import SPECIAL, SpanReader, Vocabulary, fold
from ingest.training.alignment import TYPES
from ingest.training.network import SpanTagger
from ingest.training.prediction import LONGEST

_OPSET = 17


def common_characters() -> str:
    """Return the characters of GB 2312 and of the frequent plane of Big5, and printable ASCII."""
    simplified = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    traditional = (bytes((row, cell)) for row in range(0xA4, 0xC7) for cell in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    ascii_characters = "".join(map(chr, range(0x21, 0x7F)))
    return (
        ascii_characters
        + "".join(pair.decode("gb2312", "ignore") for pair in simplified)
        + "".join(pair.decode("big5", "ignore") for pair in traditional)
    )


def pruned(vocabulary: Vocabulary, texts: Iterable[str]) -> Vocabulary:
    """Return the part of ``vocabulary`` that reading ``texts`` and other Chinese takes, in its own order."""
    wanted = set(fold(common_characters())).union(*(fold(text) for text in texts))
    return Vocabulary([t for t in vocabulary.tokens if t in SPECIAL or (len(t) == 1 and t in wanted)])


def export(
    network: SpanTagger,
    vocabulary: Vocabulary,
    kept: Vocabulary,
    calibration: Mapping[str, tuple[float, float]],
    folder: Path,
) -> None:
    """Write the network to ``folder`` as the pipeline reads it, in 32 bits.

    ``kept`` is the part of ``vocabulary`` the exported model knows.
    """
    folder.mkdir(parents=True, exist_ok=True)
    table = network.encoder.embeddings.word_embeddings
    rows = torch.tensor([vocabulary.index[token] for token in kept.tokens])
    network.encoder.embeddings.word_embeddings = nn.Embedding.from_pretrained(table.weight.detach()[rows])
    try:
        torch.onnx.export(
            network.eval(),
            (torch.arange(40)[None],),
            folder / "model.onnx",
            input_names=["ids"],
            output_names=["logits"],
            dynamic_axes={"ids": {0: "batch", 1: "length"}, "logits": {0: "batch", 2: "first", 3: "last"}},
            opset_version=_OPSET,
            dynamo=False,
        )
    finally:
        network.encoder.embeddings.word_embeddings = table
    (folder / "vocabulary.txt").write_text("\n".join(kept.tokens) + "\n", "utf-8")
    settings = {"types": TYPES, "longest": LONGEST, "calibration": calibration}
    (folder / "tagger.json").write_text(json.dumps(settings, ensure_ascii=False, indent=1) + "\n", "utf-8")


def quantize(source: Path, folder: Path) -> None:
    """Write the tagger of ``source`` to ``folder`` with weights in eight bits."""
    folder.mkdir(parents=True, exist_ok=True)
    # Seven bits a weight: processors without VNNI add two 8-bit products in 16 bits and would saturate.
    quantize_dynamic(
        source / "model.onnx",
        folder / "model.onnx",
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )
    for name in ("vocabulary.txt", "tagger.json"):
        shutil.copyfile(source / name, folder / name)


def agreement(one: SpanReader, other: SpanReader, texts: Iterable[str], floor: float = 0.5) -> tuple[int, int, float]:
    """Return how many spans two readers share, how many either reads, and the mean difference of shared scores."""
    both, either, differences = 0, 0, [0.0]
    for text in texts:
        mine, theirs = ({(s.start, s.end, s.type): s.score for s in r.spans(text, floor)} for r in (one, other))
        both, either = both + len(mine.keys() & theirs.keys()), either + len(mine.keys() | theirs.keys())
        differences += [abs(mine[key] - theirs[key]) for key in mine.keys() & theirs.keys()]
    return both, either, sum(differences) / max(len(differences) - 1, 1)
