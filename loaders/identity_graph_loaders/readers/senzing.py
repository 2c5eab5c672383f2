"""Senzing JSON (the generic entity specification): features in a list, or flat with a usage before the attribute.

A record becomes one plain nested row (``names``, ``addresses``, ``identifiers`` …) that `mappings/senzing.yaml` maps;
what is not understood keeps its own key, and so reaches the record's attributes.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from identity_graph_loaders.readers.rows import RawRow, Row, text_of

_US_STATES: Final = frozenset(
    re.findall(
        "..",
        "ALAKAZARCACOCTDEFLGAHIIDILINIAKSKYLAMEMDMAMIMNMSMOMTNENVNHNJNMNYNCNDOHOKORPARISCSDTNTXUTVTVAWAWVWIWYDC",
    )
)
_LISTED: Final = {
    "PHONE_NUMBER": "phones",
    "EMAIL_ADDRESS": "emails",
    "DATE_OF_BIRTH": "birth_dates",
    "PLACE_OF_BIRTH": "birth_places",
    "GENDER": "genders",
    "NATIONALITY": "nationalities",
    "CITIZENSHIP": "nationalities",
}
_NUMBERS: Final = {
    "PASSPORT_NUMBER": ("passport", "PASSPORT_COUNTRY"),
    "NATIONAL_ID_NUMBER": ("national_id", "NATIONAL_ID_COUNTRY"),
    "TAX_ID_NUMBER": ("tax_id", "TAX_ID_COUNTRY"),
    "OTHER_ID_NUMBER": ("other", "OTHER_ID_COUNTRY"),
    "LEI_NUMBER": ("lei", ""),
    "DUNS_NUMBER": ("duns", ""),
}
_NAME_PARTS: Final = ("NAME_PREFIX", "NAME_FIRST", "NAME_MIDDLE", "NAME_LAST", "NAME_SUFFIX", "NAME_GENERATION")
_NAME: Final = ("NAME_FULL", "NAME_ORG", *_NAME_PARTS)
_ADDRESS_LINES: Final = tuple(f"ADDR_LINE{i}" for i in range(1, 7))
_ADDRESS: Final = ("ADDR_FULL", *_ADDRESS_LINES, "ADDR_CITY", "ADDR_STATE", "ADDR_POSTAL_CODE", "ADDR_COUNTRY")
_OTHERS: Final = (
    "NAME_TYPE", "ADDR_TYPE", "PHONE_TYPE", "RECORD_TYPE", "SSN_NUMBER", "DRIVERS_LICENSE_NUMBER",
    "DRIVERS_LICENSE_STATE", "PASSPORT_COUNTRY", "NATIONAL_ID_COUNTRY", "NATIONAL_ID_TYPE", "TAX_ID_COUNTRY",
    "TAX_ID_TYPE", "OTHER_ID_COUNTRY", "OTHER_ID_TYPE",
)  # fmt: skip
_ATTRIBUTES: Final = frozenset((*_NAME, *_ADDRESS, *_LISTED, *_NUMBERS, *_OTHERS))


def senzing_rows(rows: Iterator[Row]) -> Iterator[Row]:
    """Each Senzing record as a plain nested row."""
    for row in rows:
        yield RawRow(row.line, plain_row(row.values), row.raw) if isinstance(row, RawRow) else row


def looks_like_senzing(values: Mapping[str, Any]) -> bool:
    """Whether the first object of a file is Senzing's."""
    return "DATA_SOURCE" in values or "FEATURES" in values


def plain_row(record: Mapping[str, Any]) -> dict[str, Any]:
    """One record's features sorted into ``names``, ``addresses``, ``identifiers`` and lists of single values."""
    found: dict[str, Any] = {"kind": None}
    flat: dict[str, dict[str, Any]] = {}
    for key, value in record.items():
        if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            for feature in value:
                _take(feature, found)
        elif (parts := _usage_and_attribute(key)) is not None:
            flat.setdefault(parts[0], {})[parts[1]] = value
        else:
            found[key] = value
    for usage, feature in flat.items():
        _take(_with_usage(feature, usage), found)
    kind = text_of(found["kind"]).lower()
    found["kind"] = kind or ("organization" if found.pop("names_an_organization", False) else "person")
    found.pop("names_an_organization", None)
    return found


