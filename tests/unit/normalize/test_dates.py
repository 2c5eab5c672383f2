import pytest

from identity_graph.normalize.dates import parse_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1978-11-12", "1978-11-12"),
        ("1978-11-12T00:00:00Z", "1978-11-12"),
        ("1978-11", "1978-11"),
        ("1978", "1978"),
        ("19781112", "1978-11-12"),
        ("12.11.1978", "1978-11-12"),
        ("20/8/1991", "1991-08-20"),
        ("3/15/90", "1990-03-15"),
        ("5/5/29", "2029-05-05"),
        ("15-Mar-92", "1992-03-15"),
        ("Mar 1 1970", "1970-03-01"),
        ("19 Jun 1951", "1951-06-19"),
        ("3rd of May, 1980", "1980-05-03"),
        ("19 июня 1951", "1951-06-19"),
        ("Jun 1951", "1951-06"),
        ("11/1978", "1978-11"),
        ("circa 1951", "1951"),
        ("1978年11月12日", "1978-11-12"),
        ("٢٠/٨/١٩٩١", "1991-08-20"),
        ("1630", "1630"),
        ("1978-00-00", "1978"),
        ("00/00/1961", "1961"),
        ("1859-08-57", "1859-08"),
        ("1854-88-30", "1854"),
        ("0000-00-00", None),
        ("0999-01-01", None),
        ("2101-01-01", None),
        ("1950 to 1955", None),
        ("unknown", None),
        ("", None),
    ],
)
def test_dates_as_people_write_them(text: str, date: str | None) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize(("day_first", "date"), [(None, "1978"), (True, "1978-11-12"), (False, "1978-12-11")])
def test_an_ambiguous_date_keeps_its_year_unless_the_order_is_known(day_first: bool | None, date: str) -> None:
    assert parse_date("12/11/1978", day_first) == date


def test_the_order_does_not_overrule_what_is_possible() -> None:
    assert parse_date("3/15/1990", day_first=True) == "1990-03-15"
    assert parse_date("5/5/1990") == "1990-05-05"
