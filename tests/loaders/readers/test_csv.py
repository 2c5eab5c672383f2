"""CSV as it comes: encodings, quotes, line breaks, and everything that can be wrong with a row."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from identity_graph_loaders.readers import FIELD_MAX_CHARS, ROW_MAX_CHARS, RawRow
from loaders.factory import bad_of, rows_of, values_of

from identity_graph.errors import IdentityGraphError, InputError, SettingsError

ANA = {"id": "1", "name": "Ána"}


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_reads_unicode_with_and_without_mark(tmp_path: Path, encoding: str) -> None:
    assert values_of(write(tmp_path / "a.csv", "id,name\n1,Ána\n".encode(encoding))) == [ANA]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16-le", "utf-8"])
def test_reads_an_encoding_given_by_hand(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path / "a.csv", "id,name\n1,Ána\n".encode(encoding))
    assert values_of(path, encoding=encoding) == [ANA]


def test_utf_16_without_mark_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "id,name\n1,Ana\n".encode("utf-16-le"))
    with pytest.raises(InputError, match="--encoding utf-16-le"):
        rows_of(path)


@pytest.mark.parametrize("encoding", ["klingon", "base64", "rot13"])
def test_unknown_encoding_is_a_setting_error(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(SettingsError, match="latin-1"):
        rows_of(write(tmp_path / "a.csv", "id\n1\n"), encoding=encoding)


def test_row_that_is_not_utf_8_is_kept_byte_by_byte(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", b"id,name\n1,M\xfcller \\ Co\n2,ok\n")
    (bad,) = bad_of(path)
    assert (bad.line, bad.raw) == (2, r"1,M\xfcller \\ Co")
    assert "byte 3 of the row" in bad.reason
    assert "--encoding" in bad.reason
    assert [row.values["id"] for row in rows_of(path) if isinstance(row, RawRow)] == ["2"]


def test_header_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="header line cannot be used: not valid UTF-8 at byte 3"):
        rows_of(write(tmp_path / "a.csv", b"id,\xfc\n1,2\n"))


def test_quoted_line_breaks_belong_to_the_row_and_count_as_lines(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", 'id,name\r\n1,"a\r\nb"\r\n\r\n2,c\r\n')
    assert [(row.line, row.raw) for row in rows_of(path)] == [(2, '1,"a\r\nb"'), (5, "2,c")]
    assert values_of(path)[0]["name"] == "a\r\nb"


def test_column_named_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="more than once: name"):
        rows_of(write(tmp_path / "a.csv", "id,name, name\n1,2,3\n"))


def test_columns_without_name_get_their_number(tmp_path: Path) -> None:
    assert values_of(write(tmp_path / "a.csv", ",name,\n1,2,3\n")) == [{"column_1": "1", "name": "2", "column_3": "3"}]


@pytest.mark.parametrize(("row", "said"), [("1,2,3", "3 fields where 2 columns"), ("1", "1 fields where 2 columns")])
def test_wrong_number_of_fields(tmp_path: Path, row: str, said: str) -> None:
    (bad,) = bad_of(write(tmp_path / "a.csv", f"id,name\n{row}\n2,ok\n"))
    assert (bad.line, bad.raw) == (2, row)
    assert said in bad.reason


def test_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is empty"):
        rows_of(write(tmp_path / "a.csv", ""))


def test_blank_lines_are_no_header(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no header"):
        rows_of(write(tmp_path / "a.csv", "\n\n"))


def test_header_without_rows_is_no_error(tmp_path: Path) -> None:
    assert rows_of(write(tmp_path / "a.csv", "id,name\n")) == []


def test_nul_is_quarantined(tmp_path: Path) -> None:
    (bad,) = bad_of(write(tmp_path / "a.csv", "id,name\n1,a\0b\n2,ok\n"))
    assert (bad.line, bad.reason) == (2, "the row holds a NUL character")


def test_quote_that_is_never_closed_is_quarantined_with_all_it_swallowed(tmp_path: Path) -> None:
    (bad,) = bad_of(write(tmp_path / "a.csv", 'id,name\n1,ok\n2,"never\n3,closed\n'))
    assert (bad.line, bad.reason, bad.raw) == (3, "a quote is never closed", '2,"never\n3,closed')


def test_text_after_a_closing_quote_is_quarantined(tmp_path: Path) -> None:
    (bad,) = bad_of(write(tmp_path / "a.csv", 'id,name\n1,"a"b\n2,ok\n'))
    assert bad.line == 2
    assert bad.reason.startswith("not CSV")


@pytest.mark.parametrize(
    "field", ["x" * 10_000_000, '"' + "x" * 10_000_000 + '"', '"' + ("x" * 99 + "\n") * 100_000 + '"']
)
def test_ten_megabyte_field_is_cut_and_the_load_goes_on(tmp_path: Path, field: str) -> None:
    path = write(tmp_path / "a.csv", f"id,name\n1,{field}\n2,ok\n")
    first, second = rows_of(path)
    assert not isinstance(first, RawRow)
    assert first.line == 2
    assert "longer than" in first.reason
    assert "sha256" in first.reason
    assert len(first.raw) == 2_000
    assert isinstance(second, RawRow)
    assert second.values == {"id": "2", "name": "ok"}
    assert second.line == 3 + field.count("\n")


def test_fields_up_to_the_limit_are_read(tmp_path: Path) -> None:
    long = "x" * FIELD_MAX_CHARS
    assert values_of(write(tmp_path / "a.csv", f"id,name\n1,{long}\n")) == [{"id": "1", "name": long}]


def test_quote_that_swallows_more_than_can_be_kept_ends_the_load(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", 'id,name\n1,ok\n2,"never\n' + ("3," + "x" * 97 + "\n") * (ROW_MAX_CHARS // 50))
    with pytest.raises(InputError, match="quote opened in the row at line 3 is never closed"):
        rows_of(path)


def test_columns_of_a_file_without_header(tmp_path: Path) -> None:
    assert values_of(write(tmp_path / "a.csv", "1,Ána\n"), columns=["id", "name"]) == [ANA]


def test_delimiters(tmp_path: Path) -> None:
    assert values_of(write(tmp_path / "a.csv", "id;name\n1;Ána\n"), delimiter=";") == [ANA]
    assert values_of(write(tmp_path / "a.tsv", "id\tname\n1\tÁna\n")) == [ANA]


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
ONE_FOLDER = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(rows=st.lists(st.tuples(TEXT, TEXT, TEXT), max_size=8), end=st.sampled_from(["\n", "\r\n", "\r"]))
@ONE_FOLDER
def test_reads_back_whatever_csv_writes(tmp_path: Path, rows: list[tuple[str, str, str]], end: str) -> None:
    stream = io.StringIO(newline="")
    # Python 3.11 leaves a line break unquoted that is not its own line end: no reader can tell that one
    quoting = csv.QUOTE_MINIMAL if end == "\r\n" else csv.QUOTE_ALL
    writer = csv.writer(stream, lineterminator=end, quoting=quoting)
    writer.writerows([("a", "b", "c"), *rows])
    read = values_of(write(tmp_path / "a.csv", stream.getvalue()))
    assert [tuple(row.values()) for row in read] == rows


@given(content=st.binary(max_size=300), format=st.sampled_from(["csv", "jsonl", "parquet"]))
@ONE_FOLDER
def test_any_bytes_are_rows_or_an_error_of_ours(tmp_path: Path, content: bytes, format: str) -> None:
    try:
        rows = rows_of(write(tmp_path / "any", content), format=format)
    except IdentityGraphError:
        return
    for row in rows:
        assert row.line >= 1
        (row.raw or "").encode()


@given(content=st.lists(st.sampled_from(['"', ",", "\n", "\r", "a", "é", "\0", " "]), max_size=40).map("".join))
@ONE_FOLDER
def test_every_line_is_in_a_row_or_in_quarantine(tmp_path: Path, content: str) -> None:
    content = "a,b\n" * 20 + content  # so that no NULs look like UTF-16
    rows = rows_of(write(tmp_path / "a.csv", content + "x"), columns=["a", "b"])
    kept = "".join((row.raw or "") for row in rows)
    assert kept.replace("\r", "").replace("\n", "") == (content + "x").replace("\r", "").replace("\n", "")
