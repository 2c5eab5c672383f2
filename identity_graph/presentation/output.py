"""Where output goes. ``NO_COLOR`` and pipes are respected by Rich itself."""

import dataclasses
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

TIER_STYLES: Final[Mapping[str, str]] = {"A": "bold green", "B": "green", "C": "yellow", "D": "red"}


def console() -> Console:
    """Standard output; lines are not cut in a pipe."""
    found = Console(highlight=False)
    return found if found.is_terminal else Console(highlight=False, width=120)


def print_json(value: Any) -> None:
    """A value as JSON: dataclasses as objects, paths as text, absent values left out."""
    print(json.dumps(plain(value), ensure_ascii=False, indent=2))  # noqa: T201 - this is where JSON is printed


def plain(value: Any) -> Any:
    """A value made of what JSON has."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        value = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, tuple | list | set | frozenset):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, Path) else value


def table(title: str, *columns: str, right: tuple[int, ...] = ()) -> Table:
    """A table with a title at its left; ``right`` numbers the columns of figures."""
    made = Table(title=title, title_justify="left", title_style="bold", header_style="dim")
    for number, column in enumerate(columns):
        made.add_column(column, justify="right" if number in right else "left")
    return made


def tier(letter: object) -> Text:
    """A tier in its colour."""
    return Text(str(letter), style=TIER_STYLES.get(str(letter), ""))
