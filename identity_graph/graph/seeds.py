"""Known cases, read from a file."""

import csv
from pathlib import Path
from typing import Final

from identity_graph.errors import InputError, NotFound
from identity_graph.graph.reading import current_identity, named, record_ref
from identity_graph.stores import GraphStore

HEADERS: Final = frozenset({"id", "record", "seed", "identity", "ref", "reference"})
"""What the first cell of a first line may say that is no seed."""


def read_seeds(store: GraphStore, file: Path) -> dict[str, float]:
    """Identity → score. A row has a record or an identity (``SOURCE:RECORD_ID`` or an id) and, where it wants, a score
    over 0 (else 1); of rows that lead to one identity the highest score counts. Raises `InputError`, `NotFound`, with
    the line and never its content."""
    found: dict[str, float] = {}
    with file.open(newline="", encoding="utf-8-sig") as lines:
        reader = csv.reader(lines)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if reader.line_num == 1 and cells[0].strip().casefold() in HEADERS:
                continue
            where = f"{file.name}, line {reader.line_num}"
            id, score = _identity(store, cells[0].strip(), where), _score(cells[1:], where)
            found[id] = max(score, found.get(id, 0.0))
    if not found:
        raise InputError(f"{file.name} names no seeds: write SOURCE:RECORD_ID or an id in each line")
    return found


def _identity(store: GraphStore, text: str, where: str) -> str:
    try:
        return current_identity(store, text if named(text) == "Identity" else record_ref(store, text))
    except NotFound:
        raise NotFound(f"{where}: no such record or identity in {store.url}, or it is not resolved yet") from None
    except InputError:
        raise InputError(f"{where}: write SOURCE:RECORD_ID, a record id (rec_…) or an identity id") from None


def _score(cells: list[str], where: str) -> float:
    text = cells[0].strip() if cells else ""
    try:
        score = float(text) if text else 1.0
    except ValueError:
        score = 0.0
    if not 0 < score < float("inf"):
        raise InputError(f"{where}: a score is a number over 0")
    return score
