"""Files for bulk loaders: everything of the graph is in them, or the export says what cannot be, and is not there."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
from factory import changes, everything, identity, link, phone, record
from unit.bulk.neptune_files import Element, Files, read_folder

from identity_graph.bulk import read_manifest
from identity_graph.errors import InputError, SettingsError, StoreBusy, StoreError
from identity_graph.graph.exporting import export_for_loader
from identity_graph.migrations import ready
from identity_graph.model import Link, Node, Value
from identity_graph.schema import declared_schema
from identity_graph.stores import GraphStore
from identity_graph.stores.gremlin import layout
from identity_graph.stores.sqlite import SqliteStore

FORMATS = ["neo4j-admin", "neptune-csv", "neptune-opencypher-csv"]
TEXTS = [
    'quote " and "" comma , semicolon ;',
    "tab\tnewline\nreturn\r\nboth",
    "back\\slash\\",
    " blanks ",
    "0012",
    "true",
    "\ufeffmark 毛泽东 👩‍👩‍👧‍👦 e\u0301 \u2028",
    "x" * 100_000,
]


@pytest.fixture
def store() -> Iterator[GraphStore]:
    with SqliteStore(":memory:") as made:
        ready(made)
        yield made


def fill(store: GraphStore, texts: list[str], lists: list[tuple[str, ...]]) -> None:
    """A record with each text, an identity with each list, links with both, blocking keys, two lines of the ledger."""
    ring = phone(1)
    store.apply(changes(ring, reference="first"))
    elements: list[Node | Link] = []
    keys = {}
    for number, text in enumerate(texts):
        ana = record(number, country=text)
        elements += [ana, link("HAS_PHONE", ana, ring, tier=text, records=-(2**63))]
        keys[ana.id] = (-(2**63), number, 2**63 - 1)
    for number, texts_of in enumerate(lists):
        ana = record(f"list {number}")
        one = identity(ana, sources=texts_of, probability=5e-324, records=2**53 + 1)
        elements += [ana, one, link("HAS_PHONE", one, ring, sources=texts_of)]
        elements.append(link("RESOLVES_TO", ana, one, probability=1 / 3))
    store.apply(changes(*elements, keys=keys))


def neptune_element(id: str, label: str, properties: dict[str, Value], ends: tuple[str, str] = ("", "")) -> Element:
    """What the layout of the store wants for a node or a link."""
    values = {name: [value] for name, value in layout.stored(properties).items()}
    return Element(id, label, values, source=ends[0], target=ends[1])


def assert_same(files: Files, store: GraphStore) -> None:
    """The files hold exactly what the store does."""
    nodes, links, keys = everything(store)
    graph = {id: vertex for id, vertex in files.vertices.items() if not id.startswith("_")}
    for vertex in graph.values():
        assert vertex.properties.pop(layout.PAGE) == [layout.page_of(vertex.id)]
        assert tuple(vertex.properties.pop(layout.KEY, ())) == keys.get(vertex.id, ())
        vertex.many = frozenset()
    assert graph == {node.id: neptune_element(node.id, node.kind, dict(node.properties)) for node in nodes}
    edges = [(layout.link_id(*found.key), found) for found in links]
    assert files.edges == {
        id: neptune_element(id, found.type, dict(found.properties), (found.source, found.target)) for id, found in edges
    }


@pytest.mark.parametrize("format", FORMATS[1:])
def test_neptune_files_hold_the_graph(store: GraphStore, tmp_path: Path, format: str) -> None:
    fill(store, TEXTS + ([""] if format == "neptune-csv" else []), [(), ("",), ("a;b", 'q"', "\n"), ("\x00", "毛")])
    export_for_loader(store, str(tmp_path / "out"), format)  # type: ignore[arg-type] - one of its formats
    files = read_folder(tmp_path / "out" / "data", "csv" if format == "neptune-csv" else "opencypher")
    assert_same(files, store)
    head = files.vertices[layout.HEAD].properties
    assert head["sequence"] == [2]
    assert head["hash"] == [declared_schema().hash]
    counts = store.counts()
    assert json.loads(head["counts"][0]) == {"nodes": counts.nodes, "links": counts.links}
    entries = {entry.id: entry.sequence for entry in store.ledger()}
    assert {f"{layout.APPLIED}:{id}" for id in entries} <= files.vertices.keys()
    assert {layout.ledger_id(sequence) for sequence in entries.values()} <= files.vertices.keys()
    assert files.vertices[layout.reference_id("first")].label == layout.REFERENCE


def test_two_entries_with_one_reference(store: GraphStore, tmp_path: Path) -> None:
    store.apply(changes(phone(1), reference="again"))
    store.apply(changes(phone(2), reference="again"))
    export_for_loader(store, str(tmp_path / "out"), "neptune-csv")
    assert sum(id.startswith("_reference") for id in read_folder(tmp_path / "out" / "data", "csv").vertices) == 1


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_graph(store: GraphStore, tmp_path: Path, format: str) -> None:
    made = export_for_loader(store, str(tmp_path / "out"), format)  # type: ignore[arg-type] - one of its formats
    assert made.rows == (0 if format == "neo4j-admin" else 1)
    assert made == read_manifest(str(tmp_path / "out"))


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_graph_gives_the_same_files(store: GraphStore, tmp_path: Path, format: str) -> None:
    fill(store, TEXTS, [("a",)])
    for name in ("one", "two"):
        export_for_loader(store, str(tmp_path / name), format)  # type: ignore[arg-type] - one of its formats
    one, two = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (tmp_path / "one", tmp_path / "two")
    )
    assert one == two


@pytest.mark.parametrize("format", FORMATS)
def test_the_manifest_says_what_is_there(store: GraphStore, tmp_path: Path, format: str) -> None:
    fill(store, TEXTS, [("a",)])
    progress: list[int] = []
    made = export_for_loader(store, str(tmp_path / "out"), format, progress.append)  # type: ignore[arg-type] - one of its formats
    counts = store.counts()
    assert sum(progress) == sum(counts.nodes.values()) + sum(counts.links.values())
    for file in made.files:
        path = tmp_path / "out" / file.name
        assert path.stat().st_size == file.bytes
    if format != "neo4j-admin":
        loaded = {str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out" / "data").rglob("*.csv")}
        assert loaded == {file.name for file in made.files}, "the loader takes every file there for data"


@pytest.mark.parametrize(
    ("format", "property", "value", "said"),
    [
        ("neptune-csv", "country", "a\x00b", r"U\+0000"),
        ("neptune-opencypher-csv", "country", "a\x00b", r"U\+0000"),
        ("neptune-opencypher-csv", "country", "", "empty text"),
        ("neo4j-admin", "sources", ("a\x1fb",), r"U\+001F"),
        ("neo4j-admin", "sources", ("\x01[]",), "stands for an empty list"),
    ],
)
def test_what_a_format_cannot_hold_is_named_without_the_value(
    store: GraphStore, tmp_path: Path, format: str, property: str, value: Value, said: str
) -> None:
    ana = record(1)
    one = identity(ana)
    wrong = identity(ana, sources=value) if property == "sources" else record(1, country=value)
    store.apply(changes(ana if wrong.kind == "Identity" else wrong, one if wrong.kind == "Record" else wrong))
    with pytest.raises(StoreError, match=f"{wrong.kind} {wrong.id}: {property} .*{said}") as raised:
        export_for_loader(store, str(tmp_path / "out"), format)  # type: ignore[arg-type] - one of its formats
    assert str(value) not in str(raised.value) or not value
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_named_by_its_ends(store: GraphStore, tmp_path: Path) -> None:
    ana, ring = record(1), phone(1)
    store.apply(changes(ana, ring, link("HAS_PHONE", ana, ring, sources=("a\x1f",))))
    with pytest.raises(StoreError, match=f"HAS_PHONE {ana.id} → {ring.id}: sources "):
        export_for_loader(store, str(tmp_path / "out"), "neo4j-admin")


def test_nothing_is_written_over(store: GraphStore, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    export_for_loader(store, str(tmp_path / "out"), "neptune-csv")  # an empty folder is as good as none
    with pytest.raises(SettingsError, match="not empty"):
        export_for_loader(store, str(tmp_path / "out"), "neo4j-admin")
    (tmp_path / "file").write_text("mine")
    with pytest.raises(SettingsError, match="not empty"):
        export_for_loader(store, str(tmp_path / "file"), "neo4j-admin")


def test_a_failed_export_leaves_nothing(store: GraphStore, tmp_path: Path) -> None:
    def fail(_: int) -> None:
        raise KeyboardInterrupt

    fill(store, TEXTS, [])
    with pytest.raises(KeyboardInterrupt):
        export_for_loader(store, str(tmp_path / "out"), "neptune-csv", fail)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_export_left_is_removed(store: GraphStore, tmp_path: Path) -> None:
    (tmp_path / ".out.partial" / "data").mkdir(parents=True)
    (tmp_path / ".out.partial" / "data" / "old.csv").write_text("~id\n")
    assert read_manifest(str(tmp_path / "out")) is None
    export_for_loader(store, str(tmp_path / "out"), "neptune-csv")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert not list((tmp_path / "out").rglob("old.csv"))


def test_a_graph_written_meanwhile_is_not_handed_over(store: GraphStore, tmp_path: Path) -> None:
    """A lone `apply` needs no lease."""
    fill(store, TEXTS, [])
    written: list[Any] = []

    def write(_: int) -> None:
        if not written:
            written.append(store.apply(changes(phone(2), reference="meanwhile")))

    with pytest.raises(StoreBusy, match="export again"):
        export_for_loader(store, str(tmp_path / "out"), "neo4j-admin", write)
    assert list(tmp_path.iterdir()) == []


def test_to_an_object_store(store: GraphStore, tmp_path: Path) -> None:
    """The manifest comes last there: without it an export is not whole."""
    fill(store, TEXTS, [])
    memory = fsspec.filesystem("memory")
    memory.rm("/bulk", recursive=True) if memory.exists("/bulk") else None
    made = export_for_loader(store, "memory://bulk/out", "neptune-csv")
    assert read_manifest("memory://bulk/out") == made
    memory.get("/bulk/out/data", str(tmp_path), recursive=True)
    assert_same(read_folder(tmp_path, "csv"), store)
    with pytest.raises(SettingsError, match="not empty"):
        export_for_loader(store, "memory://bulk/out", "neptune-csv")
    with pytest.raises(SettingsError, match="nonsense"):
        export_for_loader(store, "nonsense://bulk/out", "neptune-csv")
    memory.rm("/bulk", recursive=True)


def test_another_manifest_is_not_taken_for_ours(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"layout": 99}')
    with pytest.raises(InputError, match="export again"):
        read_manifest(str(tmp_path))
