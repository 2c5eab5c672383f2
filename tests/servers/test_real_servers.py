"""Real servers: they start, answer, are killed, start again, and leave nothing behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from servers import Server, Unavailable, neo4j_server, play, serving, start_gremlin, start_neo4j
from servers import gremlin_server as gremlin
from servers.access import Access, parse
from servers.choice import gremlin_of_this_run, unavailable
from servers.maven import HERE, jars
from servers.own import OwnServer
from servers.processes import java


def test_tests_of_one_server_share_a_worker(request: pytest.FixtureRequest, gremlin_server: Server) -> None:
    assert request.node.get_closest_marker("xdist_group").args == ("gremlin",)


def is_running(pid: int | None) -> bool:
    assert pid
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.slow
def test_neo4j_keeps_its_data_through_a_kill_and_leaves_nothing_when_stopped() -> None:
    with serving(lambda: start_neo4j(tls=True)) as server:
        assert isinstance(server, OwnServer)
        assert server.shown == f"neo4j+s://127.0.0.1:{server.port}"
        with neo4j_server.connected(server.access) as driver:
            driver.execute_query("CREATE CONSTRAINT unique FOR (n:Thing) REQUIRE n.id IS UNIQUE")
            driver.execute_query("UNWIND range(1, 12000) AS id CREATE (:Thing {id: id})")
            (names,), _, _ = driver.execute_query(
                "SHOW PROCEDURES YIELD name WHERE name IN ['apoc.meta.stats', 'gds.wcc.stream'] RETURN collect(name)"
            )
            assert sorted(names[0]) == ["apoc.meta.stats", "gds.wcc.stream"]
        server.kill()
        assert not neo4j_server.answers(server.access)
        server.restart()
        assert counted(server.access) == (12000, 1)
        server.empty()
        assert counted(server.access) == (0, 1)
        server.empty(shape=True)
        assert counted(server.access) == (0, 0)
        pid = server.pid
    assert not is_running(pid)
    assert not server.logs.parent.exists()


def counted(access: Access) -> tuple[int, int]:
    """Nodes and constraints."""
    with neo4j_server.connected(access) as driver:
        (nodes,) = driver.execute_query("MATCH (n) RETURN count(n) AS count").records
        return nodes["count"], len(driver.execute_query("SHOW CONSTRAINTS").records)


@pytest.mark.slow
def test_gremlin_server_starts_empty_after_a_kill_and_leaves_nothing_when_stopped() -> None:
    with serving(lambda: start_gremlin("s38", auth=True, tls=True)) as server:
        assert isinstance(server, OwnServer)
        assert server.shown == f"wss://127.0.0.1:{server.port}"
        assert vertices(server.access, add=True) == 1
        wrong = Access("wss", server.host, server.port, server.user, "wrong", ca_file=server.ca_file)
        assert not gremlin.answers(wrong)
        server.kill()
        assert not gremlin.answers(server.access)
        server.restart()
        assert vertices(server.access) == 0
        pid = server.pid
    assert not is_running(pid)
    assert not server.logs.parent.exists()


def vertices(access: Access, *, add: bool = False) -> int:
    if add:
        gremlin.ask(access, "g.addV('Thing').property(id, 'one')")
    (count,) = gremlin.ask(access, "g.V().count()")
    return int(count)


def test_a_server_can_be_given_by_its_address(gremlin_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    gremlin_server.empty()
    assert vertices(gremlin_server.access, add=True) == 1
    monkeypatch.setenv("IDENTITY_GRAPH_TEST_GREMLIN", gremlin_server.url)
    given = gremlin_of_this_run()
    assert given.shown == gremlin_server.shown
    given.empty()
    assert vertices(gremlin_server.access) == 0
    with pytest.raises(Unavailable, match="IDENTITY_GRAPH_TEST_GREMLIN: tests may not kill it"):
        given.kill()
    given.stop()
    assert vertices(gremlin_server.access) == 0


def test_gremlin_server_s_graph_is_restricted_as_neptune_is(gremlin_server: Server) -> None:
    gremlin_server.empty()
    access = gremlin_server.access
    gremlin.ask(access, "g.addV('Thing').property(id, 'one').property('name', 'a').property('name', 'b')")
    assert gremlin.ask(access, "g.V('one').values('name')") == ["a", "b"]
    assert gremlin.ask(access, "g.V('one').properties().count()") == [2]
    with pytest.raises(gremlin.GremlinError, match="lambda"):
        gremlin.ask(access, "g.V().map{it.get()}")
    with pytest.raises(gremlin.GremlinError, match="does not allow the use of a GraphComputer"):
        gremlin.ask(access, "g.withComputer().V().pageRank()")
    gremlin_server.empty()


PLAY = """
import sys
from pathlib import Path
from servers import play
server, was_running = play.start("gremlin", Path(sys.argv[1]))
print(was_running, server.access.url)
"""


@pytest.mark.slow
def test_a_person_s_server_stays_until_it_is_stopped(tmp_path: Path) -> None:
    try:
        jars("gremlin/s37")
        java()
    except Unavailable as reason:
        unavailable(reason)
    place = tmp_path / "a place"
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    command = [sys.executable, "-c", PLAY, str(place)]
    try:
        said = [
            subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.split()
            for _ in range(2)
        ]
        assert [words[0] for words in said] == ["False", "True"]
        assert said[0][1] == said[1][1]
        access = parse(said[0][1], port=8182)
        assert gremlin.answers(access)
    finally:
        assert play.stop("gremlin", place)
    assert not gremlin.answers(access)
    assert not play.stop("gremlin", place)
