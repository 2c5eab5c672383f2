"""The Spark engine on two threads of this machine: Graphalytics' results, and those of the local engine."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from exports import export_case, write_export
from factory import changes, document, identity, link, phone, record
from graphalytics import FOLDER, Case, cases
from pyspark.sql import SparkSession
from spark_settings import MARKS, QUICK

from identity_graph import IdentityGraph
from identity_graph.analytics import local
from identity_graph.analytics.network import Network, network_of_links
from identity_graph.analytics.procedures import PROCEDURES
from identity_graph.analytics.selection import Selection
from identity_graph.errors import InputError, NotFound, SettingsError
from identity_graph.model import Link, Node, kind_of
from identity_graph.procedures import spark as engine

pytestmark = MARKS
CASES = list(cases()) if FOLDER.is_dir() else []
NODES: list[Node] = [record(i) for i in range(30)]
NODES += [identity(node) for node in NODES] + [phone(i) for i in range(12)]


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        with engine.spark_session("local[2]", settings=QUICK) as session:
            yield session


@pytest.fixture(scope="module")
def links() -> list[Link]:
    pick = random.Random(5)
    records, identities, phones = NODES[:30], NODES[30:60], NODES[60:]
    made = [link("SAME_AS", *pick.sample(records, 2), weight=pick.choice([0.25, 1.5, 1e-9, 3.0])) for _ in range(70)]
    for sources in (records, identities):
        numbers = [min(pick.randrange(12), pick.randrange(12)) for _ in range(40)]
        made += [link("HAS_PHONE", pick.choice(sources), phones[n], tier=pick.choice("ABC")) for n in numbers]
    return sorted({each.key: each for each in made}.values(), key=lambda each: each.key)


@pytest.fixture(scope="module")
def export(links: list[Link], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Written by `identity-graph export`'s own code."""
    folder = tmp_path_factory.mktemp("export")
    with IdentityGraph.open("sqlite::memory:") as graph:
        graph.store.apply(changes(*NODES, *links))
        graph.export(folder, "parquet")
    return str(folder)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_expected_output(case: Case, spark: SparkSession, tmp_path: Path) -> None:
    asked = export_case(case, tmp_path / "export")
    table = engine.run(asked.folder, case.procedure, asked.selection, asked.parameters, spark=spark)
    assert asked.differing(table) == {}


ALL = Selection(("SAME_AS", "HAS_PHONE"), source_kind=None)
PHONES = Selection(("HAS_PHONE",))


@pytest.mark.parametrize(
    ("name", "selection"),
    [
        ("label_propagation", Selection(ALL.types, source_kind=None, weight="weight")),
        ("k_core", ALL),
        ("triangles", ALL),
        ("lcc", Selection(ALL.types, source_kind=None, directed=True)),
        ("wcc", PHONES),
        ("wcc", Selection(("HAS_PHONE",), kinds=("Identity", "Phone"), tiers=("A", "B"), generic_over=3)),
        ("sssp", Selection(ALL.types, source_kind="Record", weight="weight")),
    ],
)
def test_as_local(name: str, selection: Selection, links: list[Link], export: str, spark: SparkSession) -> None:
    given = {"label_propagation": {"iterations": 4}, "sssp": {"start": NODES[0].id}}
    parameters = given.get(name, {})
    expected = local.run(name, network(links, selection), parameters)
    assert engine.run(export, name, selection, parameters, spark=spark).equals(expected)


