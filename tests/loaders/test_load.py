"""A load from files to a graph: batches, resuming, repeated records, memory, the command line."""

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
import typer
from identity_graph_loaders import command
from identity_graph_loaders.load import FileReport, LoadOptions, load_files
from loaders.factory import RememberingGraph, load, mapping
from typer.testing import CliRunner

from identity_graph.errors import MappingError, SettingsError, TooManyBadRows

MAPPING = "record_id: id\nnames: [{full: name}]\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.yaml").write_text(MAPPING)
    return tmp_path


def people(path: Path, count: int, bad: int = 0) -> str:
    path.write_text("id,name\n" + "".join(f"{i},Ana {i}\n" for i in range(count)) + "only one field\n" * bad)
    return str(path)


OPTIONS = LoadOptions(source="crm", mapping="m.yaml", batch_rows=100)


def test_loads_in_batches_and_reports(folder: Path) -> None:
    graph, heard = RememberingGraph(), list[FileReport]()
    report = load_files(graph, [people(folder / "a.csv", 250, bad=2)], OPTIONS, heard.append)
    (file,) = report.files
    assert (file.rows, file.new, file.changed, file.bad, file.batches) == (252, 250, 0, 2, 3)
    assert file.quarantine == str(folder / "a.csv.quarantine.jsonl")
    assert [heard_one.rows for heard_one in heard] == [100, 200, 252]
    assert not report.nothing_new


def test_the_same_file_twice_writes_nothing_new(folder: Path) -> None:
    graph, path = RememberingGraph(), people(folder / "a.csv", 250)
    load_files(graph, [path], OPTIONS)
    report = load_files(graph, [path], OPTIONS)
    assert report.nothing_new
    assert (report.files[0].unchanged, report.files[0].resumed) == (250, 3)
    assert len(graph.batches) == 3


def test_an_interrupted_load_resumes_and_its_quarantine_is_complete(folder: Path) -> None:
    lines = ["id,name", *(f"{i},Ana" if i % 50 else "bad" for i in range(400))]
    (folder / "a.csv").write_text("\n".join(lines))
    graph = RememberingGraph(dies_after=2)
    with pytest.raises(KeyboardInterrupt):
        load_files(graph, ["a.csv"], OPTIONS)
    assert len((folder / "a.csv.quarantine.jsonl").read_text().splitlines()) == 6
    graph.dies_after = None
    report = load_files(graph, ["a.csv"], OPTIONS)
    assert report.files[0].resumed == 2
    assert len(graph.records) == 392
    assert len((folder / "a.csv.quarantine.jsonl").read_text().splitlines()) == 8


def test_too_many_bad_rows_keep_what_was_loaded(folder: Path) -> None:
    graph = RememberingGraph()
    with pytest.raises(TooManyBadRows):
        load_files(
            graph, [people(folder / "a.csv", 250, bad=6)], LoadOptions("crm", "m.yaml", max_bad=5, batch_rows=100)
        )
    assert len(graph.records) == 250


def test_one_quarantine_for_all_where_it_is_named(folder: Path) -> None:
    paths = [people(folder / f"{name}.csv", 1, bad=1) for name in "ab"]
    load_files(RememberingGraph(), paths, LoadOptions("crm", "m.yaml", quarantine=folder / "q.jsonl"))
    kept = [json.loads(line) for line in (folder / "q.jsonl").read_text().splitlines()]
    assert [line["file"] for line in kept] == paths


def test_repeated_and_superseded_records_in_a_batch(folder: Path) -> None:
    (folder / "a.csv").write_text("id,name\n1,Ana\n2,Bo\n1,Ana\n1,Anna\n")
    read = load(folder / "a.csv", mapping())
    assert [(record.record_id, record.names[0].full) for record in read.records] == [("2", "Bo"), ("1", "Anna")]
    (bad,) = read.bad
    assert (bad.line, bad.raw) == (4, "1,Ana")
    assert bad.reason == "superseded by line 5, which has the same record id"


def test_a_file_without_mapping_names_the_ready_ones_and_its_columns(folder: Path) -> None:
    with pytest.raises(MappingError, match=r"ready one.*febrl.*The file has: id, name"):
        load_files(RememberingGraph(), [people(folder / "a.csv", 1)], LoadOptions("crm"))


@pytest.mark.parametrize(
    ("inputs", "options"),
    [
        ([], LoadOptions()),
        (["-", "-"], LoadOptions()),
        (["a.csv"], LoadOptions(max_bad=-1)),
        (["a.csv"], LoadOptions("crm", "m.yaml", batch_rows=0)),
        (["a.csv"], LoadOptions("crm", "senzing", format="csv")),
    ],
)
def test_wrong_options(folder: Path, inputs: list[str], options: LoadOptions) -> None:
    people(folder / "a.csv", 1)
    with pytest.raises(SettingsError):
        load_files(RememberingGraph(), inputs, options)


class Counting(RememberingGraph):
    """Keeps nothing."""

    def load_batch(self, records: Any) -> Any:
        """Forget them."""
        return RememberingGraph().load_batch(records)


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_memory_does_not_grow_with_the_file(folder: Path, ending: str) -> None:
    path = folder / f"big.{ending}"
    filling = "x" * 4_000
    with path.open("w") as stream:
        stream.write("id,name,note\n" if ending == "csv" else "")
        for i in range(12_600):
            row = {"id": str(i), "name": f"Ana {i}", "note": filling}
            stream.write(",".join(row.values()) + "\n" if ending == "csv" else json.dumps(row) + "\n")
    assert path.stat().st_size > 50_000_000
    tracemalloc.start()
    try:
        report = load_files(Counting(), [str(path)], LoadOptions("crm", "m.yaml"))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert report.files[0].new == 12_600
    assert peak < 30_000_000


def run(graph: RememberingGraph, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Any:
    app = typer.Typer()
    command.register(app)
    monkeypatch.setattr(command, "open_graph", lambda _ctx, *, create: graph if create else None)
    return CliRunner().invoke(app, list(arguments))


def test_the_command_loads_and_resolves(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph, path = RememberingGraph(), people(folder / "a.csv", 25, bad=1)
    result = run(graph, monkeypatch, path, "--source", "crm", "--mapping", "m.yaml")
    assert result.exit_code == 0, result.output
    assert "a.csv.quarantine.jsonl" in result.output
    assert graph.resolved == 1
    assert {record.source for record in graph.records.values()} == {"crm"}


def test_the_command_speaks_json(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph, path = RememberingGraph(), people(folder / "a.csv", 25)
    options = ["--source", "crm", "--mapping", "m.yaml", "--json", "--no-resolve"]
    assert json.loads(run(graph, monkeypatch, path, *options).stdout)["files"][0]["new"] == 25
    assert json.loads(run(graph, monkeypatch, path, *options).stdout)["nothing_new"] is True
    assert graph.resolved == 0
    assert "Nothing new" in run(graph, monkeypatch, path, *options[:4]).output


def test_the_command_refuses_an_unknown_format(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(RememberingGraph(), monkeypatch, people(folder / "a.csv", 1), "--format", "xls")
    assert isinstance(result.exception, SettingsError)
    assert "parquet" in str(result.exception)
