"""The tables beside this package, read once. Every scalar is text, so that Norway (``NO``) stays what it is."""

from functools import cache
from importlib.resources import files
from typing import Any, Final, cast

import yaml

_LOADER: Final = cast("type[yaml.BaseLoader]", getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # ten times as fast


@cache
def table(name: str) -> dict[str, Any]:
    """The table ``tables/<name>.yaml``."""
    return cast("dict[str, Any]", yaml.load(_text(f"{name}.yaml"), Loader=_LOADER))  # noqa: S506 - builds text, lists and mappings only


def lines(name: str) -> list[list[str]]:
    """The lines of ``tables/<name>.tsv`` that are no comment, cut at the tabs."""
    return [line.split("\t") for line in _text(f"{name}.tsv").splitlines() if line and not line.startswith("#")]


@cache
def version(name: str) -> str:
    """Which edition of a table it is, as explanations cite it: ``cities 1``."""
    if (files("identity_graph.normalize.postal") / "tables" / f"{name}.yaml").is_file():
        return f"{name} {table(name)['version']}"
    return f"{name} {_text(f'{name}.tsv').split('version ', 1)[1].split('.', 1)[0]}"


def _text(name: str) -> str:
    return (files("identity_graph.normalize.postal") / "tables" / name).read_text("utf-8")
