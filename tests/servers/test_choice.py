"""What happens where a server, its jars or its port are not to be had. Shell scripts stand in for Maven and Java."""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import pytest

from servers import PortTaken, StartFailed, Unavailable, maven, own, serving
from servers.access import Access, parse
from servers.choice import neo4j_of_this_run
from servers.processes import free_ports, java

FETCHES = """#!/bin/sh
echo called >> "$0.calls"
for word in "$@"; do case "$word" in -Djars=*) mkdir "${word#-Djars=}/lib";; esac; done
"""
FAILS = """#!/bin/sh
echo '[ERROR] Could not resolve dependencies'
exit 1
"""
OWNER = """
import sys
from pathlib import Path
from servers import own
from servers.test_choice import Sleeper
server = own.start(Sleeper)
print(server.pid, server.logs.parent, flush=True)
sys.stdin.read()
"""


@dataclass
class Sleeper:
    """A server that does nothing."""

    folder: Path
    ports: list[int] = field(default_factory=lambda: free_ports(1))
    script: str = "exec sleep 600"
    name: str = "sleeper"

    access = Access("bolt", "127.0.0.1", 1)
    environment: dict[str, str] = field(default_factory=dict)

    def prepare(self) -> None:
        pass

    def command(self) -> list[str]:
        return ["/bin/sh", "-c", self.script]

    def ready(self) -> bool:
        return "sleep" in self.script

    def empty(self, *, shape: bool = False) -> None:
        pass


@pytest.fixture
def bin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder with programs, beside those of the system."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "mkdir"):
        (folder / name).symlink_to(f"/bin/{name}")
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    return folder


def write_program(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")
    file.chmod(0o755)


def test_without_java_or_maven_the_reason_says_so(bin: Path, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"no Java .*`java` is not on the PATH"):
        java()
    with pytest.raises(Unavailable, match=r"no Maven .*`mvn` is not on the PATH"):
        maven.jars("neo4j", tmp_path)


def test_when_maven_fails_the_reason_is_what_it_said_and_the_next_run_tries_again(bin: Path, tmp_path: Path) -> None:
    write_program(bin / "mvn", FAILS)
    with pytest.raises(Unavailable, match="Could not resolve dependencies"):
        maven.jars("neo4j", tmp_path)
    write_program(bin / "mvn", FETCHES)
    assert (maven.jars("neo4j", tmp_path) / "lib").is_dir()


def test_workers_fetch_jars_once(bin: Path, tmp_path: Path) -> None:
    write_program(bin / "mvn", FETCHES)
    workers = [Thread(target=maven.jars, args=("gremlin/s37", tmp_path / "a place")) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (bin / "mvn.calls").read_text() == "called\n"


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)])
def test_tests_are_skipped_but_fail_on_a_build_server(
    ci: str, outcome: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", ci)
    (port,) = free_ports(1)
    monkeypatch.setenv("IDENTITY_GRAPH_TEST_NEO4J", f"bolt://someone:secret@127.0.0.1:{port}")
    with pytest.raises(outcome, match="IDENTITY_GRAPH_TEST_NEO4J names") as raised, serving(neo4j_of_this_run):
        pass
    assert "secret" not in str(raised.value)


def test_a_taken_port_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=f"sleeper cannot start: port {port} is in use"):
            own.start(lambda folder: Sleeper(folder, [port]))


def test_who_was_quicker_with_the_port_is_avoided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own, "PLACE", tmp_path)
    scripts = iter(["echo java.net.BindException: Address already in use; exit 1", "exec sleep 600"])
    server = own.start(lambda folder: Sleeper(folder, script=next(scripts)))
    server.stop()


def test_a_failed_start_says_what_the_log_says_and_keeps_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own, "PLACE", tmp_path)
    folders: list[Path] = []

    def broken(folder: Path) -> Sleeper:
        folders.append(folder)
        return Sleeper(folder, script="echo Wrong heap; exit 3")

    with pytest.raises(StartFailed, match=r"(?s)sleeper: .* code 3 .*Wrong heap\nlogs kept in") as raised:
        own.start(broken)
    kept = Path(str(raised.value).split("logs kept in ")[1])
    assert (kept / "console.log").read_text() == "Wrong heap\n"
    assert [folder for folder in folders if folder.exists()] == []


def test_a_server_ends_with_its_killed_owner() -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (maven.HERE.parent, maven.HERE.parents[1])))}
    command = [sys.executable, "-c", OWNER]
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout
        pid, _, folder = owner.stdout.readline().strip().partition(" ")
        assert Path(folder).exists()
        owner.send_signal(signal.SIGKILL)
    assert until_gone(int(pid), Path(folder))


def until_gone(pid: int, folder: Path) -> bool:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if not folder.exists() and not Path(f"/proc/{pid}/cmdline").exists():
            return True
        time.sleep(0.05)
    return False


def test_a_url_goes_both_ways() -> None:
    access = parse("neo4j+s://ann:a%2Fb%40@db.example/people?x=1", port=7687)
    assert (access.user, access.password, access.port) == ("ann", "a/b@", 7687)
    assert access.shown == "neo4j+s://db.example:7687/people?x=1"
    assert parse(access.url, port=1) == access
    assert "a/b@" not in repr(access)
    other = parse("ws://[::1]", port=8182, user="u", password="p")
    assert (other.shown, other.url) == ("ws://[::1]:8182", "ws://u:p@[::1]:8182")


def test_tests_without_a_server_stay_with_their_file(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("xdist_group").args == (request.node.location[0],)
