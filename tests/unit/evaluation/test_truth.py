"""Truth files: what is read, and what is refused with which words."""

import gzip
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from identity_graph.errors import InputError
from identity_graph.evaluation import read_truth
from identity_graph.model import record_node_id

TEXT = 'source,record_id,entity_id\nbank,1,anna\n"kyc","a ""b""",anna\nbank,2,bela\n'
ENTITIES = {
    record_node_id("bank", "1"): "anna",
    record_node_id("kyc", 'a "b"'): "anna",
    record_node_id("bank", "2"): "bela",
}


def written(folder: Path, data: bytes, name: str = "truth.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("truth.csv", TEXT.encode()),
        ("bom.csv", TEXT.encode("utf-8-sig")),
        ("windows.csv", TEXT.replace("\n", "\r\n").encode()),
        ("truth.csv.gz", gzip.compress(TEXT.encode("utf-8-sig"), mtime=0)),
        ("blank lines.csv", TEXT.replace("\n", "\n\n").encode()),
        ("twice.csv", (TEXT + "bank,1,anna\n").encode()),
        ("more.csv", b'note, entity_id ,record_id,source\nx,anna,1,bank\n,anna,"a ""b""",kyc\n,bela,2,bank\n'),
    ],
)
def test_csv(tmp_path: Path, name: str, data: bytes) -> None:
    truth = read_truth(written(tmp_path, data, name))
    assert truth.entities == ENTITIES
    assert truth.references[record_node_id("kyc", 'a "b"')] == 'kyc:a "b"'


def test_parquet_with_numbers_as_ids(tmp_path: Path) -> None:
    path = tmp_path / "truth.parquet"
    pq.write_table(pa.table({"entity_id": [7, 7], "record_id": [1, 2], "source": ["bank", "kyc"]}), path)
    assert read_truth(path).entities == {record_node_id("bank", "1"): "7", record_node_id("kyc", "2"): "7"}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"source,id,entity_id\nbank,1,anna\n", "no column record_id"),
        (b"", "no column source, record_id, entity_id"),
        (b"source,record_id,entity_id\n", "has no rows"),
        (b"source,record_id,entity_id\nbank,1,anna\nbank,1,bela\n", "row 2: .*another entity_id"),
        (b"source,record_id,entity_id\nbank,1,\n", "row 1: .*must all be said"),
        (b"source,record_id,entity_id\nbank\n", "row 1: .*must all be said"),
        (b"source,record_id,entity_id\nbank,\xff,anna\n", "no readable UTF-8 CSV"),
    ],
)
def test_refused(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as error:
        read_truth(written(tmp_path, data))
    assert "anna" not in str(error.value)


@pytest.mark.parametrize("name", ["truth.csv.gz", "truth.parquet"])
def test_not_what_its_name_says(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"cannot be read|no readable"):
        read_truth(written(tmp_path, TEXT.encode(), name))


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_truth(tmp_path / "truth.csv")


def test_parquet_without_a_column(tmp_path: Path) -> None:
    pq.write_table(pa.table({"source": ["bank"]}), tmp_path / "truth.parquet")
    with pytest.raises(InputError, match="no column record_id, entity_id"):
        read_truth(tmp_path / "truth.parquet")
