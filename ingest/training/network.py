"""The tagger as a network: an encoder and a global pointer over every span.

The head is the global pointer of Su et al., 2022 (arXiv:2208.03054) with rotary positions (Su et al., 2021,
arXiv:2104.09864); the loss is its multi-label cross entropy, with spans that may be ignored.
"""

import torch
from torch import nn
from transformers import BertModel

HEAD_SIZE = 64
IMPOSSIBLE = -1e4


class SpanTagger(nn.Module):
    """Scores every span of a window for every type; a logit above 0 means yes."""

    def __init__(self, encoder: BertModel, types: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.types = types
        self.dropout = nn.Dropout(0.1)
        self.ends = nn.Linear(encoder.config.hidden_size, types * HEAD_SIZE * 2)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
        """Return logits, batch × type × first × last; those of spans that end before they start mean nothing."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        batch, length, _ = hidden.shape
        ends = self.ends(self.dropout(hidden)).view(batch, length, self.types, 2, HEAD_SIZE)
        first, last = (_rotate(ends[:, :, :, i].transpose(1, 2)) for i in (0, 1))
        return first @ last.transpose(-1, -2) / HEAD_SIZE**0.5


def _rotate(vectors: torch.Tensor) -> torch.Tensor:
    half = HEAD_SIZE // 2
    frequency = 10000.0 ** (-torch.arange(half) / half)
    angle = torch.arange(vectors.shape[-2])[:, None] * frequency[None, :]
    sine, cosine = angle.sin(), angle.cos()
    left, right = vectors[..., :half], vectors[..., half:]
    return torch.cat([left * cosine - right * sine, left * sine + right * cosine], dim=-1)


def span_loss(logits: torch.Tensor, wanted: torch.Tensor, ignored: torch.Tensor) -> torch.Tensor:
    """Return log(1 + Σ e^(logit of spans that are none)) + log(1 + Σ e^(−logit of spans that are)), averaged.

    Parameters
    ----------
    logits
        Batch × type × first × last.
    wanted
        Indices of the spans that are, one a row.
    ignored
        True for every span that is not to be pushed down: wanted, optional, impossible or padding.
    """
    batch, types = logits.shape[:2]
    none = torch.nn.functional.pad(logits.masked_fill(ignored, IMPOSSIBLE).flatten(2), (1, 0))
    loss = torch.logsumexp(none, -1).sum()
    row, kind, first, last = wanted.T
    missed = torch.zeros(batch * types).index_add(0, row * types + kind, torch.exp(-logits[row, kind, first, last]))
    return (loss + torch.log1p(missed).sum()) / (batch * types)
