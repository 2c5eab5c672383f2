"""The project as others get it: lock files, make targets, tracked files, and the wheel."""

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")
TARGETS = {"bench", "check", "clean", "demo", "format", "help", "lock", "serve", "setup", "test", "wheel"}
COPYLEFT = {"er-evaluation", "igraph"}
PACKAGED = {
    "identity_graph/migrations/v0001_initial.json",
    "identity_graph/normalize/tables/names.yaml",
    "identity_graph/normalize/documents/tables/europe.yaml",
    "identity_graph/sample/countries/eg.yaml",
    "identity_graph/schema/links/same_as.yaml",
    "identity_graph/schema/nodes/record.yaml",
    "identity_graph_api/schema.graphql",
    "identity_graph_loaders/mappings/sample-kyc.yaml",
}


def pins(lock: str) -> dict[str, set[str]]:
    """Package → pinned versions (one for each range of Pythons)."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE):
        found.setdefault(name, set()).add(version)
    return found


def tracked() -> list[Path]:
    """Also what is not committed yet."""
    if not (ROOT / ".git").exists():
        pytest.skip("no git repository here")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes_and_nothing_names_an_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(entries) > 40
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.findall(r"://|--index|--extra-index|--find-links|--trusted-host|file:", text) == []


def test_both_locks_pin_the_same_versions() -> None:
    runtime, development = (pins(lock) for lock in LOCKS)
    assert {name: versions for name, versions in runtime.items() if development.get(name) != versions} == {}


def test_every_dependency_is_locked() -> None:
    groups = PYPROJECT["dependency-groups"]
    wanted = {LOCKS[0]: [*PYPROJECT["project"]["dependencies"], *groups["build"]], LOCKS[1]: groups["dev"]}
    for lock, requirements in wanted.items():
        named = {re.split(r"[\[<>=!~; ]", text)[0].lower() for text in requirements if isinstance(text, str)}
        assert named - set(pins(lock)) == set()


def test_no_copyleft_library_is_installed_by_default() -> None:
    assert COPYLEFT & set(pins(LOCKS[0])) == set()


def test_make_has_the_promised_targets_each_with_a_line_of_help() -> None:
    assert set(re.findall(r"^([a-z0-9-]+):.*## \S", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)) >= TARGETS


def test_the_build_server_runs_the_command_of_the_readme() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "set -euo pipefail" in script.read_text("utf-8")
    assert "make test" in script.read_text("utf-8")


def test_no_tracked_file_names_a_path_of_a_machine() -> None:
    machine = re.compile(rb"/(?:work|root|opt/wheels)/[\w.]|/home/\w+/|/Users/\w+/")
    assert [str(p.relative_to(ROOT)) for p in tracked() if p != Path(__file__) and machine.search(p.read_bytes())] == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    env = {**os.environ, "IDENTITY_GRAPH_COMPILED": "0"}  # compiling takes long, and `make test` has done it in place
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = folder.glob("*.whl")
    return made


@pytest.mark.slow
def test_the_wheel_holds_the_three_packages_their_data_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    version = PYPROJECT["project"]["version"]
    tops = {name.split("/")[0] for name in names}
    assert tops == {
        "identity_graph",
        "identity_graph_api",
        "identity_graph_loaders",
        f"identity_graph-{version}.dist-info",
    }
    cypher = {f"identity_graph/{file.relative_to(ROOT)}" for file in (ROOT / "cypher").rglob("*.*")}
    mappings = {f"identity_graph_loaders/mappings/{file.name}" for file in (ROOT / "loaders" / "mappings").iterdir()}
    assert (PACKAGED | cypher | mappings) - names == set()
    assert [name for name in names if name.endswith((".pyc", ".db", ".orig"))] == []


@pytest.mark.slow
def test_the_installed_wheel_runs_the_demo(wheel: Path, tmp_path: Path) -> None:
    python = environment_with(wheel, tmp_path / "some environment")
    program = str(python.with_name("identity-graph"))
    env = {name: value for name, value in os.environ.items() if not name.startswith(("IDENTITY_GRAPH", "PYTHON"))}

    def run(*command: str) -> str:
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    where = run(str(python), "-c", "import identity_graph_api, identity_graph; print(identity_graph.__file__)")
    assert where.startswith(str(tmp_path))
    assert run(program, "--version") == f"identity-graph {PYPROJECT['project']['version']}\n"
    assert '"pairwise"' in run(program, "--store", "sqlite:graph.db", "demo", "--records", "300", "--json")
    assert "type Query" in run(program, "graphql-schema")


def environment_with(wheel: Path, folder: Path) -> Path:
    """A new environment with the wheel alone in it; what the wheel needs is seen in the environment of this test."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    command = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
    # A path of this kind is only searched, its own .pth files (our editable install) are not read.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return python
