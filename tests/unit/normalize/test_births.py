import pytest

from identity_graph.normalize import parse_identifier
from identity_graph.normalize.births import Birth, read_birth


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
    assert read_birth([text], (), None).date == date


@pytest.mark.parametrize(
    ("country", "birth"),
    [
        (None, Birth("1978", ("1978-11-12", "1978-12-11"))),
        ("DE", Birth("1978-11-12", ("1978-11-12",))),
        ("US", Birth("1978-12-11", ("1978-12-11",))),
    ],
)
def test_an_ambiguous_date_keeps_both_days_unless_the_country_tells(country: str | None, birth: Birth) -> None:
    assert read_birth(["12/11/1978"], (), country) == birth


def test_a_day_that_stands_for_the_year_is_no_day() -> None:
    assert read_birth(["1961-01-01"], (), None) == Birth("1961", (), "1961-01-01")
    assert read_birth(["1900-01-01"], (), None) == Birth()


def test_the_most_precise_date_counts_and_every_day_is_kept() -> None:
    assert read_birth(["1978", "1978-11-12", "1979-11-12"], (), None) == Birth(
        "1978-11-12", ("1978-11-12", "1979-11-12")
    )


def test_a_number_says_when_its_holder_was_born_where_nobody_else_does() -> None:
    curp = parse_identifier("BOXW310820HNERXN09", scheme="curp")
    assert read_birth([], [curp], None) == Birth("1931-08-20", ("1931-08-20",))
    assert read_birth(["1950"], [curp], None).date == "1950"
    assert read_birth([], [parse_identifier("BOXW310820HNERXN08", scheme="curp")], None) == Birth()
