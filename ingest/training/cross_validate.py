"""Leave-documents-out cross-validation: ``python -m ingest.training.cross_validate --help``."""

import json
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated

import torch
import typer

from ingest.training.alignment import TrainingDocument, annotated_folders, load_documents
from ingest.training.assessment import assess
from ingest.training.augmentation import policy_titles
from ingest.training.fitting import Recipe, fit
from ingest.training.folds import folds
from ingest.training.prediction import NetworkReader

FLOOR = 0.01


def hold_out(
    held_out: list[TrainingDocument], others: list[TrainingDocument], archive: Path, titles: list[str], recipe: Recipe
) -> dict[str, list[tuple[int, int, str, float]]]:
    """Fit on ``others`` and return the spans read in ``held_out`` (source offsets, uncalibrated scores)."""
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    network, vocabulary = fit(others, archive, titles, recipe, lambda line: print(held_out[0].stem, line, flush=True))
    reader = NetworkReader(network, vocabulary)
    return {
        document.stem: [
            (*document.original(span.start, span.end), span.type, round(span.score, 5))
            for span in reader.spans(document.text, FLOOR)
        ]
        for document in held_out
    }


def main(
    encoder: Annotated[Path, typer.Option(help="Java archive of the encoder")],
    shared: Annotated[Path, typer.Option(help="folder with evaluation/, training/ and corpus/")],
    out: Annotated[Path, typer.Option(help="where the spans of held-out documents go, a file each")],
    count: Annotated[int, typer.Option(help="number of folds")] = 5,
    workers: Annotated[int, typer.Option(help="folds fitted at the same time, one core each")] = 2,
    epochs: Annotated[int, typer.Option(help="times every document is read")] = Recipe().epochs,
    only: Annotated[list[int] | None, typer.Option(help="fit these folds only, as one of several machines")] = None,
) -> None:
    """Fit a tagger for every fold and write what it reads in the documents it has not seen."""
    documents = load_documents(annotated_folders(shared))
    titles = policy_titles(shared / "corpus" / "policy-headers.jsonl")
    fold = folds([d.stem for d in documents], count)
    out.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        jobs = [
            pool.submit(
                hold_out,
                [d for d in documents if fold[d.stem] == held],
                [d for d in documents if fold[d.stem] != held],
                encoder,
                titles,
                Recipe(epochs=epochs, seed=held),
            )
            for held in only or range(count)
        ]
        for job in as_completed(jobs):
            for stem, spans in job.result().items():
                (out / f"{stem}.json").write_text(json.dumps({"spans": spans}, ensure_ascii=False), "utf-8")
            print(f"a fold is done after {time.monotonic() - started:.0f} s", flush=True)
    if only is None:
        print(assess(shared, out))


if __name__ == "__main__":
    typer.run(main)
