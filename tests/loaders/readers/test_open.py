"""Where bytes come from: compression, standard input, addresses, and what to do when they do not come."""

import gzip
import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from identity_graph_loaders.readers import format_of
from identity_graph_loaders.readers.open import beside, file_name, shown
from loaders.factory import rows_of, values_of

from identity_graph.errors import InputError

CSV = "id,name\n" + "".join(f"{i},Ána {i}\n" for i in range(5_000))


def packed(ending: str) -> bytes:
    return gzip.compress(CSV.encode()) if ending == ".gz" else zstandard.compress(CSV.encode())


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_reads_compressed_files_also_in_several_parts(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.csv{ending}"
    path.write_bytes(packed(ending))
    assert len(values_of(path)) == 5_000
    path.write_bytes(packed(ending) * 2)
    assert len(values_of(path)) == 10_001


@pytest.mark.parametrize("ending", [".gz", ".zst"])
@pytest.mark.parametrize("cut", [0.5, 0.999])
def test_file_that_is_cut_short_is_told(tmp_path: Path, ending: str, cut: float) -> None:
    path = tmp_path / f"a.csv{ending}"
    path.write_bytes(packed(ending)[: int(len(packed(ending)) * cut)])
    with pytest.raises(InputError, match="damaged or cut short"):
        rows_of(path)


def test_name_and_content_that_do_not_go_together(tmp_path: Path) -> None:
    (tmp_path / "a.csv.gz").write_text(CSV)
    with pytest.raises(InputError, match=r"named \.gz but is not packed so"):
        rows_of(tmp_path / "a.csv.gz")
    (tmp_path / "a.csv").write_bytes(b"PK\x03\x04rest")
    with pytest.raises(InputError, match="zip archive; unpack it first"):
        rows_of(tmp_path / "a.csv")


@pytest.mark.parametrize("content", [CSV.encode(), packed(".gz"), packed(".zst")])
def test_reads_standard_input(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BufferedReader(io.BytesIO(content))))
    assert len(values_of("-", format="csv")) == 5_000


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "a.csv.zst", "a.parquet"])
def test_reads_addresses_through_fsspec(name: str) -> None:
    table = io.BytesIO()
    pq.write_table(pa.table({"id": [str(i) for i in range(5_000)]}), table)
    content = {".csv": CSV.encode(), "quet": table.getvalue()}.get(name[-4:], b"") or packed(Path(name).suffix)
    fsspec.filesystem("memory").pipe(f"/loaders/{name}", content)
    assert len(values_of(f"memory://loaders/{name}")) == 5_000


def test_missing_remote_file_is_told() -> None:
    with pytest.raises(InputError, match="no such file"):
        rows_of("memory://loaders/nothing.csv")


@pytest.mark.parametrize(("scheme", "extra"), [("s3", "s3"), ("gs", "gcs"), ("https", "http")])
def test_missing_package_names_the_extra(monkeypatch: pytest.MonkeyPatch, scheme: str, extra: str) -> None:
    def missing(*_: Any, **__: Any) -> None:
        raise ImportError("Install it")

    monkeypatch.setattr(fsspec, "open", missing)
    with pytest.raises(InputError, match=rf"identity-graph\[{extra}\]"):
        rows_of(f"{scheme}://bucket/a.csv")


def test_unknown_kind_of_address_is_told() -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        rows_of("gopher://host/a.csv")


def test_missing_file_and_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        rows_of(tmp_path / "a.csv")
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(InputError, match="is a folder"):
        rows_of(tmp_path / "b.csv")


def test_secrets_in_addresses_are_not_shown() -> None:
    assert shown("https://user:pw@host/a.csv?signature=x#y") == "https://host/a.csv"
    assert shown("-") == "standard input"
    assert file_name("s3://bucket/people.csv.gz?x=1") == "people.csv.gz"
    assert beside("s3://bucket/folder/sdn.csv", "alt.csv") == "s3://bucket/folder/alt.csv"
    assert beside("folder/sdn.csv", "alt.csv") == "folder/alt.csv"


@pytest.mark.parametrize(
    ("name", "format"),
    [("a.CSV", "csv"), ("a.tsv.gz", "csv"), ("a.ndjson.zst", "jsonl"), ("s3://b/a.parquet?v=1", "parquet")],
)
def test_format_by_ending(name: str, format: str) -> None:
    assert format_of(name) == format


@pytest.mark.parametrize("name", ["-", "people", "people.xlsx"])
def test_ending_that_tells_nothing(name: str) -> None:
    with pytest.raises(InputError, match="--format"):
        format_of(name)
