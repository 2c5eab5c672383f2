import pytest

from identity_graph.normalize.emails import is_placeholder, is_role, normalize_email
from identity_graph.normalize.phones import normalize_phone


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Bob.Smith+x@GoogleMail.com", "bobsmith@gmail.com"),
        ("Bob.Smith+x@work.com", "bob.smith+x@work.com"),
        (" MAILTO:a@b.co ", "a@b.co"),
        ("<a@b.co>", "a@b.co"),
        ("info@bücher.de", "info@xn--bcher-kva.de"),
        ("a@b", None),
        ("a b@c.de", None),
        ("a..b@c.de", None),
        ("x" * 300 + "@a.de", None),
        ("", None),
    ],
)
def test_emails(text: str, address: str | None) -> None:
    assert normalize_email(text) == address


def test_placeholders_and_desks_are_told_apart() -> None:
    assert [is_placeholder(e) for e in ("noemail@x.com", "no-reply@x.de", "x@test.com", "000@x.de", "bob@x.de")] == [
        True,
        True,
        True,
        True,
        False,
    ]
    assert is_role("info@x.de")
    assert not is_role("infona@x.de")


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("702-919-1300", "US", "+17029191300"),
        ("702-919-1300", None, "+17029191300"),
        ("18188922818", None, "+18188922818"),
        ("+7(4812)85-62-34", None, "+74812856234"),
        ("(4812)85-62-34", "RU", "+74812856234"),
        ("(4812)85-62-34", None, None),
        ("+39 0352 6553537", None, "+3903526553537"),
        ("+44 (0)20 7946 0958", None, "+442079460958"),
        ("0049 30 901820", None, "+4930901820"),
        ("٠٥٠١٢٣٤٥٦٧", "SA", "+966501234567"),
        ("+1 702 919 1300 ext. 5", None, "+17029191300"),
        ("+20 2 2700 0001", "US", "+20227000001"),
        ("+2002000000", "US", "+2002000000"),
        ("+310000000", None, None),
        ("221-2412", "US", None),
        ("0712345679", "US", None),
        ("+1 117 919 1300", None, None),
        ("1234567890", "US", None),
        ("555-555-5555", "US", None),
        ("212-555-0123", "US", None),
        ("0000000000", None, None),
        ("no phone", "DE", None),
        ("9" * 1000, None, None),
        ("", None, None),
    ],
)
def test_phones(text: str, country: str | None, number: str | None) -> None:
    assert normalize_phone(text, country) == number
