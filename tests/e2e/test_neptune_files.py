"""A whole graph goes through Neptune's bulk files into a Gremlin Server; the `gremlin` store opens what came out of it,
and both are equal. The files are read by a strict reader of the tests' own (`neptune_files`) and written by its plain
traversals: this is not Neptune and not its loader."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import pytest
from factory import changes, everything, identity, link, phone, record
from graphs import differences, exported, graph_of, sample_records
from gremlin_python.process.graph_traversal import GraphTraversal, __
from gremlin_python.process.traversal import Cardinality, T
from servers import Server
from unit.bulk.neptune_files import Element, Files, read_folder

from identity_graph import IdentityGraph
from identity_graph.bulk import BulkFormat
from identity_graph.graph.exporting import export_for_loader
from identity_graph.model import Link, Node
from identity_graph.settings import Settings
from identity_graph.stores.address import parse_address
from identity_graph.stores.gremlin.requests import Requests
from identity_graph.stores.gremlin.server import Server as Connection
from identity_graph.stores.gremlin.traversals.reading import g

RECORDS = 400
ELEMENTS_AT_ONCE = 100
AWKWARD = [
    'quote " and "" comma , semicolon ;',
    "tab\tnewline\nreturn\rboth\r\n",
    "back\\slash\\",
    " 0 ",
    "毛泽东 👩‍👩‍👧‍👦 e\u0301 \u2028",
]
LISTS = [(), ("",), ("a;b", 'q"', "\n"), ("\x00",)]


@pytest.mark.slow
@pytest.mark.parametrize(("format", "reader"), [("neptune-csv", "csv"), ("neptune-opencypher-csv", "opencypher")])
def test_a_graph_from_neptunes_files_is_the_same(
    gremlin_server: Server, tmp_path: Path, format: BulkFormat, reader: str
) -> None:
    gremlin_server.empty()
    with graph_of(sample_records()[:RECORDS]) as graph:
        graph.find_communities()
        add_awkward(graph, empty_texts=reader == "csv")
        wanted, kept, ledger = exported(graph), everything(graph.store), graph.store.ledger()
        export_for_loader(graph.store, str(tmp_path / "out"), format)
    load(gremlin_server, read_folder(tmp_path / "out" / "data", reader))
    with IdentityGraph.open(gremlin_server.url, create=False) as graph:
        assert differences(exported(graph), wanted) == {}
        assert everything(graph.store) == kept
        assert graph.store.ledger() == ledger
        assert graph.counts().nodes["Record"] == len([node for node in kept[0] if node.kind == "Record"])
        export_for_loader(graph.store, str(tmp_path / "again"), format)
        assert files_of(tmp_path / "again") == files_of(tmp_path / "out")
        again = graph.load_batch(sample_records()[:RECORDS])
        assert (again.new, again.changed) == (0, 0)
        assert graph.store.apply(changes(phone("new"), reference="after the load")).nodes_written == 1
        assert graph.store.ledger()[-1].sequence == ledger[-1].sequence + 1


def add_awkward(graph: IdentityGraph, *, empty_texts: bool) -> None:
    """What a CSV file can lose."""
    ring = phone(1)
    elements: list[Node | Link] = [ring]
    keys = {}
    for number, text in enumerate(AWKWARD + ([""] if empty_texts else [])):
        ana = record(f"text {number}", country=text)
        elements += [ana, link("HAS_PHONE", ana, ring, tier=text, records=2**63 - 1)]
        keys[ana.id] = (-(2**63), number, 2**63 - 1)
    for number, texts in enumerate(LISTS):
        ana = record(f"list {number}")
        one = identity(ana, sources=texts, probability=5e-324)
        elements += [ana, one, link("HAS_PHONE", one, ring, sources=texts), link("RESOLVES_TO", ana, one)]
    graph.store.apply(changes(*elements, keys=keys))


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def load(server: Server, files: Files) -> None:
    """Write what was read, as it was read, vertices first."""
    address = parse_address(server.url, Settings(), port=server.port, options=frozenset())
    connection = Connection(address, Settings())
    try:
        for step, elements in ((with_vertex, files.vertices), (with_edge, files.edges)):
            for batch in batches(elements.values()):
                connection.write(lambda requests, step=step, batch=batch: write(requests, step, batch))
    finally:
        connection.close()


def write(requests: Requests, step: object, batch: Sequence[Element]) -> None:
    chain: GraphTraversal = g
    for element in batch:
        chain = step(chain, element)  # type: ignore[operator] - one of the two below
    requests.ask(chain.count())


def with_vertex(chain: GraphTraversal, vertex: Element) -> GraphTraversal:
    chain = chain.add_v(vertex.label).property(T.id, vertex.id)
    for name, values in vertex.properties.items():
        cardinality = Cardinality.set_ if name in vertex.many else Cardinality.single
        for value in values:
            chain = chain.property(cardinality, name, value)
    return chain


def with_edge(chain: GraphTraversal, edge: Element) -> GraphTraversal:
    chain = chain.add_e(edge.label).from_(__.V(edge.source)).to(__.V(edge.target)).property(T.id, edge.id)
    for name, (value,) in edge.properties.items():
        chain = chain.property(name, value)
    return chain


def batches(elements: Iterable[Element]) -> Iterator[list[Element]]:
    each = iter(elements)
    while batch := list(islice(each, ELEMENTS_AT_ONCE)):
        yield batch
