"""Stores for the tests: the embedded one, and a real Neo4j where a JDK and Maven are there."""

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from graph.bolt import BoltStore
from graph.embedded import EmbeddedStore
from graph.model import (
    Contribution,
    Document,
    Entity,
    Evidence,
    Mention,
    Modality,
    Passage,
    Statement,
    fact_id,
    stable_id,
)
from graph.ontology import Ontology, load_ontology
from graph.settings import Settings
from graph.store import Store

ROOT = Path(__file__).parent.parent
SERVER = ROOT / "tests" / "server"
JARS = ROOT / "build" / "neo4j"
JAVA_OPTIONS = ("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""Quick to start rather than quick to run."""
START_LIMIT = 600
"""Seconds after which a server that isn't ready is given up."""

ContributionFactory = Callable[..., Contribution]


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="session")
def neo4j_uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Bolt address of a real Neo4j, started once a session."""
    missing = [tool for tool in ("java", "mvn") if shutil.which(tool) is None]
    if missing:
        reason = f"no real Neo4j: {' and '.join(missing)} not found (a JDK and Maven are needed)"
        if os.environ.get("POLICYGRAPH_REQUIRE_NEO4J") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    fetch_jars()
    directory = tmp_path_factory.mktemp("neo4j")
    with (directory / "stderr.txt").open("w+b") as errors:
        process = subprocess.Popen(
            ["java", *JAVA_OPTIONS, "-cp", f"{JARS}/*", str(SERVER / "Server.java"), str(directory)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True,
        )  # fmt: skip
        guard = threading.Timer(START_LIMIT, process.kill)
        guard.start()
        try:
            assert process.stdout is not None
            ready = next((line for line in process.stdout if line.startswith("ready ")), None)
            guard.cancel()
            if ready is None:
                errors.seek(0)
                pytest.fail(f"Neo4j did not start: {errors.read().decode()[-2000:]}")
            yield ready.split()[1]
        finally:
            guard.cancel()
            assert process.stdin is not None
            process.stdin.close()
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            process.stdout.close()


def fetch_jars() -> None:
    """Copy the server's jars to an ignored folder, again whenever the list of them has changed."""
    pom = (SERVER / "pom.xml").read_bytes()
    stamp = JARS / "pom.xml"
    if stamp.exists() and stamp.read_bytes() == pom:
        return
    fetched = JARS.with_name(f"neo4j-{os.getpid()}")
    command = ["mvn", "--batch-mode", "--quiet", "--file", str(SERVER / "pom.xml"), "dependency:copy-dependencies"]
    done = subprocess.run([*command, f"-DoutputDirectory={fetched}"], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"Maven could not fetch Neo4j: {done.stdout[-2000:]}")
    (fetched / "pom.xml").write_bytes(pom)
    shutil.rmtree(JARS, ignore_errors=True)
    fetched.rename(JARS)


@pytest.fixture(scope="session")
def neo4j_settings(neo4j_uri: str) -> Settings:
    return Settings(neo4j_uri=neo4j_uri)


@pytest.fixture(scope="session")
def shared_embedded_store(tmp_path_factory: pytest.TempPathFactory, ontology: Ontology) -> Iterator[Store]:
    store = EmbeddedStore(tmp_path_factory.mktemp("embedded") / "store")
    store.apply_schema(ontology)
    yield store
    store.close()


@pytest.fixture(scope="session")
def shared_neo4j_store(neo4j_settings: Settings, ontology: Ontology) -> Iterator[Store]:
    store = BoltStore(neo4j_settings)
    store.apply_schema(ontology)
    yield store
    store.close()


@pytest.fixture
def embedded_store(shared_embedded_store: Store) -> Store:
    """An empty embedded store."""
    return emptied(shared_embedded_store)


@pytest.fixture
def neo4j_store(shared_neo4j_store: Store) -> Store:
    """An empty store in a real Neo4j; a test that asks for it carries the mark ``neo4j``."""
    return emptied(shared_neo4j_store)


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest) -> Store:
    """An empty store of each kind in turn."""
    found: Store = request.getfixturevalue(f"{request.param}_store")
    return found


def emptied(store: Store) -> Store:
    for document in store.digests():
        store.withdraw(document)
    return store


