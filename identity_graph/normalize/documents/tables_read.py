"""The tables beside this package, read once. Every scalar is text, so that Norway (``NO``) stays what it is."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final, cast

import yaml

TABLES_VERSION: Final = "2026.1"
"""Changes whenever an entry of `tables/` may give another result."""

REGIONS_OF_THE_WORLD: Final = ("worldwide", "africa", "americas", "asia", "europe", "oceania")
"""The tables of schemes."""

_LOADER: Final = cast("type[yaml.BaseLoader]", getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # ten times as fast


@cache
def read(name: str) -> Mapping[str, object]:
    """The table ``tables/<name>.yaml``."""
    text = (files("identity_graph.normalize.documents") / "tables" / f"{name}.yaml").read_text("utf-8")
    return cast("Mapping[str, object]", yaml.load(text, Loader=_LOADER))  # noqa: S506 - text, lists and mappings only


def texts(name: str, key: str) -> tuple[str, ...]:
    """A list of words in a table."""
    return tuple(cast("list[str]", read(name)[key]))


def mapping(name: str, key: str) -> dict[str, str]:
    """A mapping of words in a table."""
    return dict(cast("Mapping[str, str]", read(name)[key]))


def lists(name: str, key: str) -> dict[str, tuple[str, ...]]:
    """A mapping of lists of words in a table."""
    return {word: tuple(entries) for word, entries in cast("Mapping[str, list[str]]", read(name)[key]).items()}
