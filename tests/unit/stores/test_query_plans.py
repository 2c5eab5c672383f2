"""The plans of the reads that walk the graph, pinned: after ``ANALYZE`` the planner once took one form of the two-hop
query from 0.05 to 18 ms by reading every link."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest
from factory import changes, identity, link, phone, record

from identity_graph.migrations import migrate
from identity_graph.settings import Settings
from identity_graph.stores import GraphStore, open_store
from identity_graph.stores.sqlite import blocking, reading, traversal

TABLES = re.compile(r"^(SCAN|SEARCH) (\w+)(.*)$")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A skewed graph with statistics: a thousand records, most of them on one phone."""
    path = tmp_path_factory.mktemp("plans") / "graph.db"
    pick = random.Random(1)
    with open_store(f"sqlite:{path}", Settings()) as store:
        migrate(store)
        records = [record(i) for i in range(1000)]
        phones = [phone(i) for i in range(50)]
        identities = [identity(node) for node in records[:300]]
        keys = {node.id: (1, pick.randrange(100)) for node in records}
        links = [link("HAS_PHONE", node, phones[0 if i % 3 else i % 50]) for i, node in enumerate(records)]
        links += [link("RESOLVES_TO", node, identities[i % 300]) for i, node in enumerate(records)]
        store.apply(changes(*records, *phones, *identities, *links, keys=keys))
    connection = apsw.Connection(str(path))
    connection.execute("ANALYZE")
    connection.close()
    return path


@pytest.fixture
def analyzed(file: Path) -> Iterator[GraphStore]:
    with open_store(f"sqlite:{file}", Settings()) as store:
        yield store


def plan(file: Path, statement: str) -> list[str]:
    """The plan's steps on tables, without those on the given JSON and on intermediate results."""
    names = {"json_each", "j", "beside", "reached", "asked", "a", "telling"}
    bindings = (1,) * (len(set(re.findall(r":\w+", statement))) or statement.count("?"))
    connection = apsw.Connection(str(file), flags=apsw.SQLITE_OPEN_READONLY)
    rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}", bindings)
    steps = [TABLES.match(str(row[3])) for row in rows]
    return [step[0] for step in steps if step and step[2] not in names]


@pytest.mark.parametrize("of_types", ["", " AND l.type IN (SELECT value FROM json_each(:types))"])
def test_neighbours(file: Path, of_types: str) -> None:
    by_type = " AND type=?" if of_types else ""
    assert plan(file, traversal.NEIGHBOURS.format(of_types=of_types)) == [
        f"SEARCH l USING PRIMARY KEY (source=?{by_type})",
        f"SEARCH l USING COVERING INDEX link_reverse (target=?{by_type})",
        "SEARCH i USING INTEGER PRIMARY KEY (rowid=?)",
    ]


@pytest.mark.parametrize("of_types", ["", " AND l.type IN (SELECT value FROM json_each(:types))"])
def test_component(file: Path, of_types: str) -> None:
    by_type = " AND type=?" if of_types else ""
    assert plan(file, traversal.COMPONENT.format(of_types=of_types)) == [
        f"SEARCH l USING PRIMARY KEY (source=?{by_type})",
        f"SEARCH l USING COVERING INDEX link_reverse (target=?{by_type})",
    ]


STATEMENTS = {
    f"{module.__name__.rpartition('.')[2]}.{name}": value
    for module in (reading, blocking)
    for name, value in vars(module).items()
    if isinstance(value, str) and value.lstrip().startswith(("SELECT", "WITH"))
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_no_other_read_goes_through_a_whole_table(file: Path, name: str) -> None:
    steps = plan(file, STATEMENTS[name])
    assert steps
    assert not [step for step in steps if step.startswith("SCAN")]


def test_a_hub_does_not_slow_its_neighbours(analyzed: GraphStore) -> None:
    assert len(analyzed.neighbourhood([phone(0).id], 1, limit=2000).nodes) > 600
    assert analyzed.neighbourhood([phone(0).id], 1, limit=10).truncated
