"""pandas frames in and out."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

import pandas as pd

from identity_graph.errors import InputError
from identity_graph.model import EntityKind, Identifier, Name, PostalAddress, Record

_NAME: Final = {"full_name": "full", "given_name": "given", "middle_name": "middle", "family_name": "family"}
_ADDRESS: Final = {
    "address": "full",
    "house_number": "house_number",
    "street": "street",
    "unit": "unit",
    "district": "district",
    "city": "city",
    "region": "region",
    "postal_code": "postal_code",
}
_LISTS: Final = {
    "birth_date": "birth_dates",
    "birth_place": "birth_places",
    "gender": "genders",
    "nationality": "nationalities",
    "occupation": "occupations",
    "phone": "phones",
    "email": "emails",
    "bank_account": "bank_accounts",
    "mobile_account": "mobile_accounts",
    "device": "devices",
    "ip_address": "ip_addresses",
    "account": "accounts",
}
_SCHEMES: Final = ("passport", "national_id", "tax_id", "social_security", "driving_licence", "voter_id", "lei")
ATTRIBUTES: Final = ("record_id", "kind", *_NAME, *_ADDRESS, "country", *_LISTS, *_SCHEMES, "observed_on")
"""What a frame's columns can mean."""

Take = Callable[[str], str | None]
"""The text a row has for an attribute, ``None`` where it has none."""


def records_of_frame(frame: pd.DataFrame, source: str, columns: Mapping[str, str] | None = None) -> Iterator[Record]:
    """One record for each row. ``columns`` says which column each attribute (see `ATTRIBUTES`) stands in; a column that
    is called as an attribute needs no mention. All other columns are kept with the record as they are.

    Raises `InputError` for an unknown attribute, a missing column, a missing or a repeated record id."""
    places = _places(frame, columns or {})
    ids = pd.Series([_text(value) for value in frame[places["record_id"]]], index=frame.index, dtype=object)
    unusable = ids.isna() | ids.duplicated()
    if unusable.any():
        rows = frame.index[unusable][:3].tolist()
        raise InputError(f"column {places['record_id']!r} must hold one id for each row; see rows {rows} of the frame")
    others = [column for column in frame.columns if column not in places.values()]
    for row in frame.to_dict("records"):
        yield _record(
            source,
            {attribute: _text(row[column]) for attribute, column in places.items()},
            {str(column): _text(row[column]) for column in others},
        )


def _places(frame: pd.DataFrame, columns: Mapping[str, str]) -> dict[str, str]:
    unknown = sorted(set(columns) - set(ATTRIBUTES))
    if unknown:
        raise InputError(f"no attributes {', '.join(unknown)}; there are: {', '.join(ATTRIBUTES)}")
    missing = sorted(set(columns.values()) - set(frame.columns))
    if missing:
        raise InputError(f"the frame has no columns {', '.join(missing)}; it has: {', '.join(map(str, frame.columns))}")
    places = {attribute: attribute for attribute in ATTRIBUTES if attribute in frame.columns} | dict(columns)
    if "record_id" not in places:
        raise InputError("say which column holds the record ids: columns={'record_id': …}")
    return places


def _record(source: str, said: Mapping[str, str | None], others: Mapping[str, str | None]) -> Record:
    country = said.get("country")
    name = {part: said.get(attribute) for attribute, part in _NAME.items()}
    address = {part: said.get(attribute) for attribute, part in _ADDRESS.items()}
    kind = _kind(said.get("kind"))
    return Record(
        source=source,
        record_id=said["record_id"] or "",
        kind=kind,
        names=(Name(**name),) if any(name.values()) else (),  # type: ignore[arg-type] # never `type`, which has a default
        addresses=(PostalAddress(**address, country=country),) if any(address.values()) else (),
        identifiers=tuple(Identifier(scheme, number, country) for scheme in _SCHEMES if (number := said.get(scheme))),
        country=country,
        observed_on=said.get("observed_on"),
        attributes=tuple((column, text) for column, text in others.items() if text is not None),
        **{field: (text,) for attribute, field in _LISTS.items() if (text := said.get(attribute))},
    )


def _kind(text: str | None) -> EntityKind:
    match (text or "person").casefold():
        case "person":
            return "person"
        case "organization":
            return "organization"
        case _:
            raise InputError("column kind: a record is a person or an organization")


def _text(value: object) -> str | None:
    """Blank and missing are the same; whole numbers that pandas made floats lose their ``.0``."""
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and value != value):  # NaN
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, pd.Timestamp):
        value = value.date().isoformat()
    return str(value).strip() or None
