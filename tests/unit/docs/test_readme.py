"""What the README shows runs, and says what the README says it says."""

import csv
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
IDENTITY_GRAPH = str(Path(sys.executable).with_name("identity-graph"))
README = (ROOT / "README.md").read_text("utf-8")
MARKED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [(match[1], match[2]) for match in MARKED.finditer(README)]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def only(language: str) -> str:
    (text,) = [text for name, text in BLOCKS if name == language]
    return text


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run as a user would: in another folder, as another process."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("IDENTITY_GRAPH")}
    env |= {"NO_COLOR": "1", "PYTHONIOENCODING": "utf-8", "IDENTITY_GRAPH_STORE": "sqlite:own.db"}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=120, check=False)


def test_the_python_example_says_what_it_is_said_to_say(tmp_path: Path) -> None:
    done = run(tmp_path, sys.executable, "-c", only("python"))
    assert done.returncode == 0, done.stderr
    assert done.stdout == only("text")


def test_your_own_file_loads_and_explains(tmp_path: Path) -> None:
    (tmp_path / "customers.csv").write_text(only("csv"), "utf-8")
    (tmp_path / "customers.yaml").write_text(only("yaml"), "utf-8")
    commands = [line for _, text in BLOCKS for line in text.splitlines() if line.startswith("identity-graph ")]
    assert len(commands) == 3
    for command in commands:
        done = run(tmp_path, IDENTITY_GRAPH, *command.split()[1:])
        assert done.returncode == 0, done.stderr
    rows = len(list(csv.reader(only("csv").splitlines()))) - 1
    stats = run(tmp_path, IDENTITY_GRAPH, "stats", "--json")
    assert f'"Record": {rows}' in stats.stdout


def test_every_make_target_named_is_there() -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {name for file in DOCUMENTS for name in re.findall(r"`make ([a-z0-9-]+)", file.read_text("utf-8"))}
    assert named
    assert named <= targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text("utf-8"))
    missing = [link for link in links if not (document.parent / link).exists()]
    assert missing == []
