"""What only this store has: a server that may be away, be somebody else's, refuse us, or be slow."""

import subprocess
import sys
from collections.abc import Iterator

import neo4j
import pytest
from factory import changes, link, phone, record
from servers import Server

from identity_graph.errors import (
    InvalidChange,
    NotAnIdentityGraph,
    StoreBusy,
    StoreDenied,
    StoreError,
    StoreTimeout,
    StoreUnreachable,
)
from identity_graph.migrations import migrate
from identity_graph.settings import Settings
from identity_graph.stores import GraphStore, open_store

SETTINGS = Settings(busy_timeout_s=20)
ANA, PHONE = record("ana"), phone(1)
NOWHERE = "neo4j://localhost:1"
OPENS = """
import sys
from identity_graph.errors import StoreUnreachable
from identity_graph.settings import Settings
from identity_graph.stores import open_store
try:
    open_store(sys.argv[1], Settings())
except StoreUnreachable:
    print("unreachable")
"""


@pytest.fixture
def driver(neo4j_server: Server) -> Iterator[neo4j.Driver]:
    neo4j_server.empty()
    access = (neo4j_server.user or "", neo4j_server.password or "")
    with neo4j.GraphDatabase.driver(f"bolt://{neo4j_server.host}:{neo4j_server.port}", auth=access) as driver:
        yield driver


@pytest.fixture
def store(driver: neo4j.Driver, neo4j_server: Server) -> Iterator[GraphStore]:
    with open_store(neo4j_server.url, SETTINGS) as store:
        migrate(store)
        yield store


@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "bolt+s"])
def test_nothing_listens(scheme: str) -> None:
    with pytest.raises(StoreUnreachable, match=r"localhost:1: no answer") as caught:
        open_store(f"{scheme}://ana:secret@localhost:1", SETTINGS)
    assert "secret" not in str(caught.value)


def test_what_the_driver_logs_is_for_those_who_listen(caplog: pytest.LogCaptureFixture) -> None:
    """Python prints warnings of a logger nobody listens to: of every lost connection, which our errors tell as well."""
    with caplog.at_level("WARNING", "neo4j"), pytest.raises(StoreUnreachable):
        open_store(NOWHERE, SETTINGS)
    assert caplog.records
    words = [sys.executable, "-c", OPENS, NOWHERE]
    said = subprocess.run(words, capture_output=True, text=True, check=True)
    assert (said.stdout, said.stderr) == ("unreachable\n", "")


def test_a_wrong_password(neo4j_server: Server) -> None:
    with pytest.raises(StoreDenied, match="IDENTITY_GRAPH_STORE_PASSWORD") as caught:
        open_store(f"bolt://neo4j:not-this-one@{neo4j_server.host}:{neo4j_server.port}", SETTINGS)
    assert "not-this-one" not in str(caught.value)


def test_a_database_that_is_not_there(neo4j_server: Server) -> None:
    with (
        open_store(f"{neo4j_server.url}/nosuch", SETTINGS) as store,
        pytest.raises(StoreError, match="no such database"),
    ):
        store.schema_state()


def test_somebody_else_s_database_is_refused_and_left_alone(driver: neo4j.Driver, neo4j_server: Server) -> None:
    driver.execute_query("CREATE (:Movie {title: 'x'})")
    with open_store(neo4j_server.url, SETTINGS) as store:
        for use in (store.schema_state, store.counts, lambda: migrate(store)):
            with pytest.raises(NotAnIdentityGraph, match="something else"):
                use()
    assert driver.execute_query("MATCH (n) RETURN labels(n), properties(n)").records[0].values() == [
        ["Movie"],
        {"title": "x"},
    ]


def test_an_analyst_finds_kinds_as_labels_and_nothing_internal_among_them(
    store: GraphStore, driver: neo4j.Driver
) -> None:
    store.apply(changes(ANA, PHONE, link("HAS_PHONE", ANA, PHONE, sources=("a", "b")), keys={ANA.id: (1,)}))
    found = driver.execute_query("MATCH (a:Record)-[r:HAS_PHONE]->(b) RETURN labels(a), properties(a), r.sources, b.id")
    assert found.records[0].values() == [["Record"], {"id": ANA.id, **ANA.properties}, ["a", "b"], PHONE.id]
    labels = driver.execute_query("MATCH (n) WHERE NOT (n)--() UNWIND labels(n) AS l RETURN collect(DISTINCT l)")
    assert sorted(labels.records[0].values()[0]) == ["_Block", "_Change", "_Gate", "_Head"]


def test_a_text_too_long_for_its_index_is_refused_and_one_that_fits_is_found(store: GraphStore) -> None:
    fits = "é" * 4_000
    store.apply(changes(record(1, source=fits)))
    assert [node.properties["source"] for node in store.find("Record", "source", fits)] == [fits]
    with pytest.raises(InvalidChange, match="source is indexed") as caught:
        store.apply(changes(record(2, source=fits + "é")))
    assert "é" not in str(caught.value)


def test_waiting_for_a_stranger_s_lock_ends(store: GraphStore, driver: neo4j.Driver, neo4j_server: Server) -> None:
    with driver.session() as session, session.begin_transaction() as held:
        held.run("MATCH (head:_Head) SET head.writer = 'somebody'").consume()
        impatient = Settings(query_timeout_s=1, retry_for_s=0)
        with open_store(neo4j_server.url, impatient) as other, pytest.raises(StoreTimeout) as caught:
            other.apply(changes(ANA))
        assert caught.value.retryable
    assert store.ledger() == []


def test_a_writer_whose_lease_was_taken_over_writes_nothing(store: GraphStore, driver: neo4j.Driver) -> None:
    with store.exclusive():
        store.apply(changes(ANA))
        driver.execute_query("MATCH (head:_Head) SET head.holder = 'another', head.beat = 0")
        with pytest.raises(StoreBusy, match="took over"):
            store.apply(changes(PHONE))
    driver.execute_query("MATCH (head:_Head) REMOVE head.holder, head.beat")
    assert store.counts().nodes["Phone"] == 0
