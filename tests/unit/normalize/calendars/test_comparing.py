import pytest

from identity_graph.normalize.calendars import compare_dates, compare_read_dates, read_date


@pytest.mark.parametrize(
    ("a", "b", "country", "level", "reason"),
    [
        ("1978-11-12", "12.11.1978", None, "same day", "same day"),
        ("12/11/1978", "1978-12-11", None, "same by another reading", "if written month before day"),
        ("1978-11-12", "1978-12-11", None, "one slip", "day and month swapped"),
        ("1980-03-05", "1980-03-08", None, "one slip", "one digit of the day differs"),
        ("1980-03-12", "1980-03-21", None, "one slip", "two digits of the day swapped"),
        ("1929-03-05", "2029-03-05", None, "one slip", "same day, a century apart: two-digit year"),
        ("1980-01-01", "1980-07-14", None, "same year, day unknown", "same year, one is a placeholder 1 January"),
        ("1405-09-15", "1985-06-03", None, "same by another reading", "a Hijri year read as Gregorian"),
        ("1437-03-15", "1980-03-15", "TH", "one slip", "a Thai year and a Gregorian year mistaken for each other"),
        ("5/3/29", "1929-03-05", "DE", "same by another reading", "two-digit year"),
        ("昭和55年3月5日", "1980-03-05", "JP", "same day", "same day"),
        ("1961", "1961-05-05", None, "same as far as said", "same year, as far as said"),
        ("1961-05", "1961-05-05", None, "same as far as said", "same year and month, as far as said"),
        ("between 1960 and 1962", "1961-05-05", None, "same as far as said", "same year, as far as said"),
        ("circa 1961", "1963-04-05", None, "about the same", "2 years apart, as circa allows"),
        ("before 1970", "1965-01-02", None, "about the same", "within what is said"),
        ("before 1970", "1975-01-02", None, "different", "outside what is said"),
        ("1980-12-31", "1981-01-02", None, "about the same", "2 days apart"),
        ("1980-02-03", "1980-11-17", None, "same year", "same year, another day"),
        ("1980-02-03", "1981-11-17", None, "a year apart", "a year apart"),
        ("1980-03-05", "1991-10-17", None, "different", "11 years apart"),
        ("1900-01-01", "1985-01-01", None, "unknown", "one is a placeholder for an unknown date"),
        ("x", "1980", None, "unknown", "one is no date that can be read"),
    ],
)
def test_levels_and_reasons(a: str, b: str, country: str | None, level: str, reason: str) -> None:
    found = compare_dates(a, b, country=country)
    assert found.level == level
    assert reason in found.reasons


def test_the_likelier_the_nearer() -> None:
    pairs = [
        ("1980-03-05", "1980-03-05"),
        ("1980-03", "1980-03-05"),
        ("1980", "1980-03-05"),
        ("1980-01-01", "1980-07-14"),
        ("1980-02-03", "1980-11-17"),
        ("1980-02-03", "1995-11-17"),
    ]
    scores = [compare_dates(*pair).score for pair in pairs]
    assert scores == sorted(scores, reverse=True)


def test_dates_of_two_customs_are_compared() -> None:
    found = compare_read_dates(read_date("11/12/1978", country="US"), read_date("12/11/1978", country="DE"))
    assert found.level == "same day"
