"""The design's layers hold, and every package has its place in them."""

import os
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "identity_graph"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]


def test_import_contracts_are_kept() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    env = os.environ | {"PYTHONPATH": os.pathsep.join(str(ROOT / part) for part in (".", "api", "loaders"))}
    command = [linter, "--no-cache"]
    run = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]


def test_every_package_of_the_library_has_a_layer() -> None:
    (layers,) = [c["layers"] for c in CONTRACTS if c["type"] == "layers" and c.get("containers") == ["identity_graph"]]
    placed = {name.strip(" ()") for name in chain.from_iterable(layer.split("|") for layer in layers)}
    assert modules() == placed


def test_whoever_may_not_know_a_driver_is_named() -> None:
    """A package the contract forgets could import a database."""
    (named,) = [set(c["source_modules"]) for c in CONTRACTS if "apsw" in c.get("forbidden_modules", ())]
    missing = {f"identity_graph.{name}" for name in modules() - {"stores"}} - named
    assert not missing


@pytest.mark.parametrize("name", ["analytics", "changes", "normalize", "resolution", "trust"])
def test_decisions_touch_no_clock_no_network_no_store(name: str) -> None:
    """DuckDB is a compute engine inside the scorer and the trainer; nothing else of the outside is known there."""
    forbidden = {"apsw", "datetime.now", "os", "random", "requests", "secrets", "socket", "time", "urllib"}
    for file in (LIBRARY / name).rglob("*.py"):
        imported = {line.split()[1].split(".")[0] for line in file.read_text("utf-8").splitlines() if is_import(line)}
        assert not imported & forbidden, file


def modules() -> set[str]:
    return {path.stem for path in LIBRARY.iterdir() if path.stem != "__init__" and is_module(path)}


def is_module(path: Path) -> bool:
    return path.suffix == ".py" or (path / "__init__.py").exists()


def is_import(line: str) -> bool:
    return line.startswith(("import ", "from "))
