"""The pipeline's version: a digest of everything that decides how a document is read."""

import hashlib
from functools import lru_cache
from pathlib import Path

_ROOT = Path(__file__).resolve().parent
_SCHEMA = _ROOT.parent / "graph" / "schema"
_AFTER_READING = frozenset(
    {"cli.py", "display.py", "evaluation.py", "identity", "judgements.py", "judging.py", "manifest.py", "pipeline.py"}
    | {"resolve.py", "results.py", "summary.py", "training", "workers.py"}
)
"""What works on results only: a change there makes no document read differently."""
_DATA = frozenset({".py", ".cfg", ".tsv", ".yaml", ".json", ".txt", ".onnx", ".npz", ".npy", ".bin"})


@lru_cache(maxsize=1)
def pipeline_version() -> str:
    """Return 12 hex digits that change whenever the code, data or models that read a document change.

    Derived, so that nobody can forget to raise it: a result kept under another version is made anew.
    """
    digest = hashlib.sha256()
    for path in sorted(_files()):
        digest.update(f"{path.relative_to(_ROOT.parent).as_posix()}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _files() -> list[Path]:
    reading = [p for p in _ROOT.rglob("*") if p.relative_to(_ROOT).parts[0] not in _AFTER_READING]
    return [p for p in [*reading, *_SCHEMA.rglob("*")] if p.suffix in _DATA and p.is_file()]
