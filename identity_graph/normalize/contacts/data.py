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


@cache
def disposable_domains() -> frozenset[str]:
    """Domains of throw-away mailboxes."""
    return frozenset(line for line in _text("disposable.txt").splitlines() if not line.startswith("#"))


@cache
def version(name: str) -> str:
    """Which edition of a table it is, as explanations cite it: ``emails 1``."""
    return f"{name} {table(name)['version']}"


@cache
def disposable_version() -> str:
    """The edition of the list of throw-away domains."""
    return f"disposable {_text('disposable.txt').partition('Version: ')[2].split()[0]}"


def _text(name: str) -> str:
    return (files("identity_graph.normalize.contacts") / "tables" / name).read_text("utf-8")
