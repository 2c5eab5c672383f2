"""Laws of normalizing: it never raises, says the same twice, and takes bounded time on any text."""

import time
from dataclasses import fields, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from identity_graph.model import Identifier, Name, PostalAddress, Record
from identity_graph.normalize import (
    address_key,
    blocking_keys,
    comparable,
    country_code,
    fold,
    identifier_keys,
    normalize_bank_account,
    normalize_ip,
    normalize_mobile_account,
    normalize_token,
    organization_name,
    person_name,
    read_email,
    read_phone,
    usable_identifier,
)

ANY = st.text(st.characters(), max_size=40)
LIKELY = st.text("0123456789-/.,:+@# abMЖم王가é\u0301\u200f", max_size=30)
TEXT = st.one_of(ANY, LIKELY)
SOME = st.none() | TEXT
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
NAMES = st.builds(Name, full=SOME, given=SOME, middle=SOME, family=SOME, type=st.sampled_from(["primary", "alias"]))
IDENTIFIERS = st.builds(
    Identifier,
    scheme=TEXT | st.sampled_from(["passport", "ssn", "national_id", "tax_id", "vat", "lei"]),
    number=TEXT | st.text("0123456789ABCXYZ", min_size=4, max_size=20),
    country=SOME | st.sampled_from(["US", "DE", "Spain", "BR", "IT"]),
)
ADDRESSES = st.builds(
    PostalAddress, **dict.fromkeys(("full", "house_number", "street", "unit", "city", "region"), SOME)
)
TEXT_FIELDS = tuple(field.name for field in fields(Record) if field.type == tuple[str, ...])
RECORDS = st.builds(
    Record,
    source=TEXT,
    record_id=TEXT,
    kind=st.sampled_from(["person", "organization"]),
    names=st.lists(NAMES, max_size=3).map(tuple),
    addresses=st.lists(ADDRESSES, max_size=2).map(tuple),
    identifiers=st.lists(IDENTIFIERS, max_size=2).map(tuple),
    country=SOME | st.sampled_from(["US", "DE"]),
    **dict.fromkeys(TEXT_FIELDS, TEXTS),
)
QUICK = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(RECORDS)
def test_any_record_can_be_normalized_and_always_to_the_same(record: Record) -> None:
    first, again = comparable(record), comparable(replace(record))
    assert first == again
    assert blocking_keys(first) == blocking_keys(again)
    assert identifier_keys(record) == identifier_keys(replace(record))
    assert len({(node.kind, node.key) for node in identifier_keys(record)}) == len(identifier_keys(record))


@QUICK
@given(RECORDS)
def test_the_order_of_identifiers_does_not_matter(record: Record) -> None:
    turned = replace(
        record,
        identifiers=record.identifiers[::-1],
        phones=record.phones[::-1],
        emails=record.emails[::-1],
        addresses=record.addresses[::-1],
        accounts=record.accounts[::-1],
    )
    assert comparable(turned) == comparable(record)
    assert [(node.kind, node.key) for node in identifier_keys(turned)] == [
        (node.kind, node.key) for node in identifier_keys(record)
    ]


@QUICK
@given(RECORDS)
def test_comparable_text_is_plain_latin(record: Record) -> None:
    seen = comparable(record)
    texts = [
        seen.given,
        seen.family,
        seen.full,
        *seen.names,
        seen.birth_place,
        seen.occupation,
        *seen.cities,
        *seen.streets,
    ]
    assert all(text is None or (text and fold(text) == text) for text in texts)


@QUICK
@given(TEXT, st.sampled_from([None, "US", "DE", "IT", "XX", ""]))
def test_no_text_makes_a_function_raise(text: str, country: str | None) -> None:
    for function in (fold, country_code, read_email, normalize_ip, normalize_token, organization_name):
        function(text)
    for with_country in (normalize_bank_account, normalize_mobile_account):
        with_country(text, country)
    read_phone(text, country=country)
    person_name(Name(full=text))
    address_key(PostalAddress(full=text, postal_code=text, country=text), country)
    usable_identifier(Identifier(text, text, text), country)


@QUICK
@given(TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@QUICK
@given(st.from_regex(r"[\w.+]{1,12}@[\w-]{1,8}\.(com|de)", fullmatch=True) | st.emails() | TEXT)
def test_a_normal_email_stays_as_it_is(text: str) -> None:
    address = read_email(text).address
    assert address is None or read_email(address).address == address


@settings(QUICK, max_examples=200)
@given(st.from_regex(r"\+?[0-9]{6,15}", fullmatch=True), st.sampled_from([None, "US", "DE", "IT", "RU", "MX", "AR"]))
def test_a_normal_phone_stays_as_it_is(text: str, country: str | None) -> None:
    number = read_phone(text, country=country).e164
    assert number is None or read_phone(number).e164 == number
    assert number is None or read_phone(number, country=country).e164 == number


@pytest.mark.parametrize(
    "hostile",
    [
        "\u0301" * 10_000,
        "e" + "\u0316" * 10_000,
        "ﷺ" * 10_000,
        "1," * 10_000,
        "#1-" * 10_000,
        "a." * 10_000,
        "+" * 10_000,
        "0" * 10_000,
    ],
)
def test_hostile_text_takes_bounded_time(hostile: str) -> None:
    everywhere = (hostile,)
    record = Record(
        "s",
        "1",
        names=(Name(full=hostile), Name(given=hostile, family=hostile)),
        birth_dates=everywhere,
        birth_places=everywhere,
        addresses=(PostalAddress(full=hostile), PostalAddress(street=hostile, postal_code=hostile, country=hostile)),
        identifiers=(Identifier("ssn", hostile), Identifier(hostile, hostile, hostile)),
        phones=everywhere,
        emails=(hostile, f"{hostile}@{hostile}.de"),
        bank_accounts=everywhere,
        mobile_accounts=everywhere,
        devices=everywhere,
        ip_addresses=everywhere,
        country=hostile,
    )
    started = time.process_time()
    blocking_keys(comparable(record))
    identifier_keys(record)
    assert time.process_time() - started < 0.5
