"""What was measured, kept in `results.json`, and the page written from it: `docs/results.md`."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.datasets import ROOT
from benchmarks.measure import Conditions
from benchmarks.tables import TABLES, Column, Table
from benchmarks.targets import Row, Target, Value

KEPT = ROOT / "benchmarks" / "results.json"
PAGE = ROOT / "docs" / "results.md"
HEAD = """# Results

Written by `make bench` from `benchmarks/results.json`; nothing here is written by hand.
"""

Results = Mapping[str, Mapping[str, Any]]
"""Benchmark → ``machine``, ``date``, ``load`` (see `Conditions`), ``rows``."""


def read(path: Path = KEPT) -> Results:
    """What was measured before."""
    kept: Results = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return kept


def with_rows(results: Results, benchmark: str, rows: Iterable[Row], under: Conditions) -> Results:
    """The results with one benchmark measured anew; the others stay."""
    return {**results, benchmark: {**asdict(under), "rows": list(rows)}}


def keep(results: Results, kept: Path = KEPT, page: Path = PAGE) -> None:
    """Write both files."""
    kept.write_text(as_text(results), encoding="utf-8")
    page.write_text(render(results), encoding="utf-8")


def as_text(results: Results) -> str:
    """The kept form, the same for the same results."""
    ordered = {name: results[name] for name in TABLES if name in results}
    return json.dumps(ordered, ensure_ascii=False, indent=1) + "\n"


def render(results: Results) -> str:
    """The page: a table for each benchmark, in the order of `TABLES`, with what was to be reached."""
    return "\n".join([HEAD, *(_section(TABLES[name], results[name]) for name in TABLES if name in results)])


def _section(table: Table, measured: Mapping[str, Any]) -> str:
    rows: Sequence[Row] = measured["rows"]
    under = f"Measured {measured['date']} on {measured['machine']}; its load average before was {measured['load']}."
    parts = [f"## {table.title}", table.about, under]
    parts.append(_grid([column.heading for column in table.columns], [_cells(row, table.columns) for row in rows]))
    if table.targets:
        heads = ["to reach", "bound", "reached", ""]
        parts.append(_grid(heads, [_verdict(target, rows) for target in table.targets]))
    return "\n\n".join(parts) + "\n"


def _cells(row: Row, columns: Sequence[Column]) -> list[str]:
    return [shown(row.get(column.name), column.digits) for column in columns]


def shown(value: Value | None, digits: int | None = None) -> str:
    """A cell's text; nothing where nothing was measured."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("|", "\\|")
    return f"{value:,}" if digits is None else f"{value:,.{digits}f}"


def _verdict(target: Target, rows: Sequence[Row]) -> list[str]:
    words = {True: "met", False: "**not met**", None: "not measured"}
    return [
        target.what,
        f"{target.must_be} {shown(target.bound)}",
        shown(target.reached(rows)),
        words[target.is_met(rows)],
    ]


def _grid(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
