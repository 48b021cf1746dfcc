"""Leave-documents-out folds: which document is held out when."""

import hashlib


def folds(names: list[str], count: int) -> dict[str, int]:
    """Return the fold of each name: the names are ranked by their SHA-256 and dealt out in turn.

    The split depends on the names alone, so that everything learnt can be held out alike.
    """
    ranked = sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    return {name: rank % count for rank, name in enumerate(ranked)}
