import pytest

from identity_graph.normalize.contacts import read_email


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Bob.Smith+x@GoogleMail.com", "bobsmith@gmail.com"),
        ("Bob.Smith+x@work.com", "bob.smith+x@work.com"),
        ("bob-shop@yahoo.com", "bob@yahoo.com"),
        ("bob+x@proton.me", "bob@proton.me"),
        ("ivan.petrov@ya.ru", "ivan-petrov@yandex.ru"),
        (" MAILTO:a@b.co ", "a@b.co"),
        ("mailto:a@b.co?subject=x", "a@b.co"),
        ("<a@b.co>", "a@b.co"),
        ("E-mail: a@b.co", "a@b.co"),
        ("a@b.co; c@d.de", "a@b.co"),
        ("jane [at] example [dot] org", "jane@example.org"),
        ("info@bücher.de", "info@xn--bcher-kva.de"),
        ("用户@例子.公司", "用户@xn--fsqu00a.xn--55qx5d"),
        ("bob.@firm.de", "bob@firm.de"),
        ("+x@gmail.com", "+x@gmail.com"),
        ("a@b", None),
        ("a b@c.de", None),
        ("a..b@c.de", None),
        ("a@-b.de", None),
        ("x" * 300 + "@a.de", None),
        ("", None),
    ],
)
def test_addresses(text: str, address: str | None) -> None:
    assert read_email(text).address == address


def test_a_name_before_the_address_is_kept() -> None:
    found = read_email('"Jane Doe" <Jane.Doe+news@Gmail.com>')
    assert (found.name, found.address, found.tag, found.written) == (
        "Jane Doe",
        "janedoe@gmail.com",
        "news",
        "jane.doe+news@gmail.com",
    )
    assert found.changes == ("taken out of < >", "tag left out", "dots left out")
    assert found.table.startswith("emails 1, disposable ")


@pytest.mark.parametrize(
    ("domain", "provider"),
    [
        ("gmail.con", "gmail.com"),
        ("gmial.com", "gmail.com"),
        ("hotmai.com", "hotmail.com"),
        ("gmаil.com", "gmail.com"),
        ("0utlook.com", "outlook.com"),
        ("mail.com", None),
        ("email.com", None),
        ("firm.de", None),
        ("gmail.com", None),
    ],
)
def test_look_alikes(domain: str, provider: str | None) -> None:
    found = read_email(f"bob@{domain}")
    assert found.looks_like == provider
    assert (found.evidence < 1) is (provider is not None)


def test_desks_throw_away_boxes_forwarders_and_placeholders_say_less() -> None:
    assert read_email("info@firm.de").role
    assert not read_email("infona@firm.de").role
    assert read_email("x1@mailinator.com").disposable
    assert read_email("x1@sub.mailinator.com").disposable
    assert read_email("x1@privaterelay.appleid.com").forwarder
    assert read_email("noemail@firm.de").placeholder
    assert read_email("bob@test.com").placeholder
    assert read_email("000@firm.de").placeholder
    evidence = [
        read_email(f"{who}").evidence for who in ("bob@firm.de", "info@firm.de", "b@mailinator.com", "none@x.de")
    ]
    assert evidence == sorted(evidence, reverse=True)
    assert len(set(evidence)) == 4
