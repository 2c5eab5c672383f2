import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban

from identity_graph.normalize.accounts import (
    BankAccount,
    normalize_bank_account,
    normalize_ip,
    normalize_mobile_account,
    normalize_token,
)
from identity_graph.normalize.documents.company_checks import iban as passes


@pytest.mark.parametrize(
    ("text", "country", "account"),
    [
        ("de89 3704 0044 0532 0130 00", None, BankAccount("DE89370400440532013000", "DE")),
        ("IBAN GB82 WEST 1234 5698 7654 32", "US", BankAccount("GB82WEST12345698765432", "GB")),
        ("DE88 3704 0044 0532 0130 00", None, None),
        ("021000021-7788991", "US", BankAccount("0210000217788991", "US")),
        ("7788991", None, BankAccount("7788991", "ZZ")),
        ("00000000", "US", None),
        ("unknown", None, None),
    ],
)
def test_bank_accounts(text: str, country: str | None, account: BankAccount | None) -> None:
    assert normalize_bank_account(text, country) == account


def test_mobile_accounts_are_phone_numbers_of_an_operator() -> None:
    assert normalize_mobile_account("M-Pesa:0712 345 679", "KE") == "m pesa:+254712345679"
    assert normalize_mobile_account("+254712345679") == "+254712345679"
    assert normalize_mobile_account("none") is None


def test_tokens_stay_as_issued() -> None:
    assert normalize_token(" Dev-7x ") == "Dev-7x"
    assert normalize_token("A1B2C3D4-0000-11EE-BE56-0242AC120002") == "a1b2c3d4-0000-11ee-be56-0242ac120002"
    assert normalize_token("00000000-0000-0000-0000-000000000000") is None
    assert normalize_token("unknown") is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:0DB8::0001", "2001:db8::1"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("127.0.0.1", None),
        ("192.168.1.1", None),
        ("0.0.0.0", None),
        ("300.1.1.1", None),
        ("localhost", None),
    ],
)
def test_ip_addresses(text: str, address: str | None) -> None:
    assert normalize_ip(text) == address


@given(st.ip_addresses(v=4).map(str))
def test_an_address_written_plainly_is_read_as_in_brackets(text: str) -> None:
    assert normalize_ip(text) == normalize_ip(f"[{text}]")


@given(st.from_regex(r"(GB|DE|FR|TR|BR|MT|NO|XX)[0-9]{2}[A-Z]{0,4}[0-9A-Z]{11,26}", fullmatch=True), st.booleans())
def test_account_numbers_pass_where_python_stdnum_lets_them(text: str, repaired: bool) -> None:
    number = f"{text[:2]}{iban.calc_check_digits(text)}{text[4:]}" if repaired else text
    assert passes(number) == iban.is_valid(number, check_country=False)


@pytest.mark.parametrize("number", ["DE89370400440532013000", "GB82WEST12345698765432", "NO9386011117947"])
def test_real_account_numbers_pass(number: str) -> None:
    assert passes(number)
