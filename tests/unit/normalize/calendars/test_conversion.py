from datetime import date, timedelta
from itertools import pairwise

import pytest

from identity_graph.normalize.calendars.conversion import span


@pytest.mark.parametrize(
    ("calendar", "year", "month", "day", "gregorian"),
    [
        ("hijri", 1343, 1, 1, date(1924, 8, 1)),
        ("hijri", 1446, 9, 1, date(2025, 3, 1)),
        ("hijri", 1300, 1, 1, date(1882, 11, 12)),
        ("solar_hijri", 1357, 11, 22, date(1979, 2, 11)),
        ("solar_hijri", 1399, 12, 30, date(2021, 3, 20)),
        ("ethiopian", 2000, 1, 1, date(2007, 9, 12)),
        ("ethiopian", 1999, 13, 5, date(2007, 9, 10)),
        ("hebrew", 5708, 2, 5, date(1948, 5, 14)),
        ("hebrew", 5785, 6, 29, date(2025, 9, 22)),
        ("hebrew", 5784, 13, 14, date(2024, 3, 24)),
    ],
)
def test_known_days(calendar: str, year: int, month: int, day: int, gregorian: date) -> None:
    assert span(calendar, year, month, day) == (gregorian, gregorian)


@pytest.mark.parametrize(
    ("calendar", "first", "last"),
    [("hijri", 1250, 1499), ("solar_hijri", 1210, 1450), ("ethiopian", 1850, 2040), ("hebrew", 5600, 5850)],
)
def test_months_and_years_follow_each_other_without_a_gap(calendar: str, first: int, last: int) -> None:
    ends = None
    for year in range(first, last + 1):
        whole = span(calendar, year, None, None)
        assert whole is not None
        assert ends is None or whole[0] == ends + timedelta(1)
        months = sorted(found for month in range(1, 14) if (found := span(calendar, year, month, None)))
        assert (months[0][0], months[-1][1]) == whole
        assert all(after[0] == before[1] + timedelta(1) for before, after in pairwise(months))
        ends = whole[1]


@pytest.mark.parametrize("args", [("hijri", 1405, 13, 1), ("solar_hijri", 1398, 12, 30), ("solar_hijri", 9000, 1, 1)])
def test_there_is_no_such_day(args: tuple[str, int, int, int]) -> None:
    assert span(*args) is None
