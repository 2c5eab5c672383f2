"""Documents as free text says them, in the words of sanctions lists."""

import pytest

from identity_graph.normalize.documents import parse_identifier, read_stated


@pytest.mark.parametrize(
    ("text", "kind", "country", "number"),
    [
        ("Passport No. B7654329 (Iran)", "passport", "IR", "B7654329"),
        ("alt. Passport 472310168 (Korea, North) issued 01 Jan 2001 expires 2006", "passport", "KP", "472310168"),
        ("Passport KJ0114203 (Hong Kong) issued in Hong Kong", "passport", "HK", "KJ0114203"),
        ("Diplomatic Passport A000580 (Yemen)", "passport", "YE", "A000580"),
        ("National ID No. 4210103976408 (Pakistan)", "national_id", "PK", "4210103976408"),
        ("Cedula No. 79312846 (Colombia)", "national_id", "CO", "79312846"),
        ("R.F.C. VACE-460910-SX6 (Mexico)", "tax_id", "MX", "VACE460910SX6"),
        ("RFC VACE460910 (Mexico)", "tax_id", "MX", "VACE460910"),
        ("C.U.I.T. 20-05536168-2 (Argentina)", "tax_id", "AR", "20055361682"),
        ("NIT # 213123432-1 (Colombia)", "tax_id", "CO", "2131234321"),
        ("RUC # 20512333797 (Peru)", "tax_id", "PE", "20512333797"),
        ("D-U-N-S Number 15-048-3782", "duns", "ZZ", "150483782"),
        ("SSN 536-90-4399 (United States)", "social_security", "US", "536904399"),
        ("US FEIN 91-1144442", "tax_id", "US", "911144442"),
        ("Italian Fiscal Code RCCMNL83S18D969H", "tax_id", "IT", "RCCMNL83S18D969H"),
        ("UK Company Number 04366849 (United Kingdom)", "company_number", "GB", "04366849"),
        ("Company Number IMO 9319466", "imo", "ZZ", "9319466"),
        ("Registration ID HRB 11223 (Germany)", "company_number", "DE", "HRB11223"),
        ("SWIFT/BIC DEUTDEFF", "bic", "ZZ", "DEUTDEFF"),
        ("Chinese Commercial Code 2621 4034", "chinese_commercial_code", "ZZ", "2621 4034"),
        ("Romanian Tax Registration 18547290", "company_number", "RO", "18547290"),
        ("Tax ID No. 123456789047 (Russia)", "tax_id", "RU", "123456789047"),
        ("護照 M12839456 (Taiwan)", "passport", "TW", "M12839456"),
    ],
)
def test_stated(text: str, kind: str, country: str, number: str) -> None:
    found = parse_identifier(text)
    assert (found.kind, found.country, found.number) == (kind, country, number)
    assert found.scheme is not None


@pytest.mark.parametrize("text", ["", "DOB 1971", "A1928374", "nothing here", "Passport"])
def test_no_document_is_stated(text: str) -> None:
    assert read_stated(text) is None


def test_a_number_without_label_may_still_be_known() -> None:
    found = parse_identifier("GB980 7806 84")
    assert (found.scheme, found.number) == ("gb.vat", "980780684")
