"""``export`` for bulk loaders, and Neptune's loader started from the command line, against a fake of it."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import Shell
from unit.bulk.neptune_fake import BROKEN, KEY, REGION, SECRET, Fake, neptune_fake, status

from identity_graph.bulk import neptune_load, read_manifest

ROLE = "arn:aws:iam::123456789012:role/load"
FORMATS = ["neo4j-admin", "neptune-csv", "neptune-opencypher-csv"]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder that is not there, in one that is empty."""
    (tmp_path / "exports").mkdir()
    return tmp_path / "exports" / "out"


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[Fake]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.delenv("AWS_SESSION_TOKEN", raising=False)
    monkeypatch.setattr(neptune_load, "POLL_S", 0.0)
    monkeypatch.setattr(neptune_load, "_BACK_OFF_S", 0.0)
    with neptune_fake() as made:
        yield made


def load_options(fake: Fake) -> list[str]:
    """Those a load cannot do without."""
    return ["--start-neptune-load", "--neptune-endpoint", fake.url, "--iam-role-arn", ROLE, "--region", REGION]


@pytest.mark.parametrize("format", FORMATS)
def test_export(run: Shell, out: Path, format: str) -> None:
    done = run("export", out, "--format", format, "--json").json
    assert done["format"] == format
    assert sum(file["rows"] for file in done["files"]) == done["rows"] > 0
    assert all((out / file["name"]).stat().st_size == file["bytes"] for file in done["files"])
    assert "README.md" in run("export", out.parent / "again", "--format", format).out
    again = run("export", out, "--format", format)
    assert (again.code, "not empty" in again.err) == (2, True)


def test_an_unknown_format(run: Shell, out: Path) -> None:
    done = run("export", out, "--format", "graphml")
    assert (done.code, "neptune-opencypher-csv" in done.err) == (2, True)


KILLED_AT_ITS_END = """
import os, signal
from identity_graph.bulk import folder
from identity_graph.cli import main
folder._flush = lambda _: os.kill(os.getpid(), signal.SIGKILL)
main()
"""
"""All files are written, their folder has not got its name yet."""


def test_a_killed_export_is_not_there(run: Shell, store: Path, out: Path) -> None:
    words = ["--store", f"sqlite:{store}", "export", str(out), "--format", "neptune-csv"]
    process = subprocess.run([sys.executable, "-c", KILLED_AT_ITS_END, *words], check=False)
    assert process.returncode == -signal.SIGKILL
    assert [path.name for path in out.parent.iterdir()] == [".out.partial"]
    assert (out.parent / ".out.partial" / "manifest.json").exists()
    assert read_manifest(str(out)) is None
    assert run("export", out, "--format", "neptune-csv").code == 0
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_neptune_loads_what_was_uploaded(run: Shell, out: Path, fake: Fake) -> None:
    run("export", out, "--format", "neptune-csv")
    fake.statuses = [status("LOAD_IN_PROGRESS", totalRecords=3), status("LOAD_COMPLETED", totalRecords=7)]
    words = ["export", out, "--format", "neptune-csv", *load_options(fake), "--s3-source", "s3://bucket/graph/"]
    done = run(*words, "--json")
    assert done.json["load"]["records"] == 7
    assert fake.loads["load-1"]["source"] == "s3://bucket/graph/"
    assert "load-1" in done.err
    assert "7 rows" in run(*words, "--neptune-load-id", "load-1").out
    assert len(fake.loads) == 1


def test_a_failed_load(run: Shell, out: Path, fake: Fake) -> None:
    run("export", out, "--format", "neptune-opencypher-csv")
    fake.statuses = [status("LOAD_DATA_DEADLOCK")]
    fake.faults.append(BROKEN)
    words = ["export", out, "--format", "neptune-opencypher-csv", *load_options(fake)]
    done = run(*words, "--s3-source", "s3://bucket/graph/", "--neptune-parallelism", "HIGH")
    assert (done.code, "--neptune-parallelism LOW" in done.err) == (7, True)
    assert fake.loads["load-1"]["format"] == "opencypher"


@pytest.mark.parametrize("missing", ["--neptune-endpoint", "--iam-role-arn", "--region", "--s3-source"])
def test_what_a_load_needs(run: Shell, out: Path, fake: Fake, missing: str) -> None:
    run("export", out, "--format", "neptune-csv")
    options = [*load_options(fake), "--s3-source", "s3://bucket/graph/"]
    at = options.index(missing)
    done = run("export", out, "--format", "neptune-csv", *options[:at], *options[at + 2 :])
    assert (done.code, missing in done.err, fake.loads) == (2, True, {})


def test_only_a_finished_export_of_neptune_is_loaded(run: Shell, out: Path, fake: Fake) -> None:
    options = [*load_options(fake), "--s3-source", "s3://bucket/graph/"]
    for words, said in [
        (["--format", "neptune-csv"], "no finished export"),
        (["--format", "neo4j-admin"], "needs --format"),
        ([], "needs --format"),
    ]:
        done = run("export", out, *words, *options)
        assert (done.code, said in done.err) == (2, True), done.err
    run("export", out, "--format", "neptune-csv")
    done = run("export", out, "--format", "neptune-opencypher-csv", *options)
    assert (done.code, "of the format neptune-csv" in done.err) == (2, True)
    assert fake.loads == {}
