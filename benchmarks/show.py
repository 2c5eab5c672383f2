"""Measured rows on the terminal, line by line as they come, then as a table."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table as RichTable

from benchmarks.results import shown
from benchmarks.tables import TABLES
from benchmarks.targets import Row

WIDTH = 200
"""Characters in a line where the output is a file."""


def show(benchmark: str, rows: Iterable[Row]) -> list[Row]:
    """Print the rows of a benchmark; returns them."""
    console, done = Console(), list[Row]()
    if not console.is_terminal:
        console.width = WIDTH
    for row in rows:
        console.print(" · ".join(f"{name} {shown(value)}" for name, value in row.items()), highlight=False)
        done.append(row)
    console.print(_table(benchmark, done))
    return done


def _table(benchmark: str, rows: list[Row]) -> RichTable:
    table = TABLES[benchmark]
    made = RichTable(title=table.title)
    for column in table.columns:
        made.add_column(column.heading, justify="left" if column.digits is None else "right")
    for row in rows:
        made.add_row(*(shown(row.get(column.name), column.digits) for column in table.columns))
    return made