def _usage_and_attribute(key: str) -> tuple[str, str] | None:
    """``HOME_ADDR_LINE1`` is ``("HOME", "ADDR_LINE1")``; ``None`` for a key that is no attribute."""
    if key in _ATTRIBUTES:
        return "", key
    usage, _, attribute = key.partition("_")
    while attribute:
        if attribute in _ATTRIBUTES:
            return usage, attribute
        more, _, attribute = attribute.partition("_")
        usage = f"{usage}_{more}"
    return None


def _with_usage(feature: dict[str, Any], usage: str) -> dict[str, Any]:
    typed = {"NAME_TYPE": usage, "ADDR_TYPE": usage} if usage else {}
    return {**typed, **feature}


def _take(feature: Mapping[str, Any], found: dict[str, Any]) -> None:
    """Sort one feature (or a flat record's attributes of one usage) into ``found``."""
    said = {key: text for key, value in feature.items() if (text := text_of(value))}
    if "RECORD_TYPE" in said:
        found["kind"] = said.pop("RECORD_TYPE")
    if any(key in said for key in _NAME):
        found["names_an_organization"] = found.get("names_an_organization", False) or "NAME_ORG" in said
        found.setdefault("names", []).append(_name(said))
    if any(key in said for key in _ADDRESS):
        found.setdefault("addresses", []).append(_address(said))
    for key, target in _LISTED.items():
        if key in said:
            found.setdefault(target, []).append(said.pop(key))
    for identifier in _identifiers(said):
        found.setdefault("identifiers", []).append(identifier)
    for key, text in said.items():
        if key not in {"NAME_TYPE", "ADDR_TYPE"}:
            found.setdefault(key, []).append(text)


def _name(said: dict[str, str]) -> dict[str, str]:
    kind = said.pop("NAME_TYPE", "")
    parts = {key: said.pop(key, "") for key in _NAME_PARTS}
    full = said.pop("NAME_FULL", "") or said.pop("NAME_ORG", "")
    if not full and (parts["NAME_PREFIX"] or parts["NAME_SUFFIX"] or parts["NAME_GENERATION"]):
        full = " ".join(part for part in parts.values() if part)
    return {
        "full": full,
        "given": parts["NAME_FIRST"],
        "middle": parts["NAME_MIDDLE"],
        "family": parts["NAME_LAST"],
        "type": "alias" if kind.upper() in {"AKA", "ALIAS", "NICKNAME"} else kind.lower() or "primary",
    }


def _address(said: dict[str, str]) -> dict[str, str]:
    """Lines without any other part are the whole address, else they are its street."""
    street = ", ".join(text for key in _ADDRESS_LINES if (text := said.pop(key, "")))
    city, region, code, country = (said.pop(f"ADDR_{part}", "") for part in ("CITY", "STATE", "POSTAL_CODE", "COUNTRY"))
    full = said.pop("ADDR_FULL", "")
    if street and not (full or city or region or code):
        full, street = street, ""
    return {
        "full": full,
        "street": street,
        "city": city,
        "region": region,
        "postal_code": code,
        "country": country,
        "type": said.pop("ADDR_TYPE", "").lower(),
    }


def _identifiers(said: dict[str, str]) -> Iterator[dict[str, str]]:
    for key, (scheme, country) in _NUMBERS.items():
        if key in said:
            kind = said.get(key.replace("NUMBER", "TYPE"), "").upper()
            scheme = {"UEN": "company_number", "VAT": "vat"}.get(kind, scheme)
            yield {"scheme": scheme, "number": said.pop(key), "country": said.pop(country, "")}
    if "SSN_NUMBER" in said:
        yield {"scheme": "social_security", "number": said.pop("SSN_NUMBER"), "country": "US"}
    if "DRIVERS_LICENSE_NUMBER" in said:
        state = said.get("DRIVERS_LICENSE_STATE", "").upper()
        country = "US" if state in _US_STATES else ""
        yield {"scheme": "driving_licence", "number": said.pop("DRIVERS_LICENSE_NUMBER"), "country": country}
