"""The Spark engine on a standalone cluster of two workers on loopback. Only the two: a session starts slowly there."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from exports import export_case
from graphalytics import FOLDER, cases
from pyspark.sql import SparkSession
from servers.failures import Unavailable
from servers.spark_server import SparkCluster, spark_cluster
from spark_settings import MARKS, QUICK

from identity_graph.procedures import spark as engine

pytestmark = [
    *MARKS,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the Graphalytics graphs are not on this machine"),
]
EXECUTORS = {"spark.executor.memory": "512m", "spark.cores.max": "2", "spark.sql.adaptive.enabled": "true"}


@pytest.fixture(scope="module")
def cluster() -> Iterator[SparkCluster]:
    with ExitStack() as stack:
        try:
            yield stack.enter_context(spark_cluster(workers=2))
        except Unavailable as missing:
            pytest.skip(str(missing))


@pytest.fixture(scope="module")
def spark(cluster: SparkCluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """A session whose rounds are kept in a folder, as where executors may be lost."""
    checkpoints = str(tmp_path_factory.mktemp("checkpoints"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        url = cluster.master.url
        with engine.spark_session(url, settings=QUICK | EXECUTORS, checkpoints=checkpoints) as session:
            yield session


@pytest.mark.parametrize("name", ["example-directed-wcc", "test-cdlp-undirected-cdlp"])
def test_expected_output(name: str, spark: SparkSession, tmp_path: Path) -> None:
    case = next(case for case in cases() if case.name == name)
    asked = export_case(case, tmp_path / "export")
    table = engine.run(asked.folder, case.procedure, asked.selection, asked.parameters, spark=spark)
    assert asked.differing(table) == {}


def test_both_workers_work(cluster: SparkCluster, spark: SparkSession) -> None:
    assert spark.range(4, numPartitions=4).groupBy().count().first() == (4,)
    assert cluster.workers_at_work() == 2
