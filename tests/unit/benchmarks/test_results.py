"""The page of results is the rendering of what was kept, and says what was and was not reached."""

import pytest

from benchmarks import results
from benchmarks.measure import Conditions
from benchmarks.tables import TABLES
from benchmarks.targets import Row, Target

ROWS: list[Row] = [{"set": "a", "f1": 0.8}, {"set": "b", "f1": 0.5, "seconds": 90}]
STORE: Row = {"what": "x", "value": 1234, "unit": "ms"}
SCALE: Row = {"step": "load and resolve", "records": 7}
MEASURED: results.Results = {
    "store_speed": {"machine": "one", "date": "2026-01-01", "load": 0.5, "rows": [STORE]},
    "scale": {"machine": "two", "date": "2026-01-02", "load": 0.5, "rows": [SCALE]},
}


def target(column: str, must_be: str, bound: float, name: str = "b") -> Target:
    return Target("it", {"set": name}, column, must_be, bound)  # type: ignore[arg-type]


def section(page: str, name: str) -> str:
    return page.partition(f"## {TABLES[name].title}")[2].partition("\n## ")[0]


def test_the_page_is_what_was_kept_and_not_written_by_hand() -> None:
    kept = results.read()
    assert results.PAGE.read_text(encoding="utf-8") == results.render(kept)
    assert results.KEPT.read_text(encoding="utf-8") == results.as_text(kept)


def test_rendering_does_not_depend_on_the_order_of_measuring() -> None:
    reversed_order = dict(reversed(MEASURED.items()))
    assert results.render(MEASURED) == results.render(reversed_order)
    assert results.as_text(MEASURED) == results.as_text(reversed_order)


def test_measuring_one_benchmark_keeps_the_other_tables() -> None:
    under = Conditions("three", "2026-01-03", 0.1)
    again = results.with_rows(MEASURED, "scale", [{"step": "resolve", "records": 8}], under)
    before, after = results.render(MEASURED), results.render(again)
    assert section(after, "store_speed") == section(before, "store_speed") != ""
    assert "2026-01-03 on three" in section(after, "scale")
    assert "2026-01-02 on two" not in after


def test_what_is_kept_is_read_back(tmp_path) -> None:
    results.keep(MEASURED, tmp_path / "kept.json", tmp_path / "page.md")
    assert results.read(tmp_path / "kept.json") == MEASURED
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == results.render(MEASURED)


def test_nothing_was_measured_yet(tmp_path) -> None:
    assert results.read(tmp_path / "absent.json") == {}
    assert results.render({}) == results.HEAD


@pytest.mark.parametrize(
    ("one", "met"),
    [
        (target("f1", "at least", 0.5), True),
        (target("f1", "at least", 0.51), False),
        (target("seconds", "at most", 90), True),
        (target("seconds", "at most", 89.9), False),
        (target("seconds", "at most", 90, "a"), None),
        (target("f1", "at least", 0, "absent"), None),
    ],
)
def test_a_bound_is_kept_or_not_or_was_not_measured(one: Target, met: bool | None) -> None:
    assert one.is_met(ROWS) is met


def test_the_page_says_what_was_not_reached() -> None:
    page = results.render(MEASURED)
    assert "| records | at least 1,000,000 | 7 | **not met** |" in page
    assert "| peak memory of the largest process, MiB | at most 3,072 |  | not measured |" in page


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [(None, 1, ""), (1234, 0, "1,234"), (0.12345, 3, "0.123"), (0.5, None, "0.5"), ("a|b", None, "a\\|b")],
)
def test_cells(value: str | float | None, digits: int | None, text: str) -> None:
    assert results.shown(value, digits) == text
