"""Spark's start and end."""

import os
import shutil
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from py4j.protocol import Py4JError  # type: ignore[import-untyped]  # it ships no types
from pyspark import SparkConf, SparkContext
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from identity_graph.errors import SettingsError

_SETTINGS: Final = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    # Rounds that are over are given up when the driver collects garbage; Spark's own 30 minutes keep dozens of them.
    "spark.cleaner.periodicGC.interval": "1min",
    "spark.cleaner.referenceTracking.cleanCheckpoints": "true",
}
_MASTERS: Final = ("local", "spark://", "yarn", "k8s://")
_LOOPBACK: Final = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}


@contextmanager
def started(master: str, settings: Mapping[str, str], checkpoints: str | None) -> Generator[SparkSession]:
    """See `spark_session`."""
    if not master.startswith(_MASTERS):
        raise SettingsError(
            f"the master {master} is none Spark knows: give local[2], spark://HOST:PORT, yarn or k8s://…"
        )
    _need_java()
    if SparkSession.getActiveSession() is not None:
        raise SettingsError("a Spark session already runs in this process, and there can be one: hand it in as `spark`")
    spark = _begun(master, {**_SETTINGS, **(_LOOPBACK if _on_this_machine(master) else {}), **settings})
    try:
        if checkpoints is not None:
            spark.sparkContext.setCheckpointDir(checkpoints)
        yield spark
    finally:
        spark.stop()


def _begun(master: str, settings: Mapping[str, str]) -> SparkSession:
    conf = SparkConf().setMaster(master).setAppName("identity-graph").setAll(list(settings.items()))
    try:
        context = SparkContext(conf=conf)
        try:
            return SparkSession.Builder().getOrCreate()
        except BaseException:
            context.stop()  # the cluster may have ended it already; it would be the next session's
            raise
    except (PySparkException, Py4JError, ValueError) as error:
        raise SettingsError(
            f"Spark did not start with the master {master} ({_reason(error)}): is it up, does it run the same "
            "version of Spark, and is Java 17 or 21 here?"
        ) from error


def _reason(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    said = [line for line in lines if not line.startswith("An error occurred while calling")]
    first = (said or lines or [type(error).__name__])[0].removeprefix(": ")
    return "it did not answer, or ended the application" if "stopped SparkContext" in first else first


def _on_this_machine(master: str) -> bool:
    return master.startswith(("local", "spark://127.0.0.1:", "spark://localhost:"))


def _need_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if not (home and (Path(home) / "bin" / "java").exists()) and shutil.which("java") is None:
        raise SettingsError("Spark needs Java 17 or 21: install it, and set JAVA_HOME or put `java` on the PATH")
