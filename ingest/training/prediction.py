"""Reading documents with a network that is still in training."""

import numpy as np
import torch
from numpy.typing import NDArray

from ingest.tagging import SpanReader, Vocabulary
from ingest.training.alignment import TYPES
from ingest.training.network import SpanTagger

LONGEST = 96
"""The most characters a span may have; longer names are titles, which the outline finds."""

UNCALIBRATED = dict.fromkeys(TYPES, (1.0, 0.0))


class NetworkReader(SpanReader):
    """Reads with the network itself, as the exported model will."""

    def __init__(self, network: SpanTagger, vocabulary: Vocabulary) -> None:
        super().__init__(TYPES, UNCALIBRATED, LONGEST)
        self.network, self.vocabulary = network.eval(), vocabulary

    def logits(self, folded: str) -> NDArray[np.float32]:
        """Return the span logits of one window."""
        with torch.inference_mode():
            scores = self.network(torch.tensor([self.vocabulary.encode(folded)]))
        result: NDArray[np.float32] = scores[0, :, 1:-1, 1:-1].numpy()
        return result
