"""Addresses of servers: taken apart, shown without a secret, refused without one."""

import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identity_graph.errors import SettingsError
from identity_graph.settings import Settings
from identity_graph.stores.address import Address, parse_address

NOBODY = Settings(store_user=None, store_password=None)
SOMEBODY = Settings.model_validate({"store_user": "from settings", "store_password": "hidden"})
OPTIONS = frozenset({"iam", "source"})


def parsed(url: str, settings: Settings = NOBODY) -> Address:
    return parse_address(url, settings, port=7687, options=OPTIONS)


@pytest.mark.parametrize(
    ("url", "address", "shown"),
    [
        ("bolt://host", Address("bolt", "host", 7687), "bolt://host:7687"),
        ("bolt://host/", Address("bolt", "host", 7687), "bolt://host:7687"),
        ("neo4j+s://host:1/people", Address("neo4j+s", "host", 1, "people"), "neo4j+s://host:1/people"),
        ("bolt://[::1]:99", Address("bolt", "::1", 99), "bolt://[::1]:99"),
        ("wss://h?iam=eu-west-1&source=g", Address("wss", "h", 7687, "", {"iam": "eu-west-1", "source": "g"}), None),
        ("wss://h/a/b?source=a%26b%20c", Address("wss", "h", 7687, "a/b", {"source": "a&b c"}), None),
        ("ws://ana@host", Address("ws", "host", 7687, user="ana"), "ws://host:7687"),
        ("ws://ana:p%2Fa%40s@host", Address("ws", "host", 7687, user="ana", password="p/a@s"), "ws://host:7687"),
    ],
)
def test_parts(url: str, address: Address, shown: str | None) -> None:
    found = parsed(url)
    assert found == address
    assert shown in {None, found.shown}


def test_who_the_address_does_not_name_comes_from_the_settings() -> None:
    for url, user, password in [
        ("bolt://host", "from settings", "hidden"),
        ("bolt://ana@host", "ana", "hidden"),
        ("bolt://ana:own@host", "ana", "own"),
    ]:
        found = parsed(url, SOMEBODY)
        assert (found.user, found.password) == (user, password)
        assert "hidden" not in repr(found)
        assert "own" not in repr(found)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("bolt://", "names no host; write bolt://HOST:7687"),
        ("bolt://:7687", "names no host"),
        ("bolt:host", "names no host"),
        ("bolt://host?aim=x", "unknown option 'aim'; known: iam, source"),
        ("bolt://host:0", "no number from 1 to 65535"),
        ("bolt://host:65536", "no number from 1 to 65535"),
        ("bolt://host:port", "no number from 1 to 65535"),
        ("bolt://host#part", "cannot be read"),
        ("bolt://[::1", "cannot be read"),
    ],
)
def test_refused(url: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        parsed(url)


SECRET = "s3cret"


@pytest.mark.parametrize(
    "password",
    [
        f"{before}{mark}{SECRET}"
        for before in ("", "12", "12x", f"{SECRET}12")
        for mark in ("/", "?", "#", "[", "]", "\u2100")
    ],
)
def test_a_password_with_a_mark_in_it_is_refused_and_not_shown(password: str) -> None:
    with pytest.raises(SettingsError, match="STORE_PASSWORD") as caught:
        parsed(f"bolt://ana:{password}@host:7687/people?iam=x")
    assert SECRET not in "".join(traceback.format_exception(caught.value))


@given(
    host=st.sampled_from(["host", "10.0.0.1", "::1", "a.b-c.example"]),
    port=st.integers(1, 65_535),
    path=st.sampled_from(["", "people", "gremlin/x"]),
    options=st.dictionaries(st.sampled_from(sorted(OPTIONS)), st.text(st.characters(codec="utf-8"))),
)
def test_what_is_shown_opens_the_same_place(host: str, port: int, path: str, options: dict[str, str]) -> None:
    address = Address("bolt", host, port, path, options)
    assert parsed(address.shown) == address
