"""Servers in containers. Not tried by the authors' own runs, which have no Docker engine: jars are what they prove.

testcontainers' own reaper removes the containers of a killed test run.
"""

import gc
import shutil
import tempfile
import time
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path

from testcontainers.core.container import DockerContainer
from testcontainers.core.docker_client import DockerClient

from servers import gremlin_server, neo4j_server
from servers.access import Access
from servers.failures import StartFailed
from servers.processes import START_TIMEOUT_S, free_ports
from servers.server import Server

NEO4J_IMAGE = "neo4j:5.26.30-community"
GREMLIN_IMAGES = {"s37": "tinkerpop/gremlin-server:3.7.5", "s38": "tinkerpop/gremlin-server:3.8.1"}


class ContainerServer(Server):
    """A container on ports of this machine that it keeps when it is started again."""

    def __init__(
        self, container: DockerContainer, access: Access, answers: Callable[[Access], bool], folder: Path
    ) -> None:
        self._container = container
        self._access = access
        self._answers = answers
        self._folder = folder
        self._container.start()
        self._wait()

    @property
    def access(self) -> Access:
        return self._access

    @property
    def logs(self) -> Path:
        (self._folder / "container.log").write_bytes(b"".join(self._container.get_logs()))
        return self._folder

    def kill(self) -> None:
        self._container.get_wrapped_container().kill()

    def restart(self) -> None:
        self._container.get_wrapped_container().restart(timeout=0)
        self._wait()

    def stop(self) -> None:
        self._container.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def empty(self, *, shape: bool = False) -> None:
        if self._access.http:
            neo4j_server.empty(self._access, shape=shape)
        else:
            gremlin_server.empty(self._access)

    def _wait(self) -> None:
        deadline = time.monotonic() + START_TIMEOUT_S
        while not self._answers(self._access):
            if time.monotonic() > deadline:
                said = b"".join(self._container.get_logs()).decode("utf-8", "replace")
                self.stop()
                raise StartFailed(f"the container was not ready after {START_TIMEOUT_S} s:\n{said[-4000:]}")
            time.sleep(0.5)


@cache
def engine_answers() -> bool:
    """Whether there is a Docker engine."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves its socket behind when nobody answers
        try:
            return bool(DockerClient().client.ping())
        except Exception:  # whatever is wrong with it, there is none
            return False
        finally:
            gc.collect()


def neo4j(password: str, heap: str, *, plugins: bool) -> ContainerServer:
    bolt, http = free_ports(2)
    container = (
        DockerContainer(NEO4J_IMAGE)
        .with_env("NEO4J_AUTH", f"{neo4j_server.USER}/{password}")
        .with_env("NEO4J_PLUGINS", '["apoc", "graph-data-science"]' if plugins else "[]")
        .with_env("NEO4J_server_memory_heap_initial__size", heap)
        .with_env("NEO4J_server_memory_heap_max__size", heap)
        # neo4j:// asks the server where it is.
        .with_env("NEO4J_server_bolt_advertised__address", f"127.0.0.1:{bolt}")
        .with_bind_ports(7687, bolt)
        .with_bind_ports(7474, http)
    )
    address = f"http://127.0.0.1:{http}"
    access = Access("neo4j", "127.0.0.1", bolt, neo4j_server.USER, password, http=address)
    return ContainerServer(container, access, neo4j_server.answers, Path(tempfile.mkdtemp()))


def gremlin(line: str) -> ContainerServer:
    (port,) = free_ports(1)
    folder = Path(tempfile.mkdtemp())
    gremlin_server.write_conf(folder / "conf", seen_as=Path("/graph"), host="0.0.0.0", port=8182)
    folder.chmod(0o755)  # the server in the container is another user
    container = (
        DockerContainer(GREMLIN_IMAGES[line])
        # Past the image's own start script, which writes another host into the configuration.
        .with_kwargs(entrypoint="/opt/gremlin-server/bin/gremlin-server.sh")
        .with_command("/graph/gremlin-server.yaml")
        .with_volume_mapping(str(folder / "conf"), "/graph", "ro")
        .with_bind_ports(8182, port)
    )
    return ContainerServer(container, Access("ws", "127.0.0.1", port), gremlin_server.answers, folder)
