import pytest

from identity_graph.model import Identifier
from identity_graph.normalize.countries import country_code
from identity_graph.normalize.identifiers import read_identifier, usable_identifier
from identity_graph.normalize.table_files import lists


@pytest.mark.parametrize(
    ("identifier", "text", "valid", "strong"),
    [
        (Identifier("passport", "c01x-00t47", "Germany"), "passport:DE:C01X00T47", None, True),
        (Identifier("ssn", "294-66-9999"), "social_security:US:294669999", None, True),
        (Identifier("SSN", "3241"), "social_security:US:3241", False, False),
        (Identifier("DNI", "12345678-Z", "ESP"), "national_id:ES:12345678Z", True, True),
        (Identifier("national_id", "12345678A", "ES"), "national_id:ES:12345678A", False, False),
        (Identifier("vat", "DE 136 695 976", "DE"), "vat:DE:136695976", True, True),
        (Identifier("vat", "136695976", "DE"), "vat:DE:136695976", True, True),
        (Identifier("lei", "5493001KJTIIGC8Y1R12", "US"), "lei:ZZ:5493001KJTIIGC8Y1R12", True, True),
        (Identifier("drivers_license", "112233", "US-NV"), "driving_licence:US:112233", None, True),
        (Identifier("Library Card", "AB12", "Atlantis"), "library_card:ZZ:AB12", None, False),
    ],
)
def test_identifiers(identifier: Identifier, text: str, valid: bool | None, strong: bool) -> None:
    found = usable_identifier(identifier)
    assert found is not None
    assert (found.text, found.valid, found.strong) == (text, valid, strong)


@pytest.mark.parametrize(
    "number",
    ["", "N/A", "none", "000-00-0000", "123456789", "1111111", "987654321", "078-05-1120", "12", "DE123456789"],
)
def test_placeholders_are_not_usable(number: str) -> None:
    assert usable_identifier(Identifier("national_id", number, "US")) is None


def test_the_records_country_stands_in_for_local_schemes_only() -> None:
    assert read_identifier(Identifier("voter_id", "A12345X"), "MX").text == "voter_id:MX:A12345X"
    assert read_identifier(Identifier("passport", "A12345X"), "MX").country == "ZZ"
    assert read_identifier(Identifier("SSN", "294-66-9999"), "MX").text == "social_security:US:294669999"
    assert read_identifier(Identifier("national_id", "12345678Z", "ES"), "MX").country == "ES"


def test_a_machine_readable_zone_is_a_document() -> None:
    zone = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8989O2C36UTO7408122F1204159ZE184226B<<<<<10"
    found = read_identifier(Identifier("MRZ", zone), "DE")
    assert (found.kind, found.number) == ("passport", "L898902C3")
    assert found.changes[:2] == ("read from a machine-readable zone", "document number: O at 50 read as 0")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Germany", "DE"),
        ("DEU", "DE"),
        ("us", "US"),
        ("U.S.", "US"),
        ("US-NV", "US"),
        ("Côte d’Ivoire", "CI"),
        ("Россия", "RU"),
        ("中国", "CN"),
        ("British", "GB"),
        ("NO", "NO"),
        ("NV", None),
        ("unknown", None),
        ("", None),
        (None, None),
    ],
)
def test_countries(text: str | None, code: str | None) -> None:
    assert country_code(text) == code


def test_the_country_table_is_whole_and_unambiguous() -> None:
    countries = lists("countries")
    assert len(countries) == 250  # ISO 3166-1 has 249; Kosovo's XK is in use beside them
    alpha_3 = [names[0] for names in countries.values()]
    assert len(set(alpha_3)) == len(alpha_3)
    assert all(country_code(name) == code for code, names in countries.items() for name in names)
