"""What a load leaves behind, and who may write beside it."""

from pathlib import Path

import pytest

from identity_graph.errors import InputError, NotFound, StoreBusy
from identity_graph.graph import IdentityGraph
from identity_graph.model import Name, Record
from identity_graph.settings import Settings


def record(id: str, phone: str) -> Record:
    return Record("crm", id, names=(Name(full="Ana Silva"),), phones=(phone,), country="PT")


def phones(graph: IdentityGraph) -> list[object]:
    return sorted(node.properties["number"] for node in graph.store.page_nodes("Phone"))


def test_an_identifier_nobody_has_any_more_is_gone() -> None:
    with IdentityGraph.open("sqlite::memory:") as graph:
        graph.load_batch([record("1", "+351912345678"), record("2", "+351912345679")])
        graph.resolve()
        graph.load_batch([record("1", "+351912345670")])
        assert phones(graph) == ["+351912345670", "+351912345679"]
        graph.load_batch([record("1", "+351912345679")])
        graph.resolve()
        assert phones(graph) == ["+351912345679"]


def test_one_record_twice_in_a_batch_is_as_it_was_said_last() -> None:
    with IdentityGraph.open("sqlite::memory:") as graph:
        graph.load_batch([record("1", "+351912345678")])
        outcome = graph.load_batch([record("1", "+351912345670"), record("1", "+351912345678")])
        assert (outcome.new, outcome.changed, outcome.unchanged) == (0, 0, 1)
        assert len(graph.attributes(graph.record("crm", "1").node.id)) == 1


def test_only_one_decides_at_a_time(tmp_path: Path) -> None:
    url = f"sqlite:{tmp_path / 'graph.db'}"
    impatient = Settings(busy_timeout_s=0)
    with IdentityGraph.open(url) as one, IdentityGraph.open(url, impatient) as other:
        with one.store.exclusive(), pytest.raises(StoreBusy):
            other.load_batch([record("1", "+351912345678")])
        other.load_batch([record("1", "+351912345678")])
        assert one.record("crm", "1")  # a reader is never kept out


def test_a_graph_is_made_only_where_it_is_meant(tmp_path: Path) -> None:
    path = tmp_path / "typo.db"
    with pytest.raises(NotFound, match="no graph at"):
        IdentityGraph.open(f"sqlite:{path}", create=False)
    assert not path.exists()


def test_a_record_is_not_explained_against_itself() -> None:
    with IdentityGraph.open("sqlite::memory:") as graph:
        graph.load_batch([record("1", "+351912345678")])
        graph.resolve()
        with pytest.raises(InputError, match="same record"):
            graph.explain("crm:1", "crm:1")


def test_a_source_may_hold_a_colon() -> None:
    with IdentityGraph.open("sqlite::memory:") as graph:
        graph.load_batch([Record("eu:crm", "1:2", names=(Name(full="Ana Silva"),))])
        graph.resolve()
        assert graph.identity(graph.reference("eu:crm:1:2")).records
