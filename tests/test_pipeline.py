"""Ingest: the graph depends on which documents are ingested, not on the way they came in."""

import os
import random
import shutil
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from graph.embedded import EmbeddedStore
from graph.errors import ConfigurationError, NotFoundError, PolicyGraphError
from graph.merged import canonical_id
from graph.settings import Settings
from ingest.annotation import Annotation
from ingest.manifest import Entry, Manifest, document_id
from ingest.pipeline import extract_into, forget, ingest, manifest_path
from ingest.readers.reference import Reference
from ingest.results import Predictions, Results, write_atomically
from ingest.version import pipeline_version
from ingest.workers import read_all

ROOT = Path(__file__).resolve().parents[1]

TEXTS = {
    "plan.txt": "湖南省卫生健康科技创新行动计划\n\n"
    "一、推进平台建设\n由湖南省科学技术厅牵头，建设湖南省脑机接口重点实验室。\n"
    "二、加强重大疾病防治\n重点部署基因治疗技术，聚焦恶性肿瘤、罕见病。到2027年，研发20种创新药物。\n",
    "notice.txt": "国家卫生健康委办公厅关于开展听力健康行动的通知\n国卫办医发〔2025〕88号\n\n"
    "各省、自治区、直辖市卫生健康委：\n现将有关事项通知如下。国家卫健委会同财政部组织实施听力健康行动。\n",
    "news.txt": "近日，湖南省卫健委印发《湖南省卫生健康科技创新行动计划》。该计划聚焦罕见病。\n"
    "中南大学湘雅医院与中国医学科学院联合研发人工耳蜗。\n",
}


