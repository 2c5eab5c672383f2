"""A demo graph, and a shell to ask it with."""

import shutil
from pathlib import Path

import pytest
from commands import Shell
from identity_graph_loaders.demo import load_sample

from identity_graph import IdentityGraph
from identity_graph.sample import SampleFiles, write_sample

RECORDS = 450  # fewer than a model is trained on, which would take longer than all the rest


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleFiles:
    return write_sample(tmp_path_factory.mktemp("sample"), RECORDS)


@pytest.fixture(scope="session")
def built(sample: SampleFiles, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, loaded and resolved: copied, never written."""
    path = tmp_path_factory.mktemp("built") / "graph.db"
    with IdentityGraph.open(f"sqlite:{path}") as graph:
        load_sample(graph, sample, quiet=True)
        graph.resolve()
    return path


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    """A graph of one's own."""
    return Path(shutil.copy(built, tmp_path / "graph.db"))


@pytest.fixture
def run(store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Shell:
    """Commands on the graph, in an empty folder."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return Shell(capsys, f"sqlite:{store}")


@pytest.fixture
def empty(tmp_path: Path) -> str:
    """The address of a graph that is not there yet."""
    return f"sqlite:{tmp_path / 'empty.db'}"
