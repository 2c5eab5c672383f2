"""A record as JSON, as the graph keeps it: what is empty is left out, and reading it back gives the same record."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, Final

from identity_graph.model.record import Identifier, Name, PostalAddress, Record

_PARTS: Final[Mapping[str, Callable[..., Any]]] = {
    "names": Name,
    "addresses": PostalAddress,
    "identifiers": Identifier,
}
_KEY: Final = ("source", "record_id", "kind")
_FIELDS: Final = tuple(field.name for field in fields(Record) if field.name not in _KEY)
_PART_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "names": tuple(field.name for field in fields(Name)),
    "addresses": tuple(field.name for field in fields(PostalAddress)),
    "identifiers": tuple(field.name for field in fields(Identifier)),
}


def record_to_json(record: Record) -> str:
    """All of a record but its key and kind, which are properties of their own."""
    said = {name: _plain(name, value) for name in _FIELDS if (value := getattr(record, name))}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def record_from_json(source: str, record_id: str, kind: str, data: str) -> Record:
    """The record that `record_to_json` was given."""
    said = {name: _value(name, value) for name, value in json.loads(data).items()}
    return Record(source, record_id, "organization" if kind == "organization" else "person", **said)


def _plain(name: str, value: Any) -> Any:
    if name not in _PARTS:
        return value
    return [{part: text for part in _PART_FIELDS[name] if (text := getattr(item, part)) is not None} for item in value]


def _value(name: str, value: Any) -> Any:
    if name in _PARTS:
        return tuple(_PARTS[name](**item) for item in value)
    if name == "attributes":
        return tuple((column, text) for column, text in value)
    return tuple(value) if isinstance(value, list) else value
