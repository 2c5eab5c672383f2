"""Comparable values as a table: one row for each record, the columns the comparisons are written in."""

from collections.abc import Iterable, Sequence
from typing import Final

import pyarrow as pa

from identity_graph.normalize import Comparable

_TEXTS: Final = pa.list_(pa.string())

FEATURES: Final = pa.schema(
    [
        ("unique_id", pa.string()),
        ("kind", pa.string()),
        ("given", pa.string()),
        ("family", pa.string()),
        ("organization", pa.string()),
        ("names", _TEXTS),
        ("given_spellings", _TEXTS),
        ("family_spellings", _TEXTS),
        ("given_in_full", _TEXTS),
        ("given_abroad", _TEXTS),
        ("given_known", pa.bool_()),
        ("given_sex", pa.string()),
        ("given_codes", _TEXTS),
        ("family_codes", _TEXTS),
        ("generation", pa.string()),
        ("birth_date", pa.string()),
        ("birth_days", _TEXTS),
        ("birth_stand_in", pa.string()),
        ("birth_place", pa.string()),
        ("gender", pa.string()),
        ("nationalities", _TEXTS),
        ("occupation", pa.string()),
        ("document", pa.string()),
        ("documents", _TEXTS),
        ("document_kinds", _TEXTS),
        ("document_numbers", _TEXTS),
        ("strong_documents", _TEXTS),
        ("phones", _TEXTS),
        ("email", pa.string()),
        ("emails", _TEXTS),
        ("accounts", _TEXTS),
        ("postal_code", pa.string()),
        ("postal_codes", _TEXTS),
        ("street", pa.string()),
        ("streets", _TEXTS),
        ("cities", _TEXTS),
    ]
)
"""Columns of the features table. Lists are ``NULL`` where empty, so that "not said" and "said nothing alike" differ."""


def feature_table(comparables: Iterable[Comparable]) -> pa.Table:
    """The features of these records, in their order."""
    return pa.Table.from_pylist([_row(comparable) for comparable in comparables], schema=FEATURES)


def _row(c: Comparable) -> dict[str, object]:
    person = c.kind == "person"
    return {
        "unique_id": c.record,
        "kind": c.kind,
        "given": c.given if person else None,
        "family": c.family if person else None,
        "generation": c.generation,
        "organization": None if person else c.full,
        "names": c.names or None,
        "given_spellings": c.given_spellings or None,
        "family_spellings": c.family_spellings or None,
        "given_in_full": c.given_in_full or None,
        "given_abroad": c.given_abroad or None,
        "given_known": c.given_known,
        "given_sex": c.given_sex,
        "given_codes": c.given_codes or None,
        "family_codes": c.family_codes or None,
        "birth_date": c.birth_date,
        "birth_days": c.birth_days or None,
        "birth_stand_in": c.birth_stand_in,
        "birth_place": c.birth_place,
        "gender": c.gender,
        "nationalities": c.nationalities or None,
        "occupation": c.occupation,
        "document": _first(c.documents),
        "documents": c.documents or None,
        "document_kinds": tuple(sorted({document.rpartition(":")[0] for document in c.documents})) or None,
        "document_numbers": tuple(sorted({document.rpartition(":")[2] for document in c.documents})) or None,
        "strong_documents": c.strong_documents or None,
        "phones": c.phones or None,
        "email": _first(c.emails),
        "emails": c.emails or None,
        "accounts": c.accounts or None,
        "postal_code": _first(c.postal_codes),
        "postal_codes": c.postal_codes or None,
        "street": _first(c.streets),
        "streets": c.streets or None,
        "cities": c.cities or None,
    }


def _first(values: Sequence[str]) -> str | None:
    return values[0] if values else None
