"""Train the tagger that ships, on every annotated document: ``python -m ingest.training.train --help``."""

import json
import tempfile
import time
from pathlib import Path
from typing import Annotated

import torch
import typer

from ingest.tagging import Tagger
from ingest.training.alignment import annotated_folders, load_documents
from ingest.training.augmentation import policy_titles
from ingest.training.export import agreement, export, pruned, quantize
from ingest.training.fitting import Recipe, fit


def main(
    encoder: Annotated[Path, typer.Option(help="Java archive of the encoder")],
    shared: Annotated[Path, typer.Option(help="folder with evaluation/, training/ and corpus/")],
    calibration: Annotated[Path, typer.Option(help="calibration.json that cross_validate wrote")],
    out: Annotated[Path, typer.Option(help="the model's folder")],
    epochs: Annotated[int, typer.Option(help="times every document is read")] = Recipe().epochs,
    seed: Annotated[int, typer.Option(help="of everything random")] = 0,
    threads: Annotated[int, typer.Option(help="cores to use")] = 2,
) -> None:
    """Fit on all annotated documents, prune the vocabulary, export, quantise, and compare with 32 bits."""
    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)
    started = time.monotonic()
    documents = load_documents(annotated_folders(shared))
    titles = policy_titles(shared / "corpus" / "policy-headers.jsonl")
    network, vocabulary = fit(documents, encoder, titles, Recipe(epochs=epochs, seed=seed))
    print(f"fitted on {len(documents)} documents in {time.monotonic() - started:.0f} s")
    corpus = [path.read_text("utf-8") for path in sorted((shared / "corpus").iterdir()) if path.is_file()]
    kept = pruned(vocabulary, [*(d.prepared.text for d in documents), *corpus])
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch)
        export(network, vocabulary, kept, json.loads(calibration.read_text("utf-8")), full)
        quantize(full, out)
        both, either, difference = agreement(Tagger(out), Tagger(full), [d.text for d in documents[:16]])
    print(f"int8 and f32 share {both} of {either} spans at 0.5; mean difference of their scores {difference:.4f}")


if __name__ == "__main__":
    typer.run(main)
