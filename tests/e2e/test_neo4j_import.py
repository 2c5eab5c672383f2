"""A whole graph goes to Neo4j over ``neo4j-admin database import full``, run for real; the `neo4j` store opens what
came out of it, and both are equal."""

import os
import secrets
import subprocess
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from factory import changes, everything, identity, link, phone, record
from graphs import differences, exported, graph_of, sample_records
from servers import Server, own, serving
from servers.maven import jars
from servers.neo4j_server import JVM, Neo4jRecipe, connected, for_newer_java
from servers.processes import free_ports, java

from identity_graph import IdentityGraph
from identity_graph.errors import NotAnIdentityGraph
from identity_graph.graph.exporting import export_for_loader
from identity_graph.model import Link, Node
from identity_graph.settings import Settings
from identity_graph.stores import SchemaChange, open_store

AWKWARD = [
    "",
    'quote " and "" comma , semicolon ;',
    "tab\tnewline\nreturn\rboth\r\n",
    "back\\slash\\",
    " blanks ",
    "a\x00b",
    "0012",
    "\ufeffmark 毛泽东 👩‍👩‍👧‍👦 e\u0301 \u2028 \x85",
    "x" * 3_000_000,
]
LISTS = [(), ("",), ("", ""), ("a", ""), ("a;b", 'q"', "l\nx", " b "), ("\x00", "毛"), ("[]",)]


def files_of(folder: Path) -> dict[str, list[bytes]]:
    """All files' lines; in order, because that of blocking keys is not promised."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): sorted(path.read_bytes().splitlines()) for path in files}


def imported(export: Path) -> AbstractContextManager[Server]:
    """A Neo4j of its own, on a database made by the importer in the export's folder, by the command of its README."""
    return serving(lambda: start_imported(export))


def start_imported(export: Path) -> Server:
    java()
    found = jars("neo4j")

    def recipe(folder: Path) -> Neo4jRecipe:
        made = Neo4jRecipe(folder, found, *free_ports(2), password=secrets.token_urlsafe(12), plugins=False)
        made.prepare()
        neo4j_admin(made, export, "database", "import", "full", "neo4j", "@import.args")
        return made

    return own.start(recipe)


def neo4j_admin(recipe: Neo4jRecipe, folder: Path, *arguments: str) -> None:
    """Run ``neo4j-admin`` in this folder."""
    path = ["-cp", f"{recipe.jars / 'lib'}/*"]
    command = [java(), "-Xmx512m", *JVM, *for_newer_java(), *path, "org.neo4j.cli.AdminTool", *arguments]
    environment = os.environ | recipe.environment
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


def finish(server: Server, export: Path) -> None:
    """Run ``finish.cypher`` as cypher-shell does: statement by statement, each in a transaction of its own."""
    statements = (export / "finish.cypher").read_text("utf-8").split(";\n")
    with connected(server.access) as driver, driver.session() as session:
        for statement in filter(str.strip, statements):
            session.run(statement).consume()  # type: ignore[arg-type] - not a literal: it is what a person runs


def indexes(server: Server) -> set[str]:
    """The names of all indexes, those of constraints among them."""
    with connected(server.access) as driver, driver.session() as session:
        return {row["name"] for row in session.run("SHOW INDEXES YIELD name")}


@pytest.mark.slow
def test_an_imported_graph_is_the_same(tmp_path: Path) -> None:
    with graph_of(sample_records()) as graph:
        graph.find_communities()
        add_awkward(graph)
        wanted, kept = exported(graph), everything(graph.store)
        ledger = graph.store.ledger()
        export_for_loader(graph.store, str(tmp_path / "out"), "neo4j-admin")
    files = files_of(tmp_path / "out")  # the importer leaves a report there
    with imported(tmp_path / "out") as server:
        with pytest.raises(NotAnIdentityGraph):
            open_store(server.url, Settings(), create=False).close()
        finish(server, tmp_path / "out")
        finish(server, tmp_path / "out")  # may be run again
        with IdentityGraph.open(server.url, create=False) as graph:
            assert differences(exported(graph), wanted) == {}
            assert everything(graph.store) == kept
            assert graph.store.ledger() == ledger
            made = indexes(server)
            graph.store.change_schema(SchemaChange(), graph.store.schema_state())  # type: ignore[arg-type] - it has one
            assert indexes(server) == made, "the store would make others"
            export_for_loader(graph.store, str(tmp_path / "again"), "neo4j-admin")
            assert files_of(tmp_path / "again") == files
            again = graph.load_batch(sample_records())
            assert (again.new, again.changed) == (0, 0)
            assert graph.resolve().written == 0
            assert graph.store.apply(changes(phone("new"), reference="after the import")).nodes_written == 1
            assert graph.store.ledger()[-1].sequence == ledger[-1].sequence + 1


def add_awkward(graph: IdentityGraph) -> None:
    """What a CSV file can lose."""
    ring, other = phone(1), record("other")
    elements: list[Node | Link] = [ring, other, identity(other)]
    for number, text in enumerate(AWKWARD):
        ana = record(f"text {number}", country=text)
        one = identity(ana, probability=-0.0, records=-(2**63))
        elements += [ana, one, link("HAS_PHONE", ana, ring, tier=text, records=2**63 - 1)]
        elements.append(link("RESOLVES_TO", ana, one, probability=5e-324))
    for number, texts in enumerate(LISTS):
        ana = record(f"list {number}")
        one = identity(ana, sources=texts)
        elements += [ana, one, link("HAS_PHONE", one, ring, sources=texts), link("SAME_AS", ana, other, rules=texts)]
        elements.append(link("RESOLVES_TO", ana, one))
    elements.append(link("RESOLVES_TO", other, identity(other)))
    graph.store.apply(changes(*elements, keys={other.id: (-(2**63), 2**63 - 1)}))
