"""Floors under the quality of extraction: on the project's own examples, and on the shared gold where it is.

The rules were written with the shared documents in view, the examples' gold without a look at what the pipeline says.
"""

import shutil
from pathlib import Path

import pytest

from ingest.evaluation import Match, evaluate
from ingest.pipeline import extract_into

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


def f1(documents: list[Path], gold: Path, folder: Path) -> tuple[float, float]:
    """Return the lenient F1 of entities and relations over the documents' gold."""
    wanted = folder / "gold"
    wanted.mkdir()
    for document in documents:
        shutil.copy(gold / f"{document.stem}.gold.json", wanted)
    _, rejected = extract_into(documents, folder / "predicted")
    assert rejected == []
    total = evaluate(wanted, folder / "predicted")[Match.LENIENT].total
    return total["E:all"].f1, total["R:all"].f1


def test_the_examples(tmp_path: Path) -> None:
    documents = sorted((ROOT / "examples" / "documents").iterdir())
    entities, relations = f1(documents, ROOT / "examples" / "gold", tmp_path)
    assert entities >= 0.84
    assert relations >= 0.70


@pytest.mark.shared
@pytest.mark.parametrize(
    ("folder", "pattern", "entities_floor", "relations_floor"),
    [("evaluation", "00[0-4]_*", 0.75, 0.60), ("evaluation", "*", 0.78, 0.70), ("training", "*", 0.74, 0.58)],
    ids=["seeds", "gold", "training"],
)
def test_the_shared_documents(
    folder: str, pattern: str, entities_floor: float, relations_floor: float, tmp_path: Path
) -> None:
    documents = sorted((SHARED / folder / "documents").glob(f"{pattern}.txt"))
    if not documents:
        pytest.skip("the shared documents are not beside this checkout (../shared)")
    entities, relations = f1(documents, SHARED / folder / "gold", tmp_path)
    assert entities >= entities_floor
    assert relations >= relations_floor
