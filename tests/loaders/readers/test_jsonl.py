"""JSON Lines: numbers as written, and every kind of line that is no row."""

from pathlib import Path

import pytest
from identity_graph_loaders.readers import RawRow
from loaders.factory import bad_of, rows_of, values_of

from identity_graph.errors import InputError


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_reads_objects_and_passes_over_blank_lines(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"id": "1"}\n\n{"id": "2", "tags": ["a", null, true]}')
    assert [(row.line, row.values) for row in rows_of(path) if isinstance(row, RawRow)] == [
        (1, {"id": "1"}),
        (3, {"id": "2", "tags": ["a", None, True]}),
    ]


def test_numbers_keep_their_digits(tmp_path: Path) -> None:
    digits = "12345678901234567890123456789"
    path = write(tmp_path / "a.jsonl", f'{{"a": {digits}, "b": 1.10, "c": {"9" * 5000}}}\n')
    assert values_of(path) == [{"a": digits, "b": "1.10", "c": "9" * 5000}]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id": ', "not valid JSON"),
        ("[1]", "not a JSON object"),
        ('"text"', "not a JSON object"),
        ("12", "not a JSON object"),
        ('{"id": 1, "id": 2}', "same key twice"),
        ('{"id": "a\\u0000b"}', "NUL"),
        ('{"id": "\\ud800"}', "surrogate"),
        ('{"a": {"\\udfff": 1}}', "surrogate"),
        ("[" * 100_000, ""),
    ],
)
def test_bad_lines_are_quarantined(tmp_path: Path, line: str, said: str) -> None:
    path = write(tmp_path / "a.jsonl", f'{{"id": "1"}}\n{line}\n{{"id": "3"}}\n')
    (bad,) = bad_of(path)
    assert (bad.line, bad.raw) == (2, line)
    assert said in bad.reason
    assert len(rows_of(path)) == 3


def test_reason_holds_no_value_of_the_row(tmp_path: Path) -> None:
    (bad,) = bad_of(write(tmp_path / "a.jsonl", '{"name": "Secret", oops}\n'))
    assert "Secret" not in bad.reason
    assert "oops" not in bad.reason


def test_paired_surrogates_are_a_character(tmp_path: Path) -> None:
    assert values_of(write(tmp_path / "a.jsonl", '{"a": "\\ud83d\\ude00"}')) == [{"a": "😀"}]


def test_undecodable_line(tmp_path: Path) -> None:
    (bad,) = bad_of(write(tmp_path / "a.jsonl", b'{"id": "1"}\n{"id": "M\xfcller"}\n'))
    assert bad.raw == r'{"id": "M\xfcller"}'
    assert "byte 9 of the row" in bad.reason


def test_array_over_lines_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="jq -c"):
        rows_of(write(tmp_path / "a.json", '[\n{"id": 1}\n]\n'))


def test_ten_megabyte_line_and_two_megabyte_field(tmp_path: Path) -> None:
    lines = [f'{{"id": "{"x" * n}"}}' for n in (10_000_000, 2_000_000, 1)]
    long, wide, fine = rows_of(write(tmp_path / "a.jsonl", "\n".join(lines)))
    assert not isinstance(long, RawRow)
    assert not isinstance(wide, RawRow)
    assert isinstance(fine, RawRow)
    assert "sha256" in long.reason
    assert "sha256" in wide.reason
    assert len(long.raw) == len(wide.raw) == 2_000
    assert fine.line == 3


def test_empty_file_is_refused_and_blank_lines_are_no_rows(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is empty"):
        rows_of(write(tmp_path / "a.jsonl", ""))
    assert rows_of(write(tmp_path / "b.jsonl", "\n \n")) == []
