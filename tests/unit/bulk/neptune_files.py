"""A strict reader of Neptune's bulk files, as Amazon's pages "Gremlin load data format" and "Load format for openCypher
data" describe them. What they do not allow, or do not speak of, is an error. This is not Neptune's loader."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SYSTEM = {
    "csv": {"vertex": ("~id", "~label"), "edge": ("~id", "~from", "~to", "~label")},
    "opencypher": {"vertex": (":ID", ":LABEL"), "edge": (":ID", ":START_ID", ":END_ID", ":TYPE")},
}
HEADER = re.compile(r"([^:\s,]+):(Bool|Long|Double|String)(?:\((single|set)\))?(\[\])?")
READ = {
    "Bool": lambda text: {"true": True, "false": False}[text],
    "Long": lambda text: _long(text),
    "Double": float,
    "String": str,
}


@dataclass
class Element:
    """A vertex or an edge; each property has its values: one, or for an array several."""

    id: str
    label: str
    properties: dict[str, list[Any]] = field(default_factory=dict)
    many: frozenset[str] = frozenset()
    """The properties of which several values may be, though there be one."""
    source: str = ""
    target: str = ""


@dataclass
class Files:
    """All that a load of a folder makes."""

    vertices: dict[str, Element] = field(default_factory=dict)
    edges: dict[str, Element] = field(default_factory=dict)


def read_folder(folder: Path, format: str) -> Files:
    """Every file of the folder and of those in it, in any order."""
    found = Files()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        _read(path.read_bytes().decode("utf-8"), format, found)
    for edge in found.edges.values():
        assert edge.source in found.vertices, edge.id
        assert edge.target in found.vertices, edge.id
    return found


def _read(text: str, format: str, found: Files) -> None:
    rows = records(text)
    header = [name for name, _ in next(rows)]
    kind = "edge" if {"~from", ":START_ID"} & set(header) else "vertex"
    system = SYSTEM[format][kind]
    assert tuple(header[: len(system)]) == system, header
    columns = [_column(name, format, kind) for name in header[len(system) :]]
    into = found.edges if kind == "edge" else found.vertices
    for row in rows:
        assert len(row) == len(header), "every row has a field for each column"
        values = [value for value, _ in row]
        element = _element(values[: len(system)], kind)
        element.many = frozenset(name for name, _, array in columns if array)
        for (name, type, array), (value, quoted) in zip(columns, row[len(system) :], strict=True):
            if value or (quoted and format == "csv"):  # allowEmptyStrings, which only Gremlin's CSV knows
                element.properties[name] = _values(type, value, array=array)
            assert value or not quoted or format == "csv", f"{element.id}: an empty text would be lost"
        assert element.id not in into, f"{element.id} comes twice"
        into[element.id] = element


def _element(values: list[str], kind: str) -> Element:
    assert all(values), "ids and labels are never empty"
    if kind == "edge":
        id, source, target, label = values
        return Element(id, label, source=source, target=target)
    id, label = values
    assert ";" not in label, "would be two labels"
    return Element(id, label)


def _column(header: str, format: str, kind: str) -> tuple[str, str, bool]:
    found = HEADER.fullmatch(header)
    assert found, header
    name, type, cardinality, array = found.groups()
    assert not cardinality or (format == "csv" and kind == "vertex"), f"{header}: no cardinality here"
    assert not array or (kind == "vertex" and not cardinality), f"{header}: an edge's property has one value"
    if format == "csv" and kind == "vertex" and not array:
        assert cardinality == "single", f"{header}: without a word it is a set"
    return name, type, bool(array)


def _values(type: str, value: str, *, array: bool) -> list[Any]:
    assert "\0" not in value
    assert not array or "\\" not in value, "escapes are not read here"
    return [READ[type](part) for part in (value.split(";") if array else [value])]


def _long(text: str) -> int:
    assert re.fullmatch(r"-?\d+", text), text
    assert -(2**63) <= int(text) < 2**63
    return int(text)


def records(text: str) -> Iterator[list[tuple[str, bool]]]:
    """RFC 4180, each field with whether it was in quotes. LF ends a line as well as CRLF."""
    row: list[tuple[str, bool]] = []
    at = 0
    while at < len(text):
        value, quoted, at = _field(text, at)
        row.append((value, quoted))
        if at < len(text) and text[at] == ",":
            at += 1
            if at == len(text):
                row.append(("", False))
        else:
            assert text[at : at + 1] in ("\n", "\r"), f"after a field comes a comma or the end of the line, at {at}"
            at += 2 if text[at : at + 2] == "\r\n" else 1
            yield row
            row = []
    assert not row, "the last line has no end"


def _field(text: str, at: int) -> tuple[str, bool, int]:
    if text[at] != '"':
        end = re.compile(r'[,\n\r"]|$').search(text, at).start()  # type: ignore[union-attr] - `$` is always found
        assert text[end : end + 1] != '"', "a quote within a field without quotes"
        return text[at:end], False, end
    parts: list[str] = []
    at += 1
    while True:
        end = text.index('"', at)
        parts.append(text[at:end])
        if text[end + 1 : end + 2] != '"':
            return "".join(parts), True, end + 1
        parts.append('"')
        at = end + 2
