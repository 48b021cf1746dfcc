"""What only the Neo4j store has: a server that comes and goes, and other programs that read the same graph."""

import socket
import threading
from contextlib import closing, suppress

import py2neo
import pytest

from graph.bolt import BoltStore
from graph.errors import ConfigurationError, StoreError, StoreUnavailableError
from graph.settings import Settings
from graph.store import open_store

ISSUES = ("Institution:科学技术部", "ISSUES", "Policy:健康科技规划")


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Relay:
    """Passes TCP from a port of its own on to the server, until it is stopped."""

    def __init__(self, port, target):
        self._target, self._sockets = target, []
        self._listener = socket.create_server(("127.0.0.1", port))
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def _accept(self):
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self._sockets.append(client)
                server = socket.create_connection(self._target)
                self._sockets.append(server)
                for one, other in ((client, server), (server, client)):
                    self._threads.append(threading.Thread(target=self._pass_on, args=(one, other)))
                    self._threads[-1].start()

    @staticmethod
    def _pass_on(source, sink):
        with suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def stop(self):
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for one in self._sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        for one in self._sockets:
            one.close()


def test_a_server_that_is_not_there_is_named(contribution, ontology):
    uri = f"bolt://127.0.0.1:{free_port()}"
    with closing(open_store(Settings(neo4j_uri=uri))) as store:
        for call in (lambda: store.query("RETURN 1 AS one"), store.version, lambda: store.apply_schema(ontology)):
            with pytest.raises(StoreUnavailableError, match=uri):
                call()


def test_a_store_without_address_is_refused():
    with pytest.raises(ConfigurationError, match="POLICYGRAPH_NEO4J_URI"):
        BoltStore(Settings(neo4j_uri=None))


def test_a_closed_store_says_so():
    store = BoltStore(Settings(neo4j_uri=f"bolt://127.0.0.1:{free_port()}"))
    store.close()
    store.close()
    with pytest.raises(StoreUnavailableError, match="closed"):
        store.query("RETURN 1 AS one")


@pytest.mark.neo4j
def test_a_write_needs_the_schema(neo4j_store, neo4j_settings, contribution):
    with closing(BoltStore(neo4j_settings)) as store, pytest.raises(StoreError, match="apply_schema"):
        store.upsert(contribution("a.txt", ISSUES))


@pytest.mark.neo4j
def test_the_store_is_back_when_the_server_is(neo4j_store, neo4j_uri, ontology, contribution):
    port = free_port()
    host, _, server_port = neo4j_uri.removeprefix("bolt://").rstrip("/").partition(":")
    with closing(BoltStore(Settings(neo4j_uri=f"bolt://127.0.0.1:{port}"))) as store:
        with pytest.raises(StoreUnavailableError):
            store.query("RETURN 1 AS one")
        for name in ("a.txt", "b.txt"):
            relay = Relay(port, (host, int(server_port)))
            try:
                store.apply_schema(ontology)
                store.upsert(contribution(name, ISSUES))
            finally:
                relay.stop()
            with pytest.raises(StoreUnavailableError):
                store.query("RETURN 1 AS one")
    assert [fact.support for fact in neo4j_store.facts()] == [2]


@pytest.mark.neo4j
def test_two_processes_may_write_to_one_server(neo4j_store, neo4j_settings, ontology, contribution):
    with closing(BoltStore(neo4j_settings)) as other:
        other.apply_schema(ontology)
        writers = [
            threading.Thread(target=store.upsert, args=(contribution(f"{name}{i}", ISSUES),))
            for i in range(3)
            for name, store in (("a", neo4j_store), ("b", other))
        ]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        assert [fact.support for fact in other.facts()] == [6]
        assert other.version() == neo4j_store.version()


@pytest.mark.neo4j
def test_keys_are_unique_and_the_indexes_are_there(neo4j_store, ontology):
    rows = neo4j_store.query("SHOW CONSTRAINTS YIELD labelsOrTypes, properties RETURN labelsOrTypes AS on, properties")
    keyed = {row["on"][0] for row in rows if row["properties"] == ["id"]}
    assert keyed == {"Document", "Passage", "Evidence", "Graph", "Entity", *ontology.entities}
    rows = neo4j_store.query("SHOW INDEXES YIELD name, type, state RETURN name, type, state")
    assert {row["state"] for row in rows} == {"ONLINE"}
    assert [row["type"] for row in rows if row["name"] == "entity_search"] == ["FULLTEXT"]


@pytest.mark.neo4j
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_py2neo_reads_the_graph(neo4j_store, neo4j_uri, contribution):
    neo4j_store.upsert(contribution("a.txt", (*ISSUES, {"date": "2024-05"}), date="2024-06-01"))
    graph = py2neo.Graph(neo4j_uri)
    with closing(graph.service.connector):
        ministry = graph.nodes.match("Institution", name="科学技术部").first()
        assert set(ministry.labels) == {"Entity", "Institution"}
        [issues] = graph.relationships.match((ministry, None), "ISSUES").all()
        assert issues.end_node["name"] == "健康科技规划"
        assert issues["quote"] == "科学技术部 ISSUES 健康科技规划。"
        assert issues["date"] == "2024-05"
        assert list(issues["documents"]) == list(neo4j_store.digests())
