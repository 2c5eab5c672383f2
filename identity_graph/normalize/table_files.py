"""The data tables beside the code: YAML that a non-programmer can review, read once.

Every scalar is read as text (``BaseLoader``), so that Norway (``NO``) and Ontario (``on``) stay what they are.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import cast

import yaml

Table = Mapping[str, object]


@cache
def table(name: str) -> Table:
    """The table ``tables/<name>.yaml``."""
    text = (files("identity_graph.normalize") / "tables" / f"{name}.yaml").read_text("utf-8")
    return cast("Table", yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 - BaseLoader builds text, lists and mappings only


def words(name: str, key: str) -> tuple[str, ...]:
    """A list of words in a table."""
    return tuple(cast("list[str]", table(name)[key]))


def lists(name: str, key: str | None = None) -> dict[str, tuple[str, ...]]:
    """A mapping of lists of words: the whole table, or what stands under ``key``."""
    found = table(name) if key is None else table(name)[key]
    return {word: tuple(entries) for word, entries in cast("Mapping[str, list[str]]", found).items()}


def mapping(name: str, key: str) -> dict[str, str]:
    """A mapping of words in a table."""
    return dict(cast("Mapping[str, str]", table(name)[key]))
