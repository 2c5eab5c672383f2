"""JSON Lines: one object a line. Numbers keep the digits they are written with."""

import io
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from identity_graph.errors import InputError
from identity_graph_loaders.readers.long import LongRow, bad_row
from identity_graph_loaders.readers.open import shown
from identity_graph_loaders.readers.rows import FIELD_MAX_CHARS, ROW_MAX_CHARS, BadRow, RawRow, Row, Table, unfit_text
from identity_graph_loaders.readers.text import escaped, undecodable

_SUSPICIOUS: Final = re.compile(r"\\u(0000|[dD][89a-fA-F])")


class _NamedTwice(ValueError):
    """An object names a key twice: one of the values would be lost."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _NamedTwice
    return found


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_object, parse_float=str, parse_int=str, parse_constant=str)


def read_jsonl(address: str, stream: io.TextIOWrapper) -> Table:
    """The rows of a JSON Lines file; blank lines are passed over."""
    return Table(None, _rows(address, stream))


def _rows(address: str, stream: io.TextIOWrapper) -> Iterator[Row]:
    line = 0
    while text := stream.readline(ROW_MAX_CHARS + 1):
        line += 1
        if len(text) > ROW_MAX_CHARS:
            yield _skipped(stream, line, text)
        elif text.strip():
            raw = text.rstrip("\r\n")
            row = _row(line, raw, stream.encoding)
            if line == 1 and isinstance(row, BadRow) and raw.lstrip().startswith("["):
                raise InputError(
                    f"{shown(address)}: is a JSON array; write one object a line, e.g. with: jq -c '.[]' FILE"
                )
            yield row


def _row(line: int, raw: str, encoding: str) -> Row:
    why = undecodable(raw, encoding)
    if why:
        return BadRow(line, why + r"; in raw such bytes are written \xNN", escaped(raw))
    try:
        values = _DECODER.decode(raw)
    except _NamedTwice:
        return BadRow(line, "an object names the same key twice", raw)
    except RecursionError:
        return BadRow(line, "nested too deep", raw)
    except json.JSONDecodeError as error:
        return BadRow(line, f"not valid JSON: {error.msg} at character {error.pos + 1}", raw)
    if not isinstance(values, dict):
        return BadRow(line, "not a JSON object", raw)
    if len(raw) > FIELD_MAX_CHARS or _SUSPICIOUS.search(raw):
        why = unfit_text(values)
        if why:
            return bad_row(RawRow(line, values, raw), why)
    return RawRow(line, values, raw)


def _skipped(stream: io.TextIOWrapper, line: int, text: str) -> BadRow:
    row = LongRow(line, [text])
    while not text.endswith("\n"):
        text = stream.readline(ROW_MAX_CHARS)
        if not text:
            break
        row.add(text)
    return row.bad_row(f"longer than {ROW_MAX_CHARS} characters")
