"""Says how far each proposed relation is to be believed, and drops what is not.

The rules propose; a logistic regression over named features (:mod:`ingest.relation_features`), fitted on annotated
documents, decides about the relation types that have enough examples. The others keep the confidence of their rule.
"""

import math
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from graph.errors import ConfigurationError
from ingest.components.belief import load_weights
from ingest.lexicon import read_table
from ingest.reading import Reading
from ingest.relation_features import RelationFeatures

MODEL = Path(__file__).parents[1] / "models" / "relations"


class Scorer(NamedTuple):
    """Weights (log odds) by feature, and for each type it decides about the least probability that is kept."""

    weights: Mapping[str, float]
    thresholds: Mapping[str, float]

    def probability(self, features: Iterable[str]) -> float:
        """Return the probability that a relation with these features is right."""
        total = self.weights.get("bias", 0.0) + sum(self.weights.get(f, 0.0) for f in features)
        return 1 / (1 + math.exp(-total))


@cache
def load_scorer(directory: Path = MODEL) -> Scorer:
    """Load ``weights.tsv`` and ``thresholds.tsv``.

    Raises
    ------
    ConfigurationError
        A table is wrong, or a threshold is no number in [0, 1].
    """
    thresholds = {}
    path = directory / "thresholds.tsv"
    for row in read_table(path, ("relation", "threshold")):
        try:
            thresholds[row["relation"]] = float(row["threshold"])
        except ValueError as error:
            raise ConfigurationError(f"the threshold of {row['relation']} is no number", path, row.line) from error
        if not 0 <= thresholds[row["relation"]] <= 1:
            raise ConfigurationError(f"the threshold of {row['relation']} must be in [0, 1]", path, row.line)
    return Scorer(load_weights(directory / "weights.tsv"), thresholds)


@Language.component("policygraph_relation_scorer")
def relation_scorer(doc: Doc) -> Doc:
    """Set the confidence of the relations that the model knows, and keep those it believes."""
    scorer = load_scorer()
    describe = RelationFeatures(Reading.of(doc))
    kept = []
    for relation in doc._.relations:
        threshold = scorer.thresholds.get(relation.type)
        if threshold is not None:
            relation.confidence = scorer.probability(describe.of(relation))
            if relation.confidence < threshold:
                continue
        kept.append(relation)
    doc._.relations = kept
    return doc
