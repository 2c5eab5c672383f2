"""Parquet: typed values as text, row numbers, damage."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from loaders.factory import bad_of, load, mapping, rows_of

from identity_graph.errors import InputError


def test_typed_values_become_text(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    columns = {
        "id": [1, 2],
        "name": ["Ana", None],
        "born": [date(1978, 11, 2), None],
        "seen": [datetime(2020, 1, 2), datetime(2020, 1, 2, 3, 4)],
        "tax": [12.0, float("nan")],
        "sum": [Decimal("1.10"), None],
        "tags": [["a", "b"], []],
        "home": [{"city": "Bonn", "zip": "53111"}, None],
        "mail": ["a@b.de", "c@d.de"],
    }
    pq.write_table(pa.table(columns), path)
    named = mapping(birth_dates="born", emails="mail", addresses=[{"city": "home.city"}])
    first, second = load(path, named).records
    assert (first.record_id, first.names[0].full, first.birth_dates) == ("1", "Ana", ("1978-11-02",))
    assert first.addresses[0].city == "Bonn"
    assert first.attributes == (
        ("home.zip", "53111"), ("seen", "2020-01-02"), ("sum", "1.10"), ("tags", '["a","b"]'), ("tax", "12"),
    )  # fmt: skip
    assert second.attributes == (("seen", "2020-01-02T03:04:00"),)


def test_nul_and_long_fields_are_quarantined(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"id": ["a\0b", "x" * 2_000_000, "ok"]}), path)
    nul, long = bad_of(path)
    assert (nul.line, nul.reason, nul.raw) == (1, "a field holds a NUL character", '{"id": "a\\u0000b"}')
    assert (long.line, len(long.raw)) == (2, 2_000)


def test_what_is_no_parquet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"id,name\n1,2\n")
    with pytest.raises(InputError, match="not a Parquet file"):
        rows_of(path)


def test_damaged_pages_are_told_with_the_row(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"id": [f"{i:09d}" for i in range(9_000)]}), path, row_group_size=3_000)
    content = bytearray(path.read_bytes())
    content[20_000:60_000] = b"\xff" * 40_000
    path.write_bytes(bytes(content))
    with pytest.raises(InputError, match="damaged"):
        rows_of(path)


def test_standard_input_cannot_be_parquet() -> None:
    with pytest.raises(InputError, match="save it as a file"):
        rows_of("-", format="parquet")
