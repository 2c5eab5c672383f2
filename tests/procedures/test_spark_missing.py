"""What is said where the Spark engine has no Spark."""

import sys

import pytest

from identity_graph.analytics.selection import Selection
from identity_graph.errors import SettingsError
from identity_graph.procedures import spark as engine


def test_without_pyspark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(SettingsError, match=r"pip install 'identity-graph\[spark\]'"), engine.spark_session():
        pass
    with pytest.raises(SettingsError, match=r"pip install 'identity-graph\[spark\]'"):
        engine.run("export", "wcc", Selection(("HAS_PHONE",)))


def test_without_java(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SettingsError, match="Java 17 or 21"), engine.spark_session():
        pass


def test_a_master_that_is_none() -> None:
    with pytest.raises(SettingsError, match="spork://here is none Spark knows"), engine.spark_session("spork://here"):
        pass
