"""What keeps an analyst on Community edition from writing, and what does not (docs/guides/browser.md)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString, cast

import pytest
from browser.conftest import BROWSER
from neo4j import Driver, RoutingControl
from neo4j.exceptions import ClientError
from servers import Server, own, serving
from servers.maven import jars
from servers.neo4j_server import Neo4jRecipe, connected
from servers.processes import free_ports

MARK = "read_only"


@dataclass(frozen=True)
class Copied(Neo4jRecipe):
    """A server whose graph is read-only from the next start on, once its folder is marked."""

    def settings(self) -> dict[str, str]:
        marked = (self.folder / MARK).exists()
        return super().settings() | ({"server.databases.read_only": "neo4j"} if marked else {})


@pytest.fixture(scope="module")
def copy() -> Iterator[Driver]:
    """A graph of one identity on a server that does not let it be written."""
    folders: list[Path] = []

    def recipe(folder: Path) -> Neo4jRecipe:
        folders.append(folder)
        return Copied(folder, jars("neo4j"), *free_ports(2), password="one-of-a-test", plugins=False)

    with serving(lambda: own.start(recipe)) as server:
        with connected(server.access) as driver:
            driver.execute_query("CREATE (:Identity {id: 'idn_one'})")
        (folders[-1] / MARK).touch()
        server.restart()
        with connected(server.access) as driver:
            yield driver


def test_a_read_only_database_answers_and_refuses_writes(copy: Driver) -> None:
    assert copy.execute_query("MATCH (i:Identity) RETURN i.id AS id").records[0]["id"] == "idn_one"
    with pytest.raises(ClientError) as refused:
        copy.execute_query("MATCH (i:Identity) DETACH DELETE i")
    assert refused.value.code == "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase"


def test_users_can_still_be_made_there(copy: Driver) -> None:
    """The Community edition has no roles: everybody who may sign in is an administrator."""
    copy.execute_query("CREATE USER someone SET PASSWORD 'another-of-a-test'", database_="system")
    copy.execute_query("DROP USER someone", database_="system")


def test_a_session_in_read_mode_refuses_writes(neo4j_server: Server) -> None:
    with connected(neo4j_server.access) as driver, pytest.raises(ClientError) as refused:
        driver.execute_query("CREATE (:Identity {id: 'idn_one'})", routing_=RoutingControl.READ)
    assert refused.value.code == "Neo.ClientError.Statement.AccessMode"


def test_the_commands_for_enterprise_are_well_formed(neo4j_server: Server) -> None:
    """Community knows their syntax and refuses to run them; a word it did not know would be a `SyntaxError`."""
    lines = (BROWSER / "enterprise" / "analyst_role.cypher").read_text("utf-8").splitlines()
    text = "\n".join(
        line.removeprefix("// ") for line in lines if not line.startswith("// ") or line.startswith("// DENY")
    )
    statements = [statement.strip() for statement in text.split(";") if statement.strip()]
    with connected(neo4j_server.access) as driver:
        for statement in statements:
            if statement.startswith("CREATE USER"):
                continue  # the one that Community would run
            with pytest.raises(ClientError) as refused:
                driver.execute_query(cast("LiteralString", statement), database_="system")
            assert refused.value.code == "Neo.ClientError.Statement.UnsupportedAdministrationCommand", statement
