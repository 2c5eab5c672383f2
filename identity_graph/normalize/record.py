"""One record to its comparable values: the one function that puts everything together."""

from typing import Final

from identity_graph.model import Record, record_node_id
from identity_graph.normalize.accounts import normalize_bank_account, normalize_mobile_account, normalize_token
from identity_graph.normalize.addresses import normalize_address
from identity_graph.normalize.comparable import Comparable
from identity_graph.normalize.countries import country_code
from identity_graph.normalize.dates import parse_date
from identity_graph.normalize.emails import is_placeholder, is_role, normalize_email
from identity_graph.normalize.identifiers import NormalIdentifier, normalize_identifier
from identity_graph.normalize.names import generation, normalize_names
from identity_graph.normalize.phones import normalize_phone
from identity_graph.normalize.phonetics import codes
from identity_graph.normalize.table_files import lists
from identity_graph.normalize.text import distinct, fold, folded

_MONTH_FIRST: Final = frozenset({"US", "PR", "GU", "VI", "AS", "MP", "UM", "FM", "MH", "PW", "PH"})
"""Where ``12/11`` is the eleventh of December (Unicode CLDR short dates)."""
_EITHER_ORDER: Final = frozenset({"CA", "KE", "GH", "ZA"})
_GENDERS: Final = {word: letter for letter, wordings in lists("names", "genders").items() for word in wordings}


def comparable(record: Record) -> Comparable:
    """What matching sees of a record. Pure; the order in which a source lists its values does not matter, except that
    the first primary name, birth place, gender and occupation stand for the others."""
    hint = country_code(record.country)
    names = normalize_names(record.names, record.kind)
    identifiers = _identifiers(record, hint)
    addresses = [normalize_address(address, hint) for address in record.addresses]
    return Comparable(
        record=record_node_id(record.source, record.record_id),
        source=record.source,
        kind=record.kind,
        given=names.given,
        family=names.family,
        full=names.full,
        generation=generation(record.names) if record.kind == "person" else None,
        names=names.entries,
        name_codes=codes(word for entry in names.entries for word in entry.split()),
        birth_date=_birth_date(record.birth_dates, day_first(hint)),
        birth_place=_first(record.birth_places),
        gender=_gender(record.genders),
        nationalities=distinct([code for text in record.nationalities if (code := country_code(text))]),
        occupation=_first(record.occupations),
        documents=distinct([identifier.text for identifier in identifiers]),
        strong_documents=distinct([identifier.text for identifier in identifiers if identifier.strong]),
        phones=distinct([phone for text in record.phones if (phone := normalize_phone(text, hint))]),
        emails=_emails(record),
        accounts=_accounts(record, hint),
        postal_codes=distinct([address.postal_code for address in addresses if address.postal_code]),
        streets=distinct([line for address in addresses if (line := address.line)]),
        cities=distinct([address.city for address in addresses if address.city]),
    )


def day_first(country: str | None) -> bool | None:
    """How a country writes ``12/11/1978``; ``None`` where it is not known."""
    return None if country is None or country in _EITHER_ORDER else country not in _MONTH_FIRST


def _identifiers(record: Record, hint: str | None) -> list[NormalIdentifier]:
    return [found for identifier in record.identifiers if (found := normalize_identifier(identifier, hint))]


def _birth_date(texts: tuple[str, ...], first_day: bool | None) -> str | None:
    """The most precise one said, the first of equally precise ones."""
    return max((found for text in texts if (found := parse_date(text, first_day))), key=len, default=None)


def _emails(record: Record) -> tuple[str, ...]:
    """Without placeholders, and for people without the address of a desk, which colleagues share."""
    found = [email for text in record.emails if (email := normalize_email(text)) and not is_placeholder(email)]
    return distinct([email for email in found if record.kind == "organization" or not is_role(email)])


def _accounts(record: Record, hint: str | None) -> tuple[str, ...]:
    """Bank, mobile and product accounts, each under its kind; a product account is its source's."""
    banks = [held for text in record.bank_accounts if (held := normalize_bank_account(text, hint))]
    mobiles = [number for text in record.mobile_accounts if (number := normalize_mobile_account(text, hint))]
    products = [token for text in record.accounts if (token := normalize_token(text))]
    return distinct(
        [
            *(f"bank:{held.country}:{held.number}" for held in banks),
            *(f"mobile:{number}" for number in mobiles),
            *(f"account:{record.source}:{token}" for token in products),
        ]
    )


def _first(texts: tuple[str, ...]) -> str | None:
    return next((found for text in texts if (found := folded(text))), None)


def _gender(texts: tuple[str, ...]) -> str | None:
    return next((letter for text in texts if (letter := _GENDERS.get(fold(text).replace(" ", "")))), None)
