"""Laws of phones and e-mail: any text is read, the same way twice, in bounded time; twice normal is once normal."""

import time

import phonenumbers
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from identity_graph.normalize.contacts import read_email, read_phone, read_phones

ANY = st.text(st.characters(), max_size=60)
DIGITS = st.text("0123456789+-() /.;,x#٣５ABCext", max_size=30)
COUNTRIES = st.none() | ANY | st.sampled_from(sorted(phonenumbers.SUPPORTED_REGIONS))
PROVIDERS = st.sampled_from(["gmail.com", "ya.ru", "yahoo.de", "me.com", "bücher.de"])
EMAILS = st.one_of(
    ANY,
    st.text("abcо.+-@<> ,;0_\"'@@", max_size=30),
    st.emails(),
    st.tuples(st.text("ab.+-", min_size=1, max_size=8), PROVIDERS).map("@".join),
)
QUICK = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
HOSTILE = (
    "\u0301" * 10_000,
    "\ufdfa" * 10_000,
    "9" * 10_000,
    "1/" * 5_000,
    "1-" * 5_000,
    "@" * 10_000,
    "a." * 5_000 + "@b.de",
    "a@" + "b." * 5_000 + "de",
    "a@" + "ü" * 250 + ".de",
    "(" * 10_000,
    "tel:" * 3_000,
    "1 ext " * 2_000,
    "a at " * 2_000,
)


@QUICK
@given(ANY | DIGITS, COUNTRIES)
def test_any_phone_is_read_and_the_same_way_twice(text: str, country: str | None) -> None:
    first = read_phones(text, country=country)
    read_phones.__globals__["_read_field"].cache_clear()
    assert read_phones(text, country=country) == first
    assert all(0 <= phone.confidence <= 1 for phone in first)


@QUICK
@given(DIGITS, COUNTRIES)
def test_a_number_that_was_read_is_read_as_itself(text: str, country: str | None) -> None:
    number = read_phone(text, country=country).e164
    assert number is None or read_phone(number, country=country).e164 == number


@QUICK
@given(st.sampled_from(sorted(phonenumbers.SUPPORTED_REGIONS)), st.integers(0, 10), st.integers(0, 999))
def test_validity_country_and_digits_are_libphonenumbers(country: str, kind: int, tail: int) -> None:
    example = phonenumbers.example_number_for_type(country, kind)
    if example is None:
        return
    national = phonenumbers.national_significant_number(example)[:-3] + f"{tail:03d}"
    number = phonenumbers.parse(f"+{example.country_code}{national}", None)
    found = read_phone(f"+{example.country_code}{national}")
    if phonenumbers.is_valid_number(number):
        assert found.e164 == phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        assert found.country == phonenumbers.region_code_for_number(number)
    assert (found.standing == "valid") == phonenumbers.is_valid_number(number) or found.changes


@settings(QUICK, max_examples=400)
@given(
    st.sampled_from(sorted(phonenumbers.SUPPORTED_REGIONS)),
    st.integers(0, 10),
    st.integers(0, 999),
    st.sampled_from(["", "0", "1", "8", "90", "55", "(0)"]),
)
def test_what_is_dialled_at_home_is_libphonenumbers(country: str, kind: int, tail: int, before: str) -> None:
    """Prefixes are taken off as it takes them off, or nothing is read. Cape Verde dials 0 for abroad, so that a number
    with it may be none to the library, and raises; what is read then is not the library's to say."""
    example = phonenumbers.example_number_for_type(country, kind)
    if example is None:
        return
    dialled = f"{before}{phonenumbers.national_significant_number(example)[:-3]}{tail:03d}"
    try:
        number = phonenumbers.parse(dialled, country)
    except phonenumbers.NumberParseException:
        read_phone(dialled, country=country)
        return
    if phonenumbers.is_valid_number(number):
        e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        assert read_phone(dialled, country=country).e164 in {e164, None}


@QUICK
@given(EMAILS)
def test_any_email_is_read_and_twice_normal_is_once_normal(text: str) -> None:
    first = read_email(text)
    read_email.__globals__["_read_email"].cache_clear()
    assert read_email(text) == first
    assert 0 <= first.confidence <= 1
    assert 0 <= first.evidence <= 1
    assert first.address is None or read_email(first.address).address == first.address


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:8]))
def test_hostile_text_takes_bounded_time(text: str) -> None:
    begun = time.process_time()
    read_phones(text, country="DE")
    read_email(text)
    assert time.process_time() - begun < 1
