"""Where output goes. ``NO_COLOR`` means no escape codes at all, not even bold."""

import dataclasses
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

TIER_STYLES: Final[Mapping[str, str]] = {"A": "bold green", "B": "green", "C": "yellow", "D": "red"}
PIPE_WIDTH: Final = 120
"""Columns where no terminal says how many it has."""


def console() -> Console:
    """Standard output; lines are not cut in a pipe."""
    colors: Literal["auto"] | None = None if os.environ.get("NO_COLOR") else "auto"
    found = Console(highlight=False, color_system=colors)
    return found if found.is_terminal else Console(highlight=False, color_system=colors, width=PIPE_WIDTH)


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


def table(title: str, *columns: str, right: tuple[int, ...] = (), whole: tuple[int, ...] = ()) -> Table:
    """A calm table. ``right`` numbers the columns of figures, ``whole`` those with ids and the like; neither is ever
    cut or broken over lines."""
    made = Table(
        title=title or None,
        title_justify="left",
        title_style="bold",
        header_style="dim",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        min_width=min(len(title), PIPE_WIDTH // 2),
    )
    for number, column in enumerate(columns):
        kept = number in right or number in whole
        made.add_column(column, justify="right" if number in right else "left", no_wrap=kept, overflow="fold")
    return made


def tier(letter: object) -> Text:
    """A tier in its colour."""
    return Text(str(letter), style=TIER_STYLES.get(str(letter), ""))
