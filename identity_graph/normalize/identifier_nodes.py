"""The identifier nodes a record has in the graph: each with the key its id is built from, and its properties."""

from collections.abc import Mapping
from typing import NamedTuple

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


class IdentifierKey(NamedTuple):
    """A node of ``kind`` whose id is ``node_id(kind, *key)``; ``properties`` are without ``None``."""

    kind: str
    key: tuple[str, ...]
    properties: Mapping[str, Value]


def identifier_keys(record: Record) -> tuple[IdentifierKey, ...]:
    """Every identifier node of a record, each once, ordered by kind and key; none for placeholders and the like."""
    hint = country_code(record.country)
    nodes = [
        *_documents(record, hint),
        *_contacts(record, hint),
        *_addresses(record, hint),
        *_money(record, hint),
        *_signals(record),
    ]
    once = {node[:2]: node for node in reversed(nodes)}  # the first of equal ones
    return tuple([once[place] for place in sorted(once)])


def _documents(record: Record, hint: str | None) -> list[IdentifierKey]:
    nodes: list[IdentifierKey] = []
    for identifier in record.identifiers:
        if found := usable_identifier(identifier, hint):
            key = (found.kind, found.country, found.number)
            said: dict[str, Value] = {"scheme": found.kind, "country": found.country, "number": found.number}
            if found.valid is not None:
                said["valid"] = found.valid
            nodes.append(IdentifierKey("Document", key, said))
    return nodes


def _contacts(record: Record, hint: str | None) -> list[IdentifierKey]:
    phones, emails = usable_phones(record.phones, hint), usable_emails(record.emails)
    return [
        *[IdentifierKey("Phone", (number,), {"number": number}) for number in phones],
        *[IdentifierKey("Email", (address,), {"address": address}) for address in emails],
    ]


def _addresses(record: Record, hint: str | None) -> list[IdentifierKey]:
    nodes: list[IdentifierKey] = []
    for address in record.addresses:
        found = normalize_address(address, hint)
        if key := found.key:
            said: dict[str, Value] = {
                name: value for name, value in zip(found._fields, found, strict=True) if value is not None
            }
            if found.postal_code:
                said["postal_code"] = found.postal_code.upper()
            if text := address_text(address):
                said["text"] = text
            nodes.append(IdentifierKey("Address", key, said))
    return nodes


def _money(record: Record, hint: str | None) -> list[IdentifierKey]:
    nodes: list[IdentifierKey] = []
    for text in record.bank_accounts:
        if held := normalize_bank_account(text, hint):
            said: dict[str, Value] = {"number": held.number}
            if held.country != UNKNOWN_COUNTRY:
                said["country"] = held.country
            nodes.append(IdentifierKey("BankAccount", (held.country, held.number), said))
    for text in record.mobile_accounts:
        if number := normalize_mobile_account(text, hint):
            nodes.append(IdentifierKey("MobileAccount", (number,), {"number": number}))
    return nodes


def _signals(record: Record) -> list[IdentifierKey]:
    nodes: list[IdentifierKey] = []
    for text in record.devices:
        if token := normalize_token(text):
            nodes.append(IdentifierKey("Device", (token,), {"device_id": token}))
    for text in record.ip_addresses:
        if address := normalize_ip(text):
            nodes.append(IdentifierKey("IpAddress", (address,), {"address": address}))
    for text in record.accounts:
        if token := normalize_token(text):
            key = (record.source, token)
            nodes.append(IdentifierKey("Account", key, {"account_id": token, "source": record.source}))
    for text in record.face_templates:
        if token := normalize_token(text):
            nodes.append(IdentifierKey("FaceTemplate", (token,), {"template_id": token}))
    return nodes
