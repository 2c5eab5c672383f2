from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identity_graph.normalize.calendars import read_date


@pytest.mark.parametrize(
    ("text", "country", "iso"),
    [
        ("1978-11-12", None, "1978-11-12"),
        ("1978-11-12T00:00:00Z", None, "1978-11-12"),
        ("1978-11", None, "1978-11"),
        ("1978", None, "1978"),
        ("19781112", None, "1978-11-12"),
        ("12111978", None, "1978"),
        ("12.11.1978", None, "1978-11-12"),
        ("1980. 03. 05.", "HU", "1980-03-05"),
        ("20/8/1991", None, "1991-08-20"),
        ("3/15/1990", "DE", "1990-03-15"),
        ("12/11/1978", None, "1978"),
        ("12/11/1978", "DE", "1978-11-12"),
        ("12/11/1978", "US", "1978-12-11"),
        ("3/15/90", None, "1990-03-15"),
        ("5/5/29", None, "2029-05-05"),
        ("15-Mar-92", None, "1992-03-15"),
        ("Mar 1 1970", None, "1970-03-01"),
        ("3rd of May, 1980", None, "1980-05-03"),
        ("19 июня 1951", None, "1951-06-19"),
        ("5 мая 1980 г.", None, "1980-05-05"),
        ("15 Φεβρουαρίου 1980", None, "1980-02-15"),
        ("५ मार्च १९८०", None, "1980-03-05"),
        ("٥ مارس ١٩٨٠", None, "1980-03-05"),
        ("5 آذار 1980", None, "1980-03-05"),
        ("ngày 5 tháng 3 năm 1980", None, "1980-03-05"),
        ("1980년 3월 5일", None, "1980-03-05"),
        ("12 listopad 1950", "PL", "1950-11-12"),
        ("12 listopad 1950", "HR", "1950-10-12"),
        ("11/1978", None, "1978-11"),
        ("1978-00-00", None, "1978"),
        ("XX/XX/1961", None, "1961"),
        ("1859-08-57", None, "1859-08"),
        ("1854-88-30", None, "1854"),
        ("0999-01-01", None, None),
        ("unknown", None, None),
        ("", None, None),
    ],
)
def test_dates_as_people_write_them(text: str, country: str | None, iso: str | None) -> None:
    assert read_date(text, country=country).iso == iso


@pytest.mark.parametrize(
    ("text", "country", "iso", "calendar"),
    [
        ("15 رمضان 1405 هـ", None, "1985-06-03", "hijri"),
        ("1405/09/15", "SA", "1985-06-03", "hijri"),
        ("1405 AH, 15 Ramadan", None, "1985-06-03", "hijri"),
        ("۱۳۶۴/۱۲/۱۵", "IR", "1986-03-06", "solar_hijri"),
        ("64/12/15", "IR", "1986-03-06", "solar_hijri"),
        ("22 بهمن 1357", None, "1979-02-11", "solar_hijri"),
        ("15/3/2523", None, "1980-03-15", "buddhist"),
        ("15 มีนาคม พ.ศ. 2523", None, "1980-03-15", "buddhist"),
        ("15 มี.ค. 2523", "TH", "1980-03-15", "buddhist"),
        ("昭和55年3月5日", None, "1980-03-05", "gregorian"),
        ("昭和五十五年三月五日", None, "1980-03-05", "gregorian"),
        ("S55.3.5", "JP", "1980-03-05", "gregorian"),
        ("令和元年5月1日", None, "2019-05-01", "gregorian"),
        ("Heisei 3", None, "1991", "gregorian"),
        ("民國74年3月15日", None, "1985-03-15", "minguo"),
        ("74/03/15", "TW", "1985-03-15", "minguo"),
        ('ט"ו בשבט תשמ"ה', None, "1985-02-06", "hebrew"),
        ("5 Iyar 5708", None, "1948-05-14", "hebrew"),
        ("23 የካቲት 1976", None, "1984-03-02", "ethiopian"),
    ],
)
def test_other_calendars(text: str, country: str | None, iso: str, calendar: str) -> None:
    found = read_date(text, country=country)
    assert (found.iso, found.readings[0].calendar) == (iso, calendar)


