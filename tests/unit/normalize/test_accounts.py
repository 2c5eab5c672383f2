import pytest

from identity_graph.normalize.accounts import (
    BankAccount,
    normalize_bank_account,
    normalize_ip,
    normalize_mobile_account,
    normalize_token,
)


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
