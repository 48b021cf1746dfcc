"""Characters a second of the tagger alone, on one core: ``python benchmarks/tagger.py FILE…``."""

import sys
import time
from pathlib import Path

from ingest.components.tagger import MODELS
from ingest.tagging import Tagger


def main() -> None:
    paths = [Path(p) for p in sys.argv[1:]] or sorted(Path("examples/documents").glob("*.txt"))
    texts = [p.read_bytes().decode("utf-8", "replace") for p in paths]
    started = time.perf_counter()
    tagger = Tagger(MODELS / "tagger-bge-small")
    loaded = time.perf_counter()
    spans = sum(len(tagger.spans(text)) for text in texts)
    seconds = time.perf_counter() - loaded
    characters = sum(map(len, texts))
    print(f"loaded in {loaded - started:.2f} s; {characters} characters, {spans} spans in {seconds:.1f} s:")
    print(f"{characters / seconds:.0f} characters a second")


if __name__ == "__main__":
    main()
