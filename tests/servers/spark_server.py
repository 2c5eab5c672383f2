"""A standalone Spark cluster of this machine: a master and workers, from the jars that PySpark brings."""

import importlib.util
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from servers.access import Access
from servers.failures import Unavailable
from servers.own import start
from servers.processes import free_ports, java, tuned

PACKAGE = "org.apache.spark.deploy"
OPENED = ("java.nio", "sun.nio.ch")
"""Packages of java.base that Spark's network layer reads by reflection."""
ANSWER_TIMEOUT_S = 10


@dataclass(frozen=True)
class SparkRecipe:
    """One daemon: the master, or, where there is a ``master``, a worker of one core."""

    folder: Path
    home: Path
    port: int
    http: int
    master: Access | None = None

    @property
    def name(self) -> str:
        return "spark-worker" if self.master else "spark-master"

    @property
    def ports(self) -> list[int]:
        return [self.port, self.http]

    @property
    def access(self) -> Access:
        return Access("spark", "127.0.0.1", self.port, http=f"http://127.0.0.1:{self.http}")

    @property
    def environment(self) -> dict[str, str]:
        scala = next(self.home.glob("jars/spark-core_*.jar")).name.split("_")[1].split("-")[0]  # a worker asks for it
        return {"SPARK_HOME": str(self.home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_SCALA_VERSION": scala}

    def prepare(self) -> None:
        (self.folder / "work").mkdir(exist_ok=True)

    def command(self) -> list[str]:
        opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED]
        run = [java(), "-Xmx256m", *tuned(False), *opened, "-cp", f"{self.home}/jars/*"]
        where = ["--host", "127.0.0.1", "--port", str(self.port), "--webui-port", str(self.http)]
        if self.master is None:
            return [*run, f"{PACKAGE}.master.Master", *where]
        worker = ["--cores", "1", "--memory", "1g", "--work-dir", str(self.folder / "work")]
        return [*run, f"{PACKAGE}.worker.Worker", *where, *worker, self.master.url]

    def ready(self) -> bool:
        """The master is in office; it knows the worker."""
        state = _state(self.master or self.access)
        if self.master is None:
            return bool(state.get("status") == "ALIVE")
        return any(w["port"] == self.port and w["state"] == "ALIVE" for w in state.get("workers", ()))

    def empty(self, *, shape: bool = False) -> None:
        """It holds no data."""


@dataclass(frozen=True)
class SparkCluster:
    """A cluster that runs."""

    master: Access

    def workers_at_work(self) -> int:
        """How many workers have given their core to an application."""
        return sum(worker["coresused"] > 0 for worker in _state(self.master)["workers"])


@contextmanager
def spark_cluster(workers: int) -> Iterator[SparkCluster]:
    """A cluster, until the block ends. Raises `Unavailable`."""
    home = _home()
    with ExitStack() as stack:
        master = stack.enter_context(_running(lambda folder: SparkRecipe(folder, home, *free_ports(2))))
        for _ in range(workers):
            stack.enter_context(_running(lambda folder: SparkRecipe(folder, home, *free_ports(2), master=master)))
        yield SparkCluster(master)


@contextmanager
def _running(recipe: Callable[[Path], SparkRecipe]) -> Iterator[Access]:
    server = start(recipe)
    try:
        yield server.access
    finally:
        server.shut_down()  # in order: a worker ends its executors
        server.stop()


def _home() -> Path:
    java()
    found = importlib.util.find_spec("pyspark")
    if found is None or found.origin is None:
        raise Unavailable("there is no PySpark: pip install 'identity-graph[spark]'")
    return Path(found.origin).parent


def _state(master: Access) -> dict[str, Any]:
    try:
        with urllib.request.urlopen(f"{master.http}/json/", timeout=ANSWER_TIMEOUT_S) as answer:
            state: dict[str, Any] = json.load(answer)
            return state
    except (urllib.error.URLError, OSError, ValueError):
        return {}
