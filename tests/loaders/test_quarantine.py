"""The quarantine file: complete, private, gone when there is nothing in it."""

import json
import re
import stat
from pathlib import Path

import pytest
from identity_graph_loaders.quarantine import Quarantine, quarantine_path
from identity_graph_loaders.readers import BadRow

from identity_graph.errors import InputError, TooManyBadRows


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_keeps_file_line_reason_and_raw_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    with Quarantine(path) as quarantine:
        quarantine.add("a.csv", BadRow(3, "why", 'Ána,"x\ny"\0'))
        quarantine.add("a.csv", BadRow(4, "why", "b", file="side.csv"))
    assert lines(path) == [
        {"file": "a.csv", "line": 3, "reason": "why", "raw": 'Ána,"x\ny"\0'},
        {"file": "side.csv", "line": 4, "reason": "why", "raw": "b"},
    ]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


OLD = '{"file": "a.csv", "line": 2, "reason": "no record id", "raw": "x"}\n'


def test_a_run_without_bad_rows_removes_the_file_of_the_last(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(OLD)
    with Quarantine(path):
        pass
    assert not path.exists()


@pytest.mark.parametrize("content", ["id,name\n1,Ana\n", "", '{"id": 1}\n'])
def test_another_file_is_never_replaced_or_removed(tmp_path: Path, content: str) -> None:
    path = tmp_path / "customers.csv"
    path.write_text(content)
    with pytest.raises(InputError, match="no quarantine file"), Quarantine(path):
        pass
    assert path.read_text() == content
    with pytest.raises(InputError, match="no quarantine file"), Quarantine(tmp_path):
        pass


def aborted(path: Path, *rows: BadRow) -> None:
    with Quarantine(path) as quarantine:
        for row in rows:
            quarantine.add("a.csv", row)
        raise KeyboardInterrupt


def test_an_aborted_run_keeps_what_there_is(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(OLD)
    with pytest.raises(KeyboardInterrupt):
        aborted(path)
    assert path.read_text() == OLD
    with pytest.raises(KeyboardInterrupt):
        aborted(path, BadRow(1, "why", "raw"))
    assert len(lines(path)) == 1


def many(path: Path, max_bad: int) -> None:
    with Quarantine(path, max_bad) as quarantine:
        for line in range(1, 9):
            quarantine.add("a.csv", BadRow(line, f"not valid UTF-8 at byte {line} of the row", "secret"))


def test_one_too_many_is_kept_and_told(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    with pytest.raises(TooManyBadRows, match=r"a\.csv: 3 bad rows.*--max-bad.*not valid UTF-8.*q\.jsonl") as raised:
        many(path, 2)
    assert raised.value.exit_code == 4
    assert "secret" not in str(raised.value)
    assert len(lines(path)) == 3


def test_none_may_be_bad(tmp_path: Path) -> None:
    with pytest.raises(TooManyBadRows), Quarantine(tmp_path / "q", max_bad=0) as quarantine:
        quarantine.add("a.csv", BadRow(1, "why", "raw"))


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--quarantine PATH"), Quarantine(tmp_path / "no" / "q") as quarantine:
        quarantine.add("a.csv", BadRow(1, "why", "raw"))


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "q.part").symlink_to(tmp_path / "victim")
    with pytest.raises(InputError), Quarantine(tmp_path / "q") as quarantine:
        quarantine.add("a.csv", BadRow(1, "why", "raw"))
    assert not (tmp_path / "victim").exists()


def test_where_it_lies(tmp_path: Path) -> None:
    assert quarantine_path(str(tmp_path / "a.csv")) == tmp_path / "a.csv.quarantine.jsonl"
    (tmp_path / "sealed").mkdir(mode=0o555)
    sealed = quarantine_path(str(tmp_path / "sealed" / "a.csv"))
    assert re.fullmatch(r"a\.csv\.[a-z2-7]{8}\.quarantine\.jsonl", str(sealed))
    assert quarantine_path("-") == Path("stdin.quarantine.jsonl")
    here, there = (quarantine_path(f"s3://{bucket}/a.csv.gz?x=1") for bucket in ("one", "two"))
    assert here != there
    assert {here.parent, there.parent} == {Path()}
