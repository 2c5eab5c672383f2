"""Comparable values: whatever script, order or custom a source writes in. Pure; never raises on any text.

`comparable` gives what matching sees of a record, `identifier_keys` the nodes it has in the graph, `blocking_keys` what
brings it together with others. The tables in ``tables/`` (countries, schemes, nicknames, address words) are YAML.
"""

from typing import Final

from identity_graph.normalize.accounts import (
    BankAccount,
    normalize_bank_account,
    normalize_ip,
    normalize_mobile_account,
    normalize_token,
)
from identity_graph.normalize.addresses import NormalAddress, address_key, normalize_address
from identity_graph.normalize.blocking import blocking_keys
from identity_graph.normalize.calendars import (
    DateComparison,
    DateReading,
    ReadDate,
    compare_dates,
    compare_read_dates,
    date_in_formats,
    format_fault,
    read_date,
)
from identity_graph.normalize.comparable import Comparable
from identity_graph.normalize.contacts import ReadEmail, ReadPhone, read_email, read_phone, read_phones
from identity_graph.normalize.countries import UNKNOWN_COUNTRY, country_code
from identity_graph.normalize.documents import Mrz, ParsedIdentifier, parse_identifier, parse_mrz
from identity_graph.normalize.identifier_nodes import IdentifierKey, identifier_keys
from identity_graph.normalize.identifiers import read_identifier, usable_identifier
from identity_graph.normalize.names import normalize_names, organization_name, person_name
from identity_graph.normalize.naming import NameComparison, NameToken, ParsedName, compare_names, parse_name
from identity_graph.normalize.postal import AddressComparison, ParsedAddress, compare_addresses, parse_address
from identity_graph.normalize.record import comparable
from identity_graph.normalize.text import fold

NORMALIZER_VERSION: Final = "2"
"""Changes whenever the same record may give other values: what was computed under another version is computed anew."""

__all__ = [
    "NORMALIZER_VERSION",
    "UNKNOWN_COUNTRY",
    "AddressComparison",
    "BankAccount",
    "Comparable",
    "DateComparison",
    "DateReading",
    "IdentifierKey",
    "Mrz",
    "NameComparison",
    "NameToken",
    "NormalAddress",
    "ParsedAddress",
    "ParsedIdentifier",
    "ParsedName",
    "ReadDate",
    "ReadEmail",
    "ReadPhone",
    "address_key",
    "blocking_keys",
    "comparable",
    "compare_addresses",
    "compare_dates",
    "compare_names",
    "compare_read_dates",
    "country_code",
    "date_in_formats",
    "fold",
    "format_fault",
    "identifier_keys",
    "normalize_address",
    "normalize_bank_account",
    "normalize_ip",
    "normalize_mobile_account",
    "normalize_names",
    "normalize_token",
    "organization_name",
    "parse_address",
    "parse_identifier",
    "parse_mrz",
    "parse_name",
    "person_name",
    "read_date",
    "read_email",
    "read_identifier",
    "read_phone",
    "read_phones",
    "usable_identifier",
]