@pytest.fixture
def documents(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def settings(tmp_path):
    return Settings(data_directory=tmp_path / "data")


@pytest.fixture
def clean_version(embedded_store, tmp_path_factory):
    """The version of a graph made in one run of nothing but the given paths; leaves the store empty."""

    def version(*paths):
        ingest(paths, embedded_store, Settings(data_directory=tmp_path_factory.mktemp("clean")))
        found = embedded_store.version()
        for document in embedded_store.digests():
            embedded_store.withdraw(document)
        return found

    return version


def test_the_documents_say_something(documents, embedded_store, settings):
    summary = ingest([documents], embedded_store, settings)
    assert (summary.read, summary.unchanged, summary.rejected, summary.documents) == (3, 0, [], 3)
    assert summary.entities["Institution"] >= 4 and sum(summary.facts.values()) >= 5


def test_ingesting_twice_is_ingesting_once(documents, embedded_store, settings):
    ingest([documents], embedded_store, settings)
    before = embedded_store.version()
    summary = ingest([documents], embedded_store, settings)
    assert (summary.read, summary.unchanged, summary.written) == (0, 3, 0)
    assert embedded_store.version() == before


def test_the_way_documents_come_in_never_shows(documents, embedded_store, settings, clean_version):
    together = clean_version(documents)
    for name in sorted(TEXTS, reverse=True):
        ingest([documents / name], embedded_store, settings)
    assert embedded_store.version() == together


def test_a_changed_document_replaces_itself(documents, embedded_store, settings, clean_version):
    ingest([documents], embedded_store, settings)
    first = embedded_store.version()
    (documents / "news.txt").write_text("财政部印发《中央财政科研经费管理办法》。\n", "utf-8")
    summary = ingest([documents], embedded_store, settings)
    changed = embedded_store.version()
    assert (summary.read, summary.unchanged) == (1, 2) and changed != first
    forget_all(embedded_store)
    assert changed == clean_version(documents)


def forget_all(store):
    for document in store.digests():
        store.withdraw(document)


def test_a_forgotten_document_was_never_there(documents, embedded_store, settings, clean_version):
    without = clean_version(documents / "plan.txt", documents / "notice.txt")
    ingest([documents], embedded_store, settings)
    forget(f"{documents.as_posix()}/news.txt", embedded_store, settings)
    assert embedded_store.version() == without
    assert sum(path.is_file() for path in settings.results_directory.rglob("*")) == 2
    with pytest.raises(NotFoundError, match="news"):
        forget(f"{documents.as_posix()}/news.txt", embedded_store, settings)


def test_a_vanished_file_stays_until_forgotten(documents, embedded_store, settings):
    ingest([documents], embedded_store, settings)
    before = embedded_store.version()
    (documents / "news.txt").unlink()
    ingest([documents], embedded_store, settings)
    assert ingest([documents / "news.txt"], embedded_store, settings).rejected
    assert embedded_store.version() == before


def test_a_bad_document_is_named_and_takes_nothing_with_it(documents, embedded_store, settings, clean_version):
    ingest([documents], embedded_store, settings)
    (documents / "news.txt").write_bytes(b"")
    (documents / "scan.pdf").write_bytes(b"%PDF-1.7 cut off")
    summary = ingest([documents], embedded_store, settings)
    assert [Path(e.document).name for e in summary.rejected] == ["news.txt", "scan.pdf"]
    assert all(error.reason for error in summary.rejected)
    left = embedded_store.version()
    forget_all(embedded_store)
    assert left == clean_version(documents / "plan.txt", documents / "notice.txt")


def test_a_copy_adds_no_support_and_takes_over_when_the_first_goes(documents, embedded_store, settings, clean_version):
    alone = clean_version(documents / "plan.txt")
    copied = documents / "z-copy.txt"
    shutil.copy(documents / "plan.txt", copied)
    of_copy = clean_version(copied)
    summary = ingest([documents / "plan.txt", copied], embedded_store, settings)
    assert [Path(name).name for name in summary.copies] == ["z-copy.txt"]
    assert embedded_store.version() == alone
    assert all(fact.support == 1 for fact in embedded_store.facts())
    forget(f"{documents.as_posix()}/plan.txt", embedded_store, settings)
    assert embedded_store.version() == of_copy


def test_what_another_machine_stored_is_left_alone(documents, embedded_store, settings, contribution):
    embedded_store.upsert(contribution("theirs.txt", ("Institution:科学技术部", "ISSUES", "Policy:某规划")))
    ingest([documents], embedded_store, settings)
    assert document_id("theirs.txt") in embedded_store.digests()


def test_a_merged_id_leads_to_the_entity_it_became(embedded_store, contribution):
    merged = {"attributes": {"merged": "institution-0123 institution-4567"}}
    embedded_store.upsert(
        contribution("a.txt", ("Institution:甲院", "ISSUES", "Policy:某规划"), entities={"Institution:甲院": merged})
    )
    (entity,) = (e for e in embedded_store.entities() if e.type == "Institution")
    assert canonical_id(embedded_store, "institution-4567") == entity.id
    assert canonical_id(embedded_store, "institution-45") is None


def test_results_of_another_pipeline_are_made_anew(documents, embedded_store, settings):
    ingest([documents], embedded_store, settings)
    results, name = Results(settings.results_directory), f"{documents.as_posix()}/plan.txt"
    with Manifest(manifest_path(settings)) as manifest:
        entry = manifest.find(name)
        results.path(entry.sha256, entry.version).rename(results.path(entry.sha256, "earlier"))
        manifest.record(Entry(name, entry.sha256, "earlier"))
    assert ingest([documents], embedded_store, settings).read == 1
    with Manifest(manifest_path(settings)) as manifest:
        assert manifest.find(name).version == pipeline_version()


class Dying:
    """A real store whose process is taken away before its n-th write."""

    class Killed(BaseException):
        pass

    def __init__(self, store, writes):
        self._store, self._left = store, writes

    def __getattr__(self, name):
        return getattr(self._store, name)

    def _spend(self):
        if self._left == 0:
            raise Dying.Killed
        self._left -= 1

    def upsert(self, contribution):
        self._spend()
        self._store.upsert(contribution)

    def withdraw(self, document):
        self._spend()
        return self._store.withdraw(document)


@pytest.mark.parametrize("writes", range(3))
def test_death_before_any_write_is_made_good(documents, embedded_store, settings, clean_version, writes):
    together = clean_version(documents)
    shutil.copy(documents / "plan.txt", documents / "z-other.txt")
    ingest([documents / "z-other.txt", documents / "news.txt"], embedded_store, settings)
    with pytest.raises(Dying.Killed):
        ingest([documents], Dying(embedded_store, writes), settings)
    ingest([documents], embedded_store, settings)
    assert embedded_store.version() == together


def test_death_while_forgetting_is_made_good(documents, embedded_store, settings, clean_version):
    without = clean_version(documents / "plan.txt", documents / "notice.txt")
    ingest([documents], embedded_store, settings)
    with pytest.raises(Dying.Killed):
        forget(f"{documents.as_posix()}/news.txt", Dying(embedded_store, 0), settings)
    ingest([documents / "plan.txt"], embedded_store, settings)
    assert embedded_store.version() == without


def test_several_processes_give_the_same_graph(documents, embedded_store, settings, clean_version):
    together = clean_version(documents)
    summary = ingest([documents], embedded_store, settings, workers=2)
    assert summary.read == 3 and embedded_store.version() == together


DEADLY = """
import os
from dataclasses import dataclass
from ingest.results import Results

@dataclass(frozen=True)
class DeadlyResults:
    results: Results
    victim: str

    def has(self, sha256, version):
        if sha256 == self.victim:
            os._exit(9)
        return self.results.has(sha256, version)

    def write(self, annotation):
        self.results.write(annotation)
"""


def test_a_document_that_ends_its_process_is_rejected_alone(documents, settings, tmp_path, monkeypatch):
    module = tmp_path / "modules"
    module.mkdir()
    (module / "deadly_results.py").write_text(DEADLY, "utf-8")
    monkeypatch.syspath_prepend(module)
    from deadly_results import DeadlyResults

    from ingest.readers.text import read_text

    victim = documents / "news.txt"
    sha256 = read_text("news.txt", victim.read_bytes()).sha256
    references = [Reference(path.as_posix(), path) for path in sorted(documents.iterdir())]
    outcomes = list(read_all(references, DeadlyResults(Results(settings.results_directory), sha256), workers=2))
    rejected = [o for o in outcomes if isinstance(o, PolicyGraphError)]
    assert [Path(e.document).name for e in rejected] == ["news.txt"] and "ended the process" in rejected[0].reason
    assert len(outcomes) == 3


def test_a_killed_ingest_run_again_loses_and_doubles_nothing(documents, tmp_path):
    """A real process, really killed, at random moments of the time a whole run takes."""
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    began = time.monotonic()
    run_ingest(documents, whole)
    duration = time.monotonic() - began
    chance = random.Random(20260101)
    kills = sum(run_ingest(documents, killed, kill_after=chance.uniform(0.2, 0.9) * duration) for _ in range(4))
    assert kills
    run_ingest(documents, killed)
    assert stored_version(killed) == stored_version(whole)


def run_ingest(documents, data, *, kill_after=None):
    """Run the command in a process of its own; kill it after some seconds, if it still runs. True if killed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "policygraph", "ingest", str(documents)],
        cwd=ROOT,
        env={**os.environ, "POLICYGRAPH_DATA_DIRECTORY": str(data)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert process.wait(kill_after) == 0
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False


def stored_version(data):
    with closing(EmbeddedStore(Settings(data_directory=data).store_directory)) as store:
        return store.version()


def test_the_files_hold_only_whole_results(tmp_path):
    results = Results(tmp_path)
    kept = Annotation("a.txt", "ab" * 32, "v1", {}, 0, (), (), ())
    results.write(kept)
    assert results.read(kept.sha256, "v1") == kept
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == [f"{kept.sha256}-v1.json"]
    results.path(kept.sha256, "v1").write_text("{", "utf-8")
    with pytest.raises(PolicyGraphError, match=kept.sha256):
        results.read(kept.sha256, "v1")


def test_a_failed_write_leaves_the_old_file(tmp_path):
    path = tmp_path / "file.txt"
    write_atomically(path, "旧")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(path, "新\ud800")
    assert path.read_text("utf-8") == "旧" and list(tmp_path.iterdir()) == [path]


def test_a_damaged_manifest_is_named(tmp_path):
    path = tmp_path / "manifest.sqlite"
    path.write_bytes(b"this is no database, whatever its name says" * 99)
    with pytest.raises(ConfigurationError, match="manifest"):
        Manifest(path)


def test_extract_writes_one_file_a_document_and_overwrites_none(documents, tmp_path):
    (documents / "plan.md").write_text("# 另一份计划\n\n财政部印发《某办法》。\n", "utf-8")
    written, rejected = extract_into([documents], tmp_path / "out")
    assert written == 3 and [Path(e.document).name for e in rejected] == ["plan.txt"]
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "news.pred.json",
        "notice.pred.json",
        "plan.pred.json",
    ]
    path = Predictions(tmp_path / "out").path("news.txt")
    annotation = Annotation.from_json(path.read_text("utf-8"))
    text = TEXTS["news.txt"]
    for entity in annotation.entities:
        assert any(text[m.start : m.end] in (entity.name, *entity.aliases) for m in entity.mentions)
