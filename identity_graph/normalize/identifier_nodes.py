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
from identity_graph.normalize.addresses import address_text, normalize_address
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
    once: dict[tuple[str, tuple[str, ...]], IdentifierKey] = {}
    for reader in (_documents, _contacts, _addresses, _money, _signals):
        for node in reader(record, hint):
            once.setdefault((node.kind, node.key), node)
    return tuple([once[place] for place in sorted(once)])


def _documents(record: Record, hint: str | None) -> Iterator[IdentifierKey]:
    for identifier in record.identifiers:
        if found := usable_identifier(identifier, hint):
            key = (found.kind, found.country, found.number)
            said: dict[str, Value] = {"scheme": found.kind, "country": found.country, "number": found.number}
            if found.valid is not None:
                said["valid"] = found.valid
            yield IdentifierKey("Document", key, said)


def _contacts(record: Record, hint: str | None) -> Iterator[IdentifierKey]:
    for number in usable_phones(record.phones, hint):
        yield IdentifierKey("Phone", (number,), {"number": number})
    for address in usable_emails(record.emails):
        yield IdentifierKey("Email", (address,), {"address": address})


def _addresses(record: Record, hint: str | None) -> Iterator[IdentifierKey]:
    for address in record.addresses:
        found = normalize_address(address, hint)
        if key := found.key:
            said: dict[str, Value | None] = {
                "house_number": found.house_number,
                "street": found.street,
                "unit": found.unit,
                "city": found.city,
                "region": found.region,
                "postal_code": found.postal_code.upper() if found.postal_code else None,
                "country": found.country,
                "text": address_text(address) or None,
            }
            yield IdentifierKey("Address", key, {name: value for name, value in said.items() if value is not None})


def _money(record: Record, hint: str | None) -> Iterator[IdentifierKey]:
    for text in record.bank_accounts:
        if held := normalize_bank_account(text, hint):
            said: dict[str, Value] = {"number": held.number}
            if held.country != UNKNOWN_COUNTRY:
                said["country"] = held.country
            yield IdentifierKey("BankAccount", (held.country, held.number), said)
    for text in record.mobile_accounts:
        if number := normalize_mobile_account(text, hint):
            yield IdentifierKey("MobileAccount", (number,), {"number": number})


def _signals(record: Record, _hint: str | None) -> Iterator[IdentifierKey]:
    for text in record.devices:
        if token := normalize_token(text):
            yield IdentifierKey("Device", (token,), {"device_id": token})
    for text in record.ip_addresses:
        if address := normalize_ip(text):
            yield IdentifierKey("IpAddress", (address,), {"address": address})
    for text in record.accounts:
        if token := normalize_token(text):
            key = (record.source, token)
            yield IdentifierKey("Account", key, {"account_id": token, "source": record.source})
    for text in record.face_templates:
        if token := normalize_token(text):
            yield IdentifierKey("FaceTemplate", (token,), {"template_id": token})
