"""Spark in tests: settings for graphs of a few vertices (its own are for many, and compile each query), and marks."""

from typing import Final

import pytest

# PySpark leaves the sockets by which rows come to Python to the garbage collector, and says so (`pyspark/util.py`).
MARKS: Final = [pytest.mark.slow, pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")]
_JAVA: Final = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"

QUICK: Final = {
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
    "spark.driver.extraJavaOptions": _JAVA,
    "spark.executor.extraJavaOptions": _JAVA,
    "spark.driver.memory": "768m",
}
