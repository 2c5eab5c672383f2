"""The tables of names: YAML for rules, lines of tab-separated values for long lists; each says its version."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final, cast

import yaml

Table = Mapping[str, Any]
_LOADER: Final = cast("type[yaml.BaseLoader]", getattr(yaml, "CBaseLoader", yaml.BaseLoader))
"""Every scalar is text, as in `table_files`; the C reader where it is there, because these tables are long."""


@cache
def table(name: str) -> Table:
    """The table ``tables/<name>.yaml``."""
    return cast("Table", yaml.load(_text(f"{name}.yaml"), Loader=_LOADER))  # noqa: S506 - builds text, lists and mappings only


def rows(name: str) -> Iterator[list[str]]:
    """The lines of ``tables/<name>.tsv`` that are no comment, cut at the tabs."""
    return (line.split("\t") for line in _text(f"{name}.tsv").splitlines() if line and not line.startswith("#"))


def version(name: str) -> str:
    """Which edition of a table it is, as explanations cite it: ``scripts 1``."""
    return f"{name} {table(name)['version']}"


def words(name: str, *keys: str) -> frozenset[str]:
    """The words of a list in a table."""
    found: Any = table(name)
    for key in keys:
        found = found[key]
    return frozenset(str(found).split()) if isinstance(found, str) else frozenset(cast("list[str]", found))


def _text(file: str) -> str:
    return (files("identity_graph.normalize.naming") / "tables" / file).read_text("utf-8")
