"""Kill `policygraph ingest` at random moments, run it again, and compare the graph with one clean run's.

    python benchmarks/kill.py DOCUMENTS… [--kills 50] [--workers 1] [--seed 1]

A round begins with nothing and ends when a run gets through; then the graph must be the clean run's, to the byte
(the store's version). Rounds go on until so many runs were killed with SIGKILL. A run is killed at a random moment
within the time a whole run takes; after some kills the next run is left to end, and a new round begins.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from graph.embedded import EmbeddedStore
from graph.settings import Settings
from ingest.manifest import Manifest
from ingest.pipeline import manifest_path

KILLS_A_ROUND = 4
"""After so many kills a run is left to get through, so that every step is begun anew and hit again."""


def run(documents, data, workers, kill_after=None):
    """Run one ingest; return how long it took, or None if it was killed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "policygraph", "ingest", "--workers", str(workers), *documents],
        env={**os.environ, "POLICYGRAPH_DATA_DIRECTORY": str(data)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    began = time.monotonic()
    try:
        _, errors = process.communicate(timeout=kill_after)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return None
    if process.returncode not in (0, 3):
        sys.exit(f"ingest failed with {process.returncode}:\n{errors.decode()[-2000:]}")
    return time.monotonic() - began


def reached(data, total):
    """Say how far a killed run had come."""
    settings = Settings(data_directory=data)
    if not manifest_path(settings).exists():
        return "before the first document"
    with Manifest(manifest_path(settings)) as manifest:
        read = sum(1 for _ in manifest.entries())
    return "while reading" if read < total else "after reading (names, writing)"


def look(data):
    """Return the version of the graph and how many documents it holds."""
    with closing(EmbeddedStore(Settings(data_directory=data).store_directory)) as store:
        return store.version(), len(store.digests())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="+")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    moments: Counter[str] = Counter()
    rounds = failures = 0
    with tempfile.TemporaryDirectory() as folder:
        clean = Path(folder) / "clean"
        duration = run(arguments.documents, clean, arguments.workers)
        expected, total = look(clean)
        print(f"clean run: {total} documents, {duration:.1f} s, graph {expected}")
        while sum(moments.values()) < arguments.kills:
            rounds += 1
            data = Path(folder) / f"round-{rounds}"
            for _ in range(min(KILLS_A_ROUND, arguments.kills - sum(moments.values()))):
                if run(arguments.documents, data, arguments.workers, chance.uniform(0.05, 1.0) * duration):
                    break
                moments[reached(data, total)] += 1
            else:
                run(arguments.documents, data, arguments.workers)
            version, documents = look(data)
            same = version == expected
            failures += not same
            print(f"round {rounds}: {documents} documents, graph {'equal' if same else version}")
    print(f"{sum(moments.values())} kills in {rounds} rounds; {failures} rounds with another graph")
    for moment, count in moments.most_common():
        print(f"  {count:3} killed {moment}")
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
