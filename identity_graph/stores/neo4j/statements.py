"""The statements of ``cypher/``: one in each file, read once.

Values are parameters. Kinds, types and properties cannot be parameters where an index is to be used; a file names
them ``__Kind__``, and only names of the schema are put there, quoted.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final, LiteralString

from identity_graph.errors import StoreError

_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_PLACE: Final = re.compile(r"__([A-Z][a-z]+)__")
Part = tuple[str, tuple[tuple[str, str], ...]]
"""A statement's name, and the names to be filled in."""


@cache
def folder() -> Path:
    """Where the statements lie: in the wheel beside the code, in a checkout beside the package."""
    installed = Path(str(files("identity_graph"))) / "cypher"
    return installed if installed.is_dir() else installed.parents[1] / "cypher"


@lru_cache(maxsize=4096)
def statement(name: str, *names: tuple[str, str]) -> LiteralString:
    """The statement ``read/nodes`` of ``cypher/read/nodes.cypher``, with ``names`` (place, name) filled in. Several
    names for one place are joined: ``A|B``."""
    chosen: dict[str, list[str]] = {}
    for place, value in names:
        chosen.setdefault(place, []).append(_quoted(value))
    # Made of files of this project and of names that `_quoted` took, which a type checker cannot know.
    return _PLACE.sub(lambda found: "|".join(chosen[found[1]]), _text(name))  # pyright: ignore[reportReturnType]


@lru_cache(maxsize=4096)
def together(*parts: Part) -> LiteralString:
    """Several statements of the same result as one: the rows of each. A part is what `statement` takes."""
    return "\nUNION ALL\n".join(statement(name, *names) for name, names in parts)


@cache
def _text(name: str) -> str:
    lines = (folder() / f"{name}.cypher").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("//"))


def _quoted(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise StoreError(f"{name!r} cannot be the name of a kind, a type or a property in Neo4j")
    return f"`{name}`"
