import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from identity_graph.normalize.contacts import read_phone, read_phones


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("702-919-1300", "US", "+17029191300"),
        ("702-919-1300", None, "+17029191300"),
        ("18188922818", None, "+18188922818"),
        ("+7(4812)85-62-34", None, "+74812856234"),
        ("(4812)85-62-34", "Russia", "+74812856234"),
        ("(4812)85-62-34", None, None),
        ("8 (495) 123-45-67", "RU", "+74951234567"),
        ("+39 0352 6553537", None, "+3903526553537"),
        ("+44 (0)20 7183 8750", None, "+442071838750"),
        ("0049 30 901820", None, "+4930901820"),
        ("Tel.: 030/901820", "DE", "+4930901820"),
        ("٠٥٠١٢٣٤٥٦٧", "SA", "+966501234567"),
        ("０３－１２３４－５６７８", "JP", "+81312345678"),
        ("\u202a+972 50-223-4567\u202c", None, "+972502234567"),
        ("011 15 2345-6789", "AR", "+5491123456789"),
        ("+52 1 55 1234 5678", None, "+525512345678"),
        ("(11) 8765-4320", "BR", "+5511987654320"),
        ("97000000", "BJ", "+2290197000000"),
        ("0162 345 6789", "VN", "+84323456789"),
        ("1-800-FLOWERS", "US", "+18003569377"),
        ("+20 2 2700 0001", "US", "+20227000001"),
        ("0712345679", "US", None),
        ("+1 117 919 1300", None, None),
        ("no phone", "DE", None),
        ("9" * 1000, None, None),
        ("", None, None),
    ],
)
def test_numbers_as_people_write_them(text: str, country: str | None, number: str | None) -> None:
    assert read_phone(text, country=country).e164 == number


def test_possible_is_not_valid() -> None:
    valid, possible = read_phone("+33612345678"), read_phone("+33712345678")
    assert (valid.standing, valid.kind, valid.country) == ("valid", "mobile", "FR")
    assert (possible.standing, possible.kind) == ("possible", "unknown")
    assert possible.confidence < valid.confidence


def test_a_number_without_its_area_is_local() -> None:
    found = read_phone("221-2412", country="US")
    assert (found.e164, found.standing, found.national) == (None, "local", "2212412")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("+18005551234", "toll free"),
        ("+4930901820", "fixed"),
        ("+491713920012", "mobile"),
        ("+442071838750", "fixed"),
        ("+80012340678", "toll free"),
        ("+8821612340678", "voip"),
        ("+12124960000", "fixed or mobile"),
    ],
)
def test_types(text: str, kind: str) -> None:
    assert read_phone(text).kind == kind


def test_several_numbers_and_an_extension() -> None:
    found = read_phones("030 901820/57; 0171 3420012 ext. 12, (030) 901821", country="DE")
    assert [(phone.e164, phone.extension) for phone in found] == [
        ("+4930901820", None),
        ("+4930901857", None),
        ("+491713420012", "12"),
        ("+4930901821", None),
    ]
    assert [p.e164 for p in read_phones("+44 7911 123456 or +44 20 7183 8750")] == ["+447911123456", "+442071838750"]
    assert read_phone("8 (495) 123-45-67 доб. 12", country="RU").extension == "12"


@pytest.mark.parametrize(
    ("text", "country", "reason"),
    [
        ("212-555-0123", "US", "kept for films and examples"),
        ("07700 900123", "GB", "kept for films and examples"),
        ("+1 555 555 5555", None, "one digit repeated"),
        ("0000000000", None, "one digit repeated"),
        ("+800 1234 5678", None, "a run of digits"),
        ("+7 495 123 45 67", None, None),
    ],
)
def test_placeholders(text: str, country: str | None, reason: str | None) -> None:
    assert read_phone(text, country=country).placeholder == reason


def test_what_was_done_is_told() -> None:
    found = read_phone("٠٥٠١٢٣٤٥٦٧", country="SA")
    assert found.changes == ("digits of another script", "country code of SA put before")
    assert found.table.startswith("phones 1, libphonenumber ")


def _examples() -> list[phonenumbers.PhoneNumber]:
    kinds = range(11)
    found = [phonenumbers.example_number_for_type(c, k) for c in sorted(phonenumbers.SUPPORTED_REGIONS) for k in kinds]
    return [number for number in found if number]


def test_every_example_of_libphonenumber_is_read_as_it_reads_it() -> None:
    for number in _examples():
        e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        found = read_phone(e164)
        assert (found.e164, found.standing) == (e164, "valid"), e164
        assert found.country == phonenumbers.region_code_for_number(number)


@given(
    st.sampled_from(["1", "44", "49", "52", "54", "55", "39", "800", "999"]),
    st.from_regex(r"[0-9]{3,13}", fullmatch=True),
)
def test_e164_is_read_as_with_blanks_around_it(code: str, national: str) -> None:
    """The short way gives what the long one gives."""
    assert read_phones(f"+{code}{national}") == read_phones(f" +{code}{national} ")
