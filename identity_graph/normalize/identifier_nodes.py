"""The identifier nodes a record has in the graph: each with the key its id is built from, and its properties."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from identity_graph.model import Record, Value
from identity_graph.normalize.accounts import (
    normalize_bank_account,
    normalize_ip,
    normalize_mobile_account,
    normalize_token,
)
from identity_graph.normalize.addresses import address_key, address_text, normalize_address
from identity_graph.normalize.contacts import usable_emails, usable_phones
from identity_graph.normalize.countries import UNKNOWN_COUNTRY, country_code
from identity_graph.normalize.identifiers import usable_identifier


@dataclass(frozen=True, slots=True)
class IdentifierKey:
    """A node of ``kind`` whose id is ``node_id(kind, *key)``; ``properties`` are without ``None``."""

    kind: str
    key: tuple[str, ...]
    properties: Mapping[str, Value] = field(default_factory=dict[str, Value])


def identifier_keys(record: Record) -> tuple[IdentifierKey, ...]:
    """Every identifier node of a record, each once, ordered by kind and key; none for placeholders and the like."""
    hint = country_code(record.country)
    readers = (_documents, _contacts, _addresses, _money, _signals)
    found = [node for reader in readers for node in reader(record, hint)]
    once = {(node.kind, node.key): node for node in reversed(found)}
    return tuple(once[place] for place in sorted(once))


def _documents(record: Record, hint: str | None) -> Iterator[IdentifierKey]:
    for identifier in record.identifiers:
        if found := usable_identifier(identifier, hint):
            scheme, country, number = key = (found.kind, found.country, found.number)
            yield _node("Document", key, scheme=scheme, country=country, number=number, valid=found.valid)


def _contacts(record: Record, hint: str | None) -> Iterator[IdentifierKey]:
    for number in usable_phones(record.phones, hint):
        yield _node("Phone", (number,), number=number)
    for address in usable_emails(record.emails):
        yield _node("Email", (address,), address=address)


def _addresses(record: Record, hint: str | None) -> Iterator[IdentifierKey]:
    for address in record.addresses:
        if key := address_key(address, hint):
            found = normalize_address(address, hint)
            yield _node(
                "Address",
                key,
                house_number=found.house_number,
                street=found.street,
                unit=found.unit,
                city=found.city,
                region=found.region,
                postal_code=found.postal_code.upper() if found.postal_code else None,
                country=found.country,
                text=address_text(address) or None,
            )


def _money(record: Record, hint: str | None) -> Iterator[IdentifierKey]:
    for text in record.bank_accounts:
        if held := normalize_bank_account(text, hint):
            country = None if held.country == UNKNOWN_COUNTRY else held.country
            yield _node("BankAccount", (held.country, held.number), number=held.number, country=country)
    for text in record.mobile_accounts:
        if number := normalize_mobile_account(text, hint):
            yield _node("MobileAccount", (number,), number=number)


def _signals(record: Record, _hint: str | None) -> Iterator[IdentifierKey]:
    for text in record.devices:
        if token := normalize_token(text):
            yield _node("Device", (token,), device_id=token)
    for text in record.ip_addresses:
        if address := normalize_ip(text):
            yield _node("IpAddress", (address,), address=address)
    for text in record.accounts:
        if token := normalize_token(text):
            yield _node("Account", (record.source, token), account_id=token, source=record.source)
    for text in record.face_templates:
        if token := normalize_token(text):
            yield _node("FaceTemplate", (token,), template_id=token)


def _node(kind: str, key: tuple[str, ...], **properties: Value) -> IdentifierKey:
    return IdentifierKey(kind, key, {name: value for name, value in properties.items() if value is not None})
