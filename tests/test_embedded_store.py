"""What only the embedded store has: files of its own, which one process holds and a killed one leaves whole."""

import pickle
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from graph.embedded import EmbeddedStore
from graph.errors import StoreError, StoreUnavailableError
from graph.settings import Settings
from graph.store import open_store

ISSUES = ("Institution:科学技术部", "ISSUES", "Policy:健康科技规划")
ROOT = Path(__file__).parent.parent
WRITER = """
import pickle, sys
from graph.settings import Settings
from graph.store import open_store
store = open_store(Settings(store_directory=sys.argv[1]))
for contribution in pickle.load(sys.stdin.buffer):
    store.upsert(contribution)
    print(contribution.document.id, flush=True)
"""
OPENER = """
import sys
from graph.errors import StoreError
from graph.settings import Settings
from graph.store import open_store
try:
    open_store(Settings(store_directory=sys.argv[1]))
except StoreError as error:
    print(type(error).__name__, error)
"""


def test_what_was_written_is_there_when_opened_again(tmp_path, contribution, content):
    settings = Settings(store_directory=tmp_path / "store")
    with closing(open_store(settings)) as store:
        store.upsert(contribution("a.txt", ISSUES))
        before, version = content(store), store.version()
    with closing(open_store(settings)) as store:
        assert content(store) == before
        assert store.version() == version


def test_a_new_store_can_be_asked_at_once(tmp_path):
    with closing(open_store(Settings(store_directory=tmp_path / "deep" / "store"))) as store:
        assert list(store.entities()) == list(store.facts()) == []
        found = store.query(
            "CALL db.index.fulltext.queryNodes('entity_search', '卫健委') YIELD node RETURN node.id AS id"
        )
        assert found == []


def test_a_write_needs_the_schema_and_a_closed_store_says_so(tmp_path, contribution):
    store = EmbeddedStore(tmp_path / "store")
    with pytest.raises(StoreError, match="apply_schema"):
        store.upsert(contribution("a.txt", ISSUES))
    store.close()
    store.close()
    with pytest.raises(StoreUnavailableError, match="closed"):
        store.query("RETURN 1 AS one")


def test_another_process_is_told_who_holds_the_files(tmp_path):
    directory = tmp_path / "store"
    with closing(open_store(Settings(store_directory=directory))) as store:
        with pytest.raises(StoreUnavailableError, match="in use"):
            open_store(Settings(store_directory=directory))
        told = subprocess.run(
            [sys.executable, "-c", OPENER, str(directory)], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert told.stdout.startswith("StoreUnavailableError")
        assert "in use by another process" in told.stdout
        assert store.query("RETURN 1 AS one") == [{"one": 1}]


def test_a_directory_with_something_else_in_it_is_named(tmp_path):
    (tmp_path / "store").write_text("not a database")
    with pytest.raises(StoreError, match="store"):
        EmbeddedStore(tmp_path / "store")


def test_a_killed_writer_leaves_whole_documents(tmp_path, embedded_store, contribution, content):
    made = [
        contribution(f"{i}.txt", ISSUES, *((f"Institution:机构{i}-{j}", "ISSUES", ISSUES[2]) for j in range(20)))
        for i in range(60)
    ]
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path / "store")],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as writer:  # fmt: skip
        writer.stdin.write(pickle.dumps(made))
        writer.stdin.close()
        told = [writer.stdout.readline().decode().strip() for _ in range(5)]
        writer.kill()
        told += [line.decode().strip() for line in writer.stdout]
    with closing(open_store(Settings(store_directory=tmp_path / "store"))) as store:
        held = store.digests()
        assert set(told) <= set(held)
        for one in made:
            if one.document.id in held:
                embedded_store.upsert(one)
        assert content(store) == content(embedded_store)
        assert store.version() == embedded_store.version()
        for one in made[:8]:
            store.upsert(one)
            embedded_store.upsert(one)
        assert content(store) == content(embedded_store)