@pytest.fixture(scope="session")
def content() -> Callable[[Store], dict[str, list[Any]]]:
    """A function that returns all a store holds, in an order of its own, to compare graphs by."""
    parts = {
        "documents": "MATCH (d:Document) RETURN properties(d) AS it",
        "passages": "MATCH (p:Passage)-[:PASSAGE_OF]->(d:Document) RETURN {p: properties(p), d: d.id} AS it",
        "entities": "MATCH (n:Entity) RETURN {n: properties(n), labels: labels(n)} AS it",
        "mentions": "MATCH (n:Entity)-[m:MENTIONED_IN]->(p:Passage) RETURN {n: n.id, m: properties(m), p: p.id} AS it",
        "evidence": "MATCH (e:Evidence)-[:STATED_IN]->(p:Passage) RETURN {e: properties(e), p: p.id} AS it",
        "facts": "MATCH (h:Entity)-[f]->(t:Entity) RETURN {h: h.id, f: properties(f), type: type(f), t: t.id} AS it",
        "nodes": "MATCH (n) WHERE NOT n:Graph RETURN count(n) AS it",
    }

    def read(store: Store) -> dict[str, list[Any]]:
        found = {name: [row["it"] for row in store.query(text, timeout=60)] for name, text in parts.items()}
        for entity in found["entities"]:
            entity["labels"].sort()
        return {name: sorted(items, key=as_key) for name, items in found.items()}

    return read


def as_key(item: Any) -> str:
    return json.dumps(item, sort_keys=True)


@pytest.fixture(scope="session")
def contribution(ontology: Ontology) -> ContributionFactory:
    """A function that makes the contribution of a document from facts written as words.

    ``contribution("a.txt", ("Institution:科技部", "ISSUES", "Policy:规划", {"date": "2024"}), date="2024-05-01")``:
    each fact becomes one sentence that mentions both ends; in its map, ``confidence``, ``modality`` and ``quote``
    are the evidence's own. ``mentions`` names entities that are mentioned without a fact; ``entities`` overrides
    an entity's fields by ``Type:name``.
    """

    def make(
        name: str,
        *facts: tuple[Any, ...],
        date: str = "",
        mentions: tuple[str, ...] = (),
        entities: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> Contribution:
        document = stable_id("document", name)
        made: dict[str, Entity] = {}
        passages: list[Passage] = []
        named: list[Mention] = []
        statements: list[Statement] = []

        def entity(words: str) -> Entity:
            type, _, own_name = words.partition(":")
            fields = dict((entities or {}).get(words, {}))
            return made.setdefault(words, Entity(stable_id(type.lower(), own_name), type, own_name, **fields))

        def sentence(text: str, ends: list[Entity]) -> Passage:
            start = sum(len(p.text) for p in passages)
            passage = Passage(stable_id("passage", document, str(start)), document, start, start + len(text), text)
            passages.append(passage)
            for end in ends:
                at = start + max(0, text.find(end.name))
                named.append(Mention(end.id, passage.id, at, at + len(end.name), end.name))
            return passage

        for words in mentions:
            sentence(f"提到{words.partition(':')[2]}。", [entity(words)])
        for at, (head_words, relation, tail_words, *rest) in enumerate(facts):
            attributes = dict(rest[0]) if rest else {}
            head, tail = entity(head_words), entity(tail_words)
            text = attributes.pop("quote", f"{head.name} {relation} {tail.name}。")
            passage = sentence(text, [head, tail])
            fact = fact_id(head.id, relation, tail.id, directed=ontology.relations[relation].directed)
            evidence = Evidence(
                id=stable_id("evidence", fact, passage.id, str(at)),
                fact=fact,
                document=document,
                passage=passage.id,
                start=passage.start,
                end=passage.end,
                quote=text,
                rule="test",
                confidence=attributes.pop("confidence", 0.9),
                modality=Modality(attributes.pop("modality", "done")),
                date=date,
                attributes=attributes,
            )
            statements.append(Statement(head.id, relation, tail.id, evidence))
        parts = (tuple(passages), tuple(made.values()), tuple(named), tuple(statements))
        digest = stable_id("digest", repr(parts))
        return Contribution(Document(document, name, stable_id("sha", name, digest), name, date), digest, *parts)

    return make
