"""FollowTheMoney JSON: people, companies and organizations; documents and addresses nested in them.

An entity becomes one plain nested row that `mappings/ftm.yaml` maps. Other schemata on lines of their own (a Passport
or an Address that points at its holder, ownership, sanctions …) are quarantined as not supported: joining them needs
the whole file, which a stream has not.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from identity_graph_loaders.readers.long import bad_row
from identity_graph_loaders.readers.rows import RawRow, Row, text_of

_KINDS: Final = {
    "Person": "person",
    "LegalEntity": "organization",
    "Organization": "organization",
    "Company": "organization",
    "PublicBody": "organization",
}
_NAMES: Final = {
    "name": "primary",
    "alias": "alias",
    "weakAlias": "alias",
    "previousName": "former",
    "abbreviation": "alias",
}
_LISTED: Final = {
    "birthDate": "birth_dates",
    "birthPlace": "birth_places",
    "gender": "genders",
    "nationality": "nationalities",
    "citizenship": "nationalities",
    "position": "occupations",
    "phone": "phones",
    "email": "emails",
}
_NUMBERS: Final = {
    "passportNumber": ("passport", ""),
    "idNumber": ("national_id", ""),
    "taxNumber": ("tax_id", ""),
    "vatCode": ("vat", ""),
    "innCode": ("tax_id", "RU"),
    "socialSecurityNumber": ("social_security", ""),
    "registrationNumber": ("company_number", ""),
    "ogrnCode": ("company_number", "RU"),
    "leiCode": ("lei", ""),
}
_PARTS: Final = {"given": "firstName", "middle": "middleName", "family": "lastName"}


def ftm_rows(rows: Iterator[Row]) -> Iterator[Row]:
    """Each entity of a person or an organization as a plain nested row; others as bad rows."""
    for row in rows:
        if not isinstance(row, RawRow):
            yield row
        elif row.values.get("schema") not in _KINDS:
            yield bad_row(
                row, "unsupported schema: only people and organizations (with what is nested in them) are loaded"
            )
        elif not isinstance(row.values.get("properties"), dict):
            yield bad_row(row, "the entity has no properties")
        else:
            yield RawRow(row.line, plain_row(row.values), row.raw)


def looks_like_ftm(values: Mapping[str, Any]) -> bool:
    """Whether the first object of a file is an FtM entity."""
    return "schema" in values and isinstance(values.get("properties"), dict)


def plain_row(entity: Mapping[str, Any]) -> dict[str, Any]:
    """One entity with its properties sorted; unknown ones under their own name."""
    said = {name: _listed(values) for name, values in entity["properties"].items()}
    found: dict[str, Any] = {key: value for key, value in entity.items() if key != "properties"}
    found["kind"] = _KINDS[entity["schema"]]
    found["dataset"] = next((text_of(value) for value in _listed(entity.get("datasets"))), None)
    found["names"] = _names(said)
    found["identifiers"] = _identifiers(said)
    found["addresses"] = _addresses(said)
    for name, target in _LISTED.items():
        found.setdefault(target, []).extend(said.pop(name, []))
    for name, values in said.items():
        found[f"properties.{name}" if name in found else name] = values
    return found


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _names(said: dict[str, list[Any]]) -> list[dict[str, Any]]:
    names = [{"full": value, "type": kind} for name, kind in _NAMES.items() for value in said.pop(name, [])]
    if not any(len(said.get(part, ())) > 1 for part in _PARTS.values()):
        parts = {part: said.pop(name, [""])[0] for part, name in _PARTS.items() if said.get(name)}
        if parts:
            primary = next((name for name in names if name["type"] == "primary"), None)
            (primary.update(parts) if primary else names.insert(0, {"type": "primary", **parts}))
    return names


def _identifiers(said: dict[str, list[Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for name, (scheme, country) in _NUMBERS.items():
        found += [{"scheme": scheme, "number": value, "country": country} for value in said.pop(name, [])]
    for name in ("passports", "identificiation", "identification"):
        nested, references = _nested(said.pop(name, []))
        if references:
            said[name] = references
        for document in nested:
            kind = "passport" if document.get("schema") == "Passport" else "other"
            for number in _listed(document["properties"].get("number")):
                country = next(iter(_listed(document["properties"].get("country"))), "")
                found.append({"scheme": kind, "number": number, "country": country})
    return found


def _addresses(said: dict[str, list[Any]]) -> list[dict[str, Any]]:
    found = [{"full": value} for value in said.pop("address", [])]
    nested, references = _nested(said.pop("addressEntity", []))
    if references:
        said["addressEntity"] = references
    for address in nested:
        first = {name: next(iter(_listed(values)), "") for name, values in address["properties"].items()}
        found.append(
            {
                "full": first.get("full", ""),
                "street": first.get("street", ""),
                "city": first.get("city", ""),
                "region": first.get("region", "") or first.get("state", ""),
                "postal_code": first.get("postalCode", ""),
                "country": first.get("country", ""),
            }
        )
    return found


def _nested(values: list[Any]) -> tuple[list[dict[str, Any]], list[Any]]:
    """Entities written out, and mere references to others."""
    written = [value for value in values if isinstance(value, dict) and isinstance(value.get("properties"), dict)]
    return written, [value for value in values if value not in written]
