"""Fine-tuning: documents in, a fitted network out."""

import copy
import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch

from ingest.tagging import WINDOW, Vocabulary, fold, windows
from ingest.training.alignment import TYPES, GoldSpan, TrainingDocument
from ingest.training.augmentation import NameSource, augment
from ingest.training.encoder import load_encoder
from ingest.training.network import SpanTagger, span_loss


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a tagger is fitted.

    Parameters
    ----------
    epochs
        How often every document is read.
    batch
        Windows a step.
    encoder_rate, head_rate
        Peak learning rates.
    frozen_layers
        Encoder layers, from the bottom, that stay as pretrained; the embeddings always do.
    seed
        Of everything random.
    """

    epochs: int = 4
    batch: int = 4
    encoder_rate: float = 3e-4
    head_rate: float = 1.5e-3
    frozen_layers: int = 2
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Window:
    """Ids of a window with its spans, first and last position inclusive."""

    ids: list[int]
    spans: list[tuple[int, int, int, bool]]


def fit(
    documents: list[TrainingDocument],
    archive: Path,
    titles: list[str],
    recipe: Recipe,
    report: Callable[[str], None] = print,
) -> tuple[SpanTagger, Vocabulary]:
    """Fine-tune the encoder of ``archive`` on ``documents`` and return the network with its vocabulary."""
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)
    encoder, tokens = load_encoder(archive)
    vocabulary = Vocabulary(tokens)
    network = SpanTagger(encoder, len(TYPES))
    for module in (encoder.embeddings, *encoder.encoder.layer[: recipe.frozen_layers]):
        module.requires_grad_(False)
    body = [p for p in encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": recipe.encoder_rate}, {"params": network.ends.parameters(), "lr": recipe.head_rate}],
        weight_decay=0.01,
    )
    names = NameSource(documents, titles)
    steps_expected = recipe.epochs * math.ceil(sum(len(d.text) for d in documents) / WINDOW * 1.25 / recipe.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.08 * steps_expected), max(0.02, 1 - step / steps_expected))
    )
    average = copy.deepcopy(network)
    for epoch in range(recipe.epochs):
        network.train()
        total, steps = 0.0, 0
        for batch in batches(_epoch(documents, names, vocabulary, chance, plain=epoch == 0), recipe.batch, chance):
            ids, mask, wanted, ignored = tensors(batch)
            loss = span_loss(network(ids, mask), wanted, ignored)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call, unused-ignore]
            torch.nn.utils.clip_grad_norm_([*body, *network.ends.parameters()], 1.0)
            optimizer.step()
            schedule.step()
            total, steps = total + loss.item(), steps + 1
            _follow(average, network, 0.0 if epoch < recipe.epochs // 2 else 0.98)
        report(f"epoch {epoch + 1} of {recipe.epochs}: {steps} steps, loss {total / steps:.4f}")
    return average.eval(), vocabulary


def _follow(average: SpanTagger, network: SpanTagger, keep: float) -> None:
    """Move the averaged weights towards the current ones; averaged weights generalise better on little data."""
    with torch.no_grad():
        for slow, fast in zip(average.parameters(), network.parameters(), strict=True):
            if fast.requires_grad:
                slow.mul_(keep).add_(fast, alpha=1 - keep)


def _epoch(
    documents: list[TrainingDocument], names: NameSource, vocabulary: Vocabulary, chance: random.Random, plain: bool
) -> list[Window]:
    found = []
    for document in documents:
        text, spans = (document.text, list(document.spans)) if plain else augment(document, names, chance)
        found += cut(text, spans, vocabulary, chance.randrange(WINDOW))
    chance.shuffle(found)
    return found


def cut(text: str, spans: list[GoldSpan], vocabulary: Vocabulary, offset: int) -> list[Window]:
    """Return windows of ``text`` with the spans that lie in them; the first ends by ``offset`` at the latest."""
    folded = fold(text)
    head = folded.rfind("\n", 0, offset) + 1
    places = [*windows(folded[:head], overlap=0), *((s + head, e + head) for s, e in windows(folded[head:], overlap=0))]
    by_start = sorted(spans, key=lambda s: s.start)
    found, at = [], 0
    for start, end in places:
        inside = []
        while at < len(by_start) and by_start[at].start < end:
            span = by_start[at]
            at += 1
            if span.start >= start and span.end <= end:
                # [CLS] stands at position 0.
                first, last = span.start - start + 1, span.end - start
                inside.append((TYPES.index(span.type), first, last, span.required))
        found.append(Window(vocabulary.encode(folded[start:end]), inside))
    return found


def batches(found: list[Window], size: int, chance: random.Random) -> list[list[Window]]:
    """Return batches of windows of similar length, in random order."""
    ordered = sorted(found, key=lambda w: len(w.ids) + chance.random() * 32)
    cutoff = [ordered[i : i + size] for i in range(0, len(ordered), size)]
    chance.shuffle(cutoff)
    return cutoff


def tensors(batch: list[Window]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return ids, mask, wanted and ignored spans of a batch."""
    length = max(len(w.ids) for w in batch)
    ids = torch.zeros(len(batch), length, dtype=torch.long)
    mask = torch.zeros(len(batch), length, dtype=torch.long)
    ignored = torch.ones(len(batch), len(TYPES), length, length, dtype=torch.bool).tril(-1)
    wanted = []
    for row, window in enumerate(batch):
        size = len(window.ids)
        ids[row, :size] = torch.tensor(window.ids)
        mask[row, :size] = 1
        ignored[row, :, size:] = ignored[row, :, :, size:] = True
        for kind, first, last, required in window.spans:
            ignored[row, kind, first, last] = True
            if required:
                wanted.append((row, kind, first, last))
    return ids, mask, torch.tensor(wanted, dtype=torch.long).reshape(-1, 4), ignored
