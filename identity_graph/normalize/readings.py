"""How a record's values were understood: what each was read as, what was changed for it, how sure that is, and which
edition of which table did it. What an explanation shows; matching sees the same readings as `comparable`."""

from collections.abc import Iterator
from dataclasses import dataclass

from identity_graph.model import Name, Record
from identity_graph.normalize.addresses import address_text
from identity_graph.normalize.calendars import read_date
from identity_graph.normalize.contacts import read_email, read_phones
from identity_graph.normalize.countries import country_code
from identity_graph.normalize.identifiers import read_identifier
from identity_graph.normalize.names import name_text
from identity_graph.normalize.naming import parse_name
from identity_graph.normalize.postal import parse_address


@dataclass(frozen=True, slots=True)
class ReadValue:
    """One value of a record. ``said`` is the source's text, ``read`` what was made of it (empty: nothing);
    ``confidence`` in [0, 1]; ``warnings``: why it is no evidence, or what contradicts it."""

    field: str
    said: str
    read: str
    changes: tuple[str, ...]
    confidence: float
    tables: str
    warnings: tuple[str, ...] = ()


def readings(record: Record) -> tuple[ReadValue, ...]:
    """Every name, date, document, phone, e-mail and address of a record, in the order of its fields. Never raises."""
    hint = country_code(record.country)
    return (
        *(_name(name, record) for name in record.names if name_text(name)),
        *(_date(text, hint) for text in record.birth_dates),
        *_documents(record, hint),
        *(value for text in record.phones for value in _phones(text, hint)),
        *(_email(text) for text in record.emails),
        *_addresses(record, hint),
    )


def _name(name: Name, record: Record) -> ReadValue:
    found = parse_name(name_text(name), kind=record.kind)
    read = " ".join(f"{token.latin} ({token.role})" for token in found.tokens if token.latin)
    sure = found.confidence if found.culture else 0.5
    return ReadValue("name", found.text, read, found.changes, sure, ", ".join(found.tables))


def _date(text: str, hint: str | None) -> ReadValue:
    found = read_date(text, country=hint)
    likeliest = ", ".join(dict.fromkeys(reading.iso for reading in found.readings[:3]))
    warnings = ("stands for an unknown date",) if found.stands == "date" else ()
    return ReadValue("birth date", text, found.iso or likeliest, found.changes, found.confidence, found.table, warnings)


def _documents(record: Record, hint: str | None) -> Iterator[ReadValue]:
    born = next((iso for text in record.birth_dates if (iso := read_date(text, country=hint).iso)), None)
    for identifier in record.identifiers:
        found = read_identifier(identifier, hint)
        contradictions = found.contradictions(birth_date=born, sex=next(iter(record.genders), None))
        placeholder = (f"nobody's number: {found.placeholder}",) if found.placeholder else ()
        fails = ("its check fails",) if found.standing == "failed" else ()
        said = f"{identifier.scheme} {identifier.number}"
        warnings = (*placeholder, *fails, *contradictions)
        yield ReadValue("document", said, found.text, found.changes, found.confidence, found.tables, warnings)


def _phones(text: str, hint: str | None) -> Iterator[ReadValue]:
    for found in read_phones(text, country=hint):
        warnings = (f"nobody's number: {found.placeholder}",) if found.placeholder else ()
        yield ReadValue("phone", text, found.e164 or "", found.changes, found.confidence, found.table, warnings)


def _email(text: str) -> ReadValue:
    found = read_email(text)
    marks = {
        f"nobody's address: {found.placeholder}": bool(found.placeholder),
        "a desk's address, not a person's": found.role,
        "a disposable address": found.disposable,
        f"the domain looks like {found.looks_like}": bool(found.looks_like),
    }
    warnings = tuple(mark for mark, true in marks.items() if true)
    return ReadValue("e-mail", text, found.address or "", found.changes, found.confidence, found.table, warnings)


def _addresses(record: Record, hint: str | None) -> Iterator[ReadValue]:
    for address in record.addresses:
        text = address_text(address)
        found = parse_address(text, country_code(address.country) or hint)
        read = "; ".join(f"{part}: {value}" for part, value in found.components().items())
        yield ReadValue("address", text, read, found.changes, found.confidence, ", ".join(found.tables))
