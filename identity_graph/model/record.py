"""What one source said once about a person or an organization, in the source's own spelling."""

from dataclasses import dataclass
from typing import Literal

EntityKind = Literal["person", "organization"]


@dataclass(frozen=True, slots=True)
class Name:
    """One name: either ``full``, or parts, or both. ``type`` is ``primary``, ``alias``, ``maiden``, ``native`` …"""

    full: str | None = None
    given: str | None = None
    middle: str | None = None
    family: str | None = None
    type: str = "primary"


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number somebody issued. ``scheme`` is a kind (``passport``, ``national_id``, ``tax_id``, ``lei`` …);
    ``country`` is ISO 3166-1 alpha-2 or the source's wording, ``None`` where unknown."""

    scheme: str
    number: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """An address: free text in ``full``, or components, or both."""

    full: str | None = None
    house_number: str | None = None
    street: str | None = None
    unit: str | None = None
    district: str | None = None
    city: str | None = None
    region: str | None = None
    postal_code: str | None = None
    country: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One record of one source. ``(source, record_id)`` is its key.

    Values are the source's own text; only dates a mapping gave a format for are already ISO 8601
    (``1978``, ``1978-11`` or ``1978-11-12``). ``attributes`` keeps every column the mapping did not name, as
    (column, text) pairs, so that nothing a source said is lost. ``observed_on`` is the ISO date at which the source
    says this was true.
    """

    source: str
    record_id: str
    kind: EntityKind = "person"
    names: tuple[Name, ...] = ()
    birth_dates: tuple[str, ...] = ()
    birth_places: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()
    addresses: tuple[PostalAddress, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    bank_accounts: tuple[str, ...] = ()
    mobile_accounts: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    ip_addresses: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    face_templates: tuple[str, ...] = ()
    country: str | None = None
    observed_on: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
