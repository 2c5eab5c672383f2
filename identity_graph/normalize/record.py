"""One record to its comparable values: the one function that puts everything together."""

from typing import Final

from identity_graph.model import Record, record_node_id
from identity_graph.normalize.accounts import normalize_bank_account, normalize_mobile_account, normalize_token
from identity_graph.normalize.addresses import normalize_address
from identity_graph.normalize.births import read_birth
from identity_graph.normalize.comparable import Comparable
from identity_graph.normalize.contacts import usable_emails, usable_phones
from identity_graph.normalize.countries import country_code
from identity_graph.normalize.documents import ParsedIdentifier
from identity_graph.normalize.identifiers import usable_identifier
from identity_graph.normalize.names import normalize_names
from identity_graph.normalize.table_files import lists
from identity_graph.normalize.text import distinct, fold, folded

EVIDENCE_MIN: Final = 0.5
"""What a shared e-mail address says at least, against 1 for a person's own, to be compared."""
_GENDERS: Final = {word: letter for letter, wordings in lists("names", "genders").items() for word in wordings}


def comparable(record: Record) -> Comparable:
    """What matching sees of a record. Pure; the order in which a source lists its values does not matter, except that
    the first primary name, birth place, gender and occupation stand for the others."""
    hint = country_code(record.country)
    names = normalize_names(record.names, record.kind)
    identifiers = _identifiers(record, hint)
    birth = read_birth(record.birth_dates, identifiers, hint)
    addresses = [normalize_address(address, hint) for address in record.addresses]
    return Comparable(
        record=record_node_id(record.source, record.record_id),
        source=record.source,
        kind=record.kind,
        given=names.given.latin or None,
        family=names.family.latin or None,
        given_spellings=names.given.spellings,
        family_spellings=names.family.spellings,
        given_in_full=distinct(names.given.in_full),
        given_abroad=names.given.abroad,
        given_known=names.given.known,
        given_sex=names.given.sex or None,
        given_codes=names.given.codes,
        family_codes=names.family.codes,
        given_sounds=names.given.sounds,
        family_sounds=names.family.sounds,
        full=names.full,
        generation=names.generation,
        names=names.entries,
        name_codes=names.codes,
        birth_date=birth.date,
        birth_days=birth.days,
        birth_stand_in=birth.stand_in,
        birth_place=_first(record.birth_places),
        gender=_gender(record.genders) or _encoded_sex(identifiers),
        nationalities=distinct([code for text in record.nationalities if (code := country_code(text))]),
        occupation=_first(record.occupations),
        documents=distinct([identifier.text for identifier in identifiers]),
        strong_documents=distinct([identifier.text for identifier in identifiers if identifier.strong]),
        phones=distinct(usable_phones(record.phones, hint)),
        emails=distinct(_emails(record)),
        accounts=_accounts(record, hint),
        postal_codes=distinct([address.postal_code for address in addresses if address.postal_code]),
        streets=distinct([line for address in addresses if (line := address.line)]),
        cities=distinct([address.city for address in addresses if address.city]),
    )


def _identifiers(record: Record, hint: str | None) -> list[ParsedIdentifier]:
    return [found for identifier in record.identifiers if (found := usable_identifier(identifier, hint))]


def _emails(record: Record) -> list[str]:
    """For people without addresses that colleagues or strangers share: those of desks and disposable ones."""
    return usable_emails(record.emails, 0.0 if record.kind == "organization" else EVIDENCE_MIN)


def _accounts(record: Record, hint: str | None) -> tuple[str, ...]:
    """Bank, mobile and product accounts, each under its kind; a product account is its source's."""
    found: list[str] = []
    for text in record.bank_accounts:
        if held := normalize_bank_account(text, hint):
            found.append(f"bank:{held.country}:{held.number}")
    for text in record.mobile_accounts:
        if number := normalize_mobile_account(text, hint):
            found.append(f"mobile:{number}")
    for text in record.accounts:
        if token := normalize_token(text):
            found.append(f"account:{record.source}:{token}")
    return distinct(found)


def _first(texts: tuple[str, ...]) -> str | None:
    for text in texts:
        if found := folded(text):
            return found
    return None


def _gender(texts: tuple[str, ...]) -> str | None:
    for text in texts:
        if letter := _GENDERS.get(fold(text).replace(" ", "")):
            return letter
    return None


def _encoded_sex(documents: list[ParsedIdentifier]) -> str | None:
    """What numbers with a passing check say, where they agree."""
    said = {found.says.sex.lower() for found in documents if found.says.sex and found.standing == "passed"}
    return said.pop() if len(said) == 1 else None
