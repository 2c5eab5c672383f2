"""Numbers: published specimens under any wording, placeholders, scripts, look-alikes, and what is not known."""

import pytest

from identity_graph.normalize.documents import parse_identifier


@pytest.mark.parametrize(
    ("value", "scheme", "country", "text", "standing"),
    [
        ("536-90-4399", "SSN", None, "social_security:US:536904399", "format only"),
        ("3241", "SSN", None, "social_security:US:3241", "failed"),
        ("12345678-Z", "DNI", "ESP", "national_id:ES:12345678Z", "passed"),
        ("12345678A", "national_id", "ES", "national_id:ES:12345678A", "failed"),
        ("20.123.456", "DNI", "Argentina", "national_id:AR:20123456", "format only"),
        ("DE 136 695 976", "vat", "DE", "vat:DE:136695976", "passed"),
        ("390.533.447-05", "CPF", None, "tax_id:BR:39053344705", "passed"),
        ("16.727.230/0001-97", "C.N.P.J.", None, "company_number:BR:16727230000197", "passed"),
        ("BOXW310820HNERXN09", "C.U.R.P.", "Mexico", "national_id:MX:BOXW310820HNERXN09", "passed"),
        ("GMVLMR80070501M100", "clave de elector", "MX", "voter_id:MX:GMVLMR80070501M100", "format only"),
        ("032180000118359719", "CLABE", None, "bank_account:MX:032180000118359719", "passed"),
        ("2850590940090418135201", "CBU", None, "bank_account:AR:2850590940090418135201", "passed"),
        ("WKH1186253", "EPIC", None, "voter_id:IN:WKH1186253", "passed"),
        ("ACUPA7085R", "PAN", None, "tax_id:IN:ACUPA7085R", "format only"),
        ("0712 345 098", "M-Pesa", "KE", "mobile_money:KE:254712345098", "format only"),
        ("+254 712 345 098", "M-Pesa", "KE", "mobile_money:KE:254712345098", "format only"),
        ("ravi.kumar@okbank", "UPI", None, "bank_account:IN:RAVI.KUMAR@OKBANK", "format only"),
        ("F1234567N", "FIN", "SG", "residence_permit:SG:F1234567N", "passed"),
        ("M1234567K", "FIN", "SG", "residence_permit:SG:M1234567K", "passed"),
        ("A123456(3)", "HKID", None, "national_id:HK:A1234563", "passed"),
        ("A123456789", "身分證", "TW", "national_id:TW:A123456789", "passed"),
        ("112-233-445 95", "СНИЛС", "RU", "social_security:RU:11223344595", "passed"),
        ("151086 95088", "fødselsnummer", "NO", "national_id:NO:15108695088", "passed"),
        ("131052-308T", "henkilötunnus", "FI", "national_id:FI:131052-308T", "passed"),
        ("8-283-746", "Cedula No.", "Panama", "national_id:PA:8-283-746", "format only"),
        ("5493001KJTIIGC8Y1R12", "LEI", "US", "lei:ZZ:5493001KJTIIGC8Y1R12", "passed"),
        ("IMO 9319466", "Vessel Registration Identification", None, "imo:ZZ:9319466", "passed"),
        ("DEUTDEFF", "SWIFT/BIC", None, "bic:ZZ:DEUTDEFF", "format only"),
        ("c01x-00t47", "passport", "Germany", "passport:DE:C01X00T47", "format only"),
        ("A12345X", "voter_id", "MX", "voter_id:MX:A12345X", "unknown"),
        ("AB12", "Library Card", "Atlantis", "library_card:ZZ:AB12", "unknown"),
    ],
)
def test_numbers(value: str, scheme: str, country: str | None, text: str, standing: str) -> None:
    found = parse_identifier(value, scheme=scheme, country=country)
    assert (found.text, found.standing) == (text, standing)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("000-00-0000", "one character repeated"),
        ("123456789", "a published specimen"),
        ("078-05-1120", "a published specimen"),
        ("111111111", "one character repeated"),
        ("N/A", "too short"),
        ("unknown", "a word for none, or a number printed as an example"),
        ("A000000", "zeros"),
    ],
)
def test_placeholders_are_told_and_never_strong(number: str, reason: str) -> None:
    found = parse_identifier(number, scheme="SSN")
    assert found.placeholder == reason
    assert not found.strong


@pytest.mark.parametrize("value", ["٠٠٧٩٠٢٨٧٤٨", "۰۰۷۹۰۲۸۷۴۸", "००७९०२८७४८", "００７９０２８７４８"])
def test_digits_of_every_script(value: str) -> None:
    found = parse_identifier(value, scheme="کد ملی")
    assert (found.text, found.standing) == ("national_id:IR:0079028748", "passed")
    assert "digits of another script" in found.changes


def test_look_alikes_are_read_where_the_check_then_passes_and_are_told() -> None:
    repaired = parse_identifier("39O.533.447-O5", scheme="CPF")
    exact = parse_identifier("39053344705", scheme="CPF")
    assert repaired.number == exact.number
    assert repaired.changes[-1] == "letters read as the digits they look like"
    assert repaired.confidence < exact.confidence


def test_look_alikes_are_left_where_no_check_decides() -> None:
    assert parse_identifier("1O293847", scheme="passport", country="JP").number == "1O293847"


def test_without_scheme_and_country_candidates_are_told() -> None:
    found = parse_identifier("BOXW310820HNERXN09")
    assert (found.scheme, found.country) == ("mx.curp", "MX")
    nine_digits = parse_identifier("283746501")
    assert nine_digits.country == "ZZ"
    assert len(nine_digits.candidates) > 3
    assert sum(candidate.confidence for candidate in nine_digits.candidates) <= 1.01
    assert nine_digits.confidence < 0.5


def test_a_prefix_names_the_country() -> None:
    assert parse_identifier("DE136695976", kind="vat").country == "DE"
    assert parse_identifier("PL8567346215", kind="vat").text == "tax_id:PL:8567346215"


def test_kind_and_strength() -> None:
    person = parse_identifier("44051401359", kind="national_id", country="Poland")
    assert (person.scheme, person.strength, person.life, person.valid) == ("pl.pesel", 5, True, True)
    office = parse_identifier("48213-1", scheme="Folio Mercantil No.", country="Mexico")
    assert not office.strong
    assert not parse_identifier("DEUTDEFF", scheme="bic").strong