def test_an_ambiguous_date_keeps_both_readings_with_their_shares() -> None:
    assert [(r.iso, r.share) for r in read_date("12/11/1978", country="DE").readings] == [
        ("1978-11-12", 0.97),
        ("1978-12-11", 0.03),
    ]


def test_a_hijri_year_without_its_calendar_is_kept_as_a_possibility() -> None:
    found = read_date("1405/09/15")
    assert found.iso == "1405-09-15"
    assert "1985-06-03" in {reading.iso for reading in found.readings}


def test_a_year_of_another_calendar_is_two_gregorian_years() -> None:
    found = read_date("1405 AH")
    assert found.iso is None
    assert (found.earliest, found.latest) == ("1984-01-01", "1985-12-31")


@pytest.mark.parametrize(
    ("text", "qualifier", "iso", "years"),
    [
        ("circa 1961", "circa", "1961", ("1961", "1961")),
        ("1961?", "circa", "1961", ("1961", "1961")),
        ("between 1960 and 1962", "between", None, ("1960", "1962")),
        ("1960-1962", "between", None, ("1960", "1962")),
        ("01 Jan 1973 to 31 Dec 1973", "between", "1973", ("1973", "1973")),
        ("1961 or 1962", "or", None, ("1961", "1962")),
        ("before 1970", "before", "1970", ("1970", "1970")),
        ("1950 to 1985", "between", None, ("1950", "1985")),
    ],
)
def test_dates_that_are_not_exact(text: str, qualifier: str, iso: str | None, years: tuple[str, str]) -> None:
    found = read_date(text)
    assert (found.qualifier, found.iso) == (qualifier, iso)
    assert (str(found.earliest)[:4], str(found.latest)[:4]) == years


@pytest.mark.parametrize(
    ("text", "country", "stands", "iso"),
    [
        ("1900-01-01", None, "date", None),
        ("01.01.1970", None, "date", None),
        ("1111-11-11", None, "date", None),
        ("9999-12-31", None, "date", None),
        ("99/99/9999", None, "date", None),
        ("01.01.1980", None, "day", "1980-01-01"),
        ("1 July 1975", "PK", "day", "1975-07-01"),
        ("1 July 1975", "NZ", None, "1975-07-01"),
        ("1380/07/01", "SA", "day", "1960-12-19"),
        ("circa 1 January 1980", None, None, "1980-01-01"),
    ],
)
def test_placeholders(text: str, country: str | None, stands: str | None, iso: str | None) -> None:
    found = read_date(text, country=country)
    assert (found.stands, found.iso) == (stands, iso)


def test_a_sources_format_decides() -> None:
    assert read_date("12/11/1978", country="DE", formats=("%m/%d/%Y",)).iso == "1978-12-11"
    assert read_date("1405-09-15", formats=("hijri:%Y-%m-%d",)).iso == "1985-06-03"
    assert read_date("12Mar80", formats=("%d%b%y",)).iso == "1980-03-12"
    assert read_date("12/11/1978", formats=("%Q", "%d%d", "x:%d/%m/%Y", "(" * 90)).iso == "1978"


def test_what_was_done_is_told() -> None:
    found = read_date("\u200f٠٥/٠٣/٩٠\u200e", country="EG")
    assert found.changes == (
        "signs that nobody sees left out",
        "digits of another script",
        "day before month; two-digit year, as usual in EG",
        "4 readings kept",
    )
    assert found.table == "dates 1"
    assert 0.9 < found.confidence < 1


@given(st.dates(), st.sampled_from([None, "DE", "AU", "SA", "IR", "TH", "TW", "NP", "ET", "IL"]))
def test_an_iso_day_is_read_as_with_blanks_around_it(day: date, country: str | None) -> None:
    """The short way gives what the long one gives."""
    assert read_date(day.isoformat(), country=country) == read_date(f" {day.isoformat()} ", country=country)