def test_only_documents_that_were_asked_for(spark: SparkSession, tmp_path: Path) -> None:
    papers = [document(0), document(1, valid=False), document(2, scheme="tax_id", valid=True)]
    holders = NODES[30:36]
    with IdentityGraph.open("sqlite::memory:") as graph:
        has = [link("HAS_DOCUMENT", who, papers[n // 2]) for n, who in enumerate(holders)]
        graph.store.apply(changes(*NODES, *papers, *has))
        graph.export(tmp_path / "export", "parquet")
    asked = Selection(("HAS_DOCUMENT",), kinds=("Document",), documents=("passport",))
    found = engine.run(str(tmp_path / "export"), "wcc", asked, spark=spark)
    assert found["id"].to_pylist() == sorted(node.id for node in (*holders[:2], papers[0]))


def test_personalized_pagerank_as_local(links: list[Link], export: str, spark: SparkSession) -> None:
    seeds = {NODES[0].id: 1.0, NODES[7].id: 3.0}
    expected = local.run("personalized_pagerank", network(links, ALL), {"seeds": seeds, "iterations": 4})
    found = engine.run(export, "personalized_pagerank", ALL, {"seeds": seeds, "iterations": 4}, spark=spark)
    assert found["id"].equals(expected["id"])
    assert found["score"].to_pylist() == pytest.approx(expected["score"].to_pylist(), rel=1e-9)


def network(links: Sequence[Link], selection: Selection) -> Network:
    """What is selected, said once more in plain Python."""
    taken = [each for each in links if each.type in selection.types]
    taken = [each for each in taken if selection.source_kind in (None, kind_of(each.source))]
    taken = [each for each in taken if not selection.tiers or each.properties.get("tier") in selection.tiers]
    having = Counter(each.target for each in taken)
    generic = {target for target, many in having.items() if selection.generic_over and many > selection.generic_over}
    taken = [each for each in taken if not {each.source, each.target} & generic]
    alone = [node.id for node in NODES if node.kind in selection.kinds and node.id not in generic]
    return network_of_links(taken, weight=selection.weight, vertices=alone, directed=selection.directed)


def test_ids_are_in_the_order_of_code_points(spark: SparkSession, tmp_path: Path) -> None:
    """Where UTF-16, as Java compares strings, has another order."""
    ids = ["\U00010000", "\uffff", "\ue000", "\ud7ff", "é", "e\u0301", "z", "Z", "", "a", "ab", "a\x00", "\U0010ffff"]
    pairs = [(ids[0], ids[1]), (ids[12], ids[2]), (ids[2], ids[3])]
    table = pa.table({"source": [source for source, _ in pairs], "target": [target for _, target in pairs]})
    write_export(tmp_path / "export", {"Identity": ids}, {"LINKED": table})
    found = engine.run(str(tmp_path / "export"), "wcc", Selection(("LINKED",), kinds=("Identity",)), spark=spark)
    assert found["id"].to_pylist() == sorted(ids)
    labels = dict(zip(*(column.to_pylist() for column in found.columns), strict=True))
    assert [labels[target] for _, target in pairs] == ["\uffff", "\ud7ff", "\ud7ff"]


def test_components_of_long_paths(spark: SparkSession, tmp_path: Path) -> None:
    """Of 199 links each; how many rounds it takes is not asserted."""
    ids = [f"v{number:03}" for number in random.Random(3).sample(range(400), 400)]
    ends = [pair for half in (ids[:200], ids[200:]) for pair in pairwise(half)]
    table = pa.table({"source": [source for source, _ in ends], "target": [target for _, target in ends]})
    write_export(tmp_path / "export", {}, {"LINKED": table})
    found = engine.run(str(tmp_path / "export"), "wcc", Selection(("LINKED",), source_kind=None), spark=spark)
    expected = {id: min(half) for half in (ids[:200], ids[200:]) for id in half}
    assert found.to_pylist() == [{"id": id, "label": expected[id]} for id in sorted(ids)]


def test_tables_can_be_written(export: str, spark: SparkSession, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    engine.run_to(out, export, "cdlp", PHONES, {"iterations": 1}, spark=spark)
    written = pa.concat_tables(pq.read_table(file) for file in sorted(Path(out).glob("*.parquet")))
    assert written.to_pylist() == engine.run(export, "cdlp", PHONES, {"iterations": 1}, spark=spark).to_pylist()
    with pytest.raises(SettingsError, match="give a new folder"):
        engine.run_to(out, export, "triangles", PHONES, spark=spark)


def test_what_cannot_be_asked(export: str, spark: SparkSession, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="identity-graph export FOLDER"):
        engine.run(str(tmp_path), "wcc", PHONES, spark=spark)
    with pytest.raises(InputError, match="no links/NEARBY"):
        engine.run(export, "wcc", Selection(("NEARBY",)), spark=spark)
    with pytest.raises(SettingsError, match="name one at least"):
        engine.run(export, "wcc", Selection(()), spark=spark)
    with pytest.raises(NotFound, match="1 of 1 ids"):
        engine.run(export, "bfs", PHONES, {"start": "idn_nobody"}, spark=spark)
    with pytest.raises(SettingsError, match="type string"):
        engine.run(export, "bfs", PHONES, {"start": 7}, spark=spark)
    with pytest.raises(SettingsError, match="does not run leiden; it runs wcc"):
        engine.run(export, "leiden", PHONES, spark=spark)
    write_export(tmp_path / "bad", {}, {"LINKED": pa.table({"source": ["a"], "target": ["b"], "far": [-1.0]})})
    bad = Selection(("LINKED",), source_kind=None, weight="far")
    with pytest.raises(SettingsError, match="0 or more"):
        engine.run(str(tmp_path / "bad"), "sssp", bad, {"start": "a"}, spark=spark)


def test_one_session_at_a_time(spark: SparkSession) -> None:
    with pytest.raises(SettingsError, match="hand it in"), engine.spark_session("local[1]"):
        pass


def test_what_is_declared_is_there() -> None:
    from identity_graph.procedures.spark.engine import PROCEDURES as THERE

    assert set(engine.RUNS) == set(THERE) <= set(PROCEDURES)
    assert {case.procedure for case in CASES} <= set(engine.RUNS)
