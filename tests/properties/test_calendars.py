"""Laws of dates: any text is read, the same way twice, in bounded time; a comparison has no first and second."""

import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from identity_graph.normalize.calendars import compare_dates, compare_read_dates, read_date

ANY = st.text(st.characters(), max_size=60)
LIKELY = st.text("0123456789-/. ,?xX~年月日هـ٣۵SHR\u200f", max_size=20)
WORDS = """1 5 12 31 80 1405 1980 2523 5745 circa between and or March Ramadan اسفند昭和 昭和 55年 พ.ศ. AH תשמ"ה ט"ו שבט
    before to"""
WORDED = st.lists(st.sampled_from(WORDS.split()), max_size=7).map(" ".join)
TEXT = st.one_of(ANY, LIKELY, WORDED, st.dates().map(str), st.dates().map(lambda day: day.strftime("%d/%m/%Y")))
COUNTRIES = st.none() | ANY | st.sampled_from(["SA", "IR", "TH", "TW", "JP", "ET", "NP", "US", "DE", "Iran"])
QUICK = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
HOSTILE = (
    "\u0301" * 10_000,
    "\ufdfa" * 10_000,
    "9" * 10_000,
    "1/" * 5_000,
    "between " * 2_000,
    "1 or " * 2_000,
    "二十" * 5_000,
    "昭和" * 5_000,
    "1980 to " * 1_000,
    "?" * 10_000,
)


@QUICK
@given(TEXT, COUNTRIES, st.lists(ANY | st.sampled_from(["%d/%m/%Y", "hijri:%Y/%m/%d", "%b %y"]), max_size=2).map(tuple))
def test_any_text_is_read_and_the_same_way_twice(text: str, country: str | None, formats: tuple[str, ...]) -> None:
    first = read_date(text, country=country, formats=formats)
    read_date.__globals__["_read_date"].cache_clear()
    assert read_date(text, country=country, formats=formats) == first
    assert 0 <= first.confidence <= 1
    assert not first.readings or sum(reading.share for reading in first.readings) == pytest.approx(1, abs=0.01)
    assert (first.earliest or "") <= (first.latest or "")


@QUICK
@given(TEXT, COUNTRIES)
def test_reading_what_was_read_changes_nothing(text: str, country: str | None) -> None:
    iso = read_date(text, country=country).iso
    if iso and iso > "1500":
        again = read_date(iso, formats=("%Y-%m-%d", "%Y-%m", "%Y"))
        assert again.stands == "date" or again.iso == iso


@QUICK
@given(TEXT, TEXT, COUNTRIES)
def test_a_comparison_has_no_first_and_second(a: str, b: str, country: str | None) -> None:
    found = compare_dates(a, b, country=country)
    assert compare_dates(b, a, country=country) == found
    assert 0 <= found.score <= 1
    one, other = read_date(a, country=country), read_date(b, country=country)
    assert compare_read_dates(one, other) == compare_read_dates(other, one)


@QUICK
@given(st.dates(date(1901, 1, 2), date(2030, 12, 31)))
def test_a_day_is_itself_however_it_is_written(day: date) -> None:
    spellings = [
        day.strftime(form) for form in ("%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%Y%m%d", "%Y/%m/%d", "%Y年%m月%d日")
    ]
    assert {read_date(text).readings[0].iso for text in spellings} == {day.isoformat()}
    assert read_date(f"{day.day}/{day.month}/{day.year + 543}", country="TH").readings[0].iso == day.isoformat()


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:8]))
def test_hostile_text_takes_bounded_time(text: str) -> None:
    begun = time.process_time()
    read_date(text)
    compare_dates(text, text + "x", country="JP")
    assert time.process_time() - begun < 1
