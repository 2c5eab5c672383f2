"""The tables beside this package, read once. Every scalar is text, so that Norway (``NO``) stays what it is."""

from functools import cache
from importlib.resources import files
from typing import Any, Final, cast

import yaml

_LOADER: Final = cast("type[yaml.BaseLoader]", getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # ten times as fast


@cache
def dates() -> dict[str, Any]:
    """The table ``dates.yaml``."""
    return cast("dict[str, Any]", yaml.load(_text("dates.yaml"), Loader=_LOADER))  # noqa: S506 - builds text, lists and mappings only


def lines(name: str) -> list[list[str]]:
    """The lines of a table that are no comment, cut at the tabs."""
    return [line.split("\t") for line in _text(name).splitlines() if line and not line.startswith("#")]


@cache
def version() -> str:
    """Which edition of the tables it is, as explanations cite it: ``dates 1``."""
    return f"dates {dates()['version']}"


def _text(name: str) -> str:
    return (files("identity_graph.normalize.calendars") / "tables" / name).read_text("utf-8")
