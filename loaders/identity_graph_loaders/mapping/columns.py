"""Which columns a mapping needs, and what is left of a row once it has taken its part."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from pydantic import BaseModel

from identity_graph.errors import MappingError
from identity_graph_loaders.mapping.model import AddressSpec, Extract, IdentifierSpec, MappingFile, NameSpec, Value
from identity_graph_loaders.mapping.values import Empty, Values, template_columns
from identity_graph_loaders.readers import text_of

_DATA: Final = re.compile(r"\d{3}|@|^\d+$")
"""What stands in rows, not in column names: longer numbers, e-mail addresses."""
_NAME_MAX: Final = 60
_NAMES_SHOWN: Final = 30

Used = dict[str, "Used | None"]
"""A tree of path steps; ``None``: used as a whole."""


def paths(mapping: MappingFile) -> Iterator[tuple[str, bool]]:
    """Every path the mapping reads, and whether the record then says all that stood there.

    It does not where texts are replaced (``values``) or only searched (``extract``): those stay in the attributes too.
    """
    for name in type(mapping).model_fields:
        said = getattr(mapping, name)
        for spec in said if isinstance(said, tuple) else (said,):
            if isinstance(spec, Extract):
                yield spec.column, False
            elif isinstance(spec, NameSpec | AddressSpec | IdentifierSpec | Value):
                yield from _paths(spec)


def _paths(spec: BaseModel) -> Iterator[tuple[str, bool]]:
    if isinstance(spec, Value):
        whole = spec.values is None
        if spec.column is not None:
            yield spec.column, whole
        for column in template_columns(spec.template or ""):
            yield column, whole
        return
    each = getattr(spec, "each", None)
    for name in type(spec).model_fields:
        inner = getattr(spec, name)
        if isinstance(inner, Value):
            for path, whole in _paths(inner):
                yield (f"{each}.{path}" if each else path), whole


def check_columns(mapping: MappingFile, name: str, columns: Sequence[str], file: str) -> None:
    """Raise `MappingError` where the file has not the columns the mapping needs."""
    there = {*columns, *mapping.joins, *mapping.optional}
    wanted = [*(path for path, _ in paths(mapping)), *(join.on for join in mapping.joins.values())]
    missing = [path for path in dict.fromkeys(wanted) if path not in there and _first(path) not in there]
    if missing:
        hint = ' Is the delimiter another one? (delimiter: ";" in the mapping)' if len(columns) == 1 else ""
        raise MappingError(
            f"{file}: mapping {name} needs columns the file has not: {', '.join(missing)}."
            f" {columns_shown(columns)}{hint} Mend the mapping, or list them under optional."
        )


def columns_shown(columns: Sequence[str]) -> str:
    """What a message may say of a file's columns: their names, unless they look like a row of somebody's data."""
    if any(_DATA.search(column) or len(column) > _NAME_MAX for column in columns):
        return (
            f"The file has {len(columns)} columns, of which some look like data: has it a header line? (columns: […])"
        )
    return f"The file has: {', '.join(columns[:_NAMES_SHOWN]) or 'no rows'}."


def _first(path: str) -> str:
    return path.replace("[]", "").partition(".")[0]


def used_tree(mapping: MappingFile) -> Used:
    """The paths that need not stand in the attributes: those a record says in full, and those ignored on purpose."""
    tree: Used = {}
    whole = [path for path, all_of_it in paths(mapping) if all_of_it]
    for path in (*whole, *mapping.ignore):
        node = tree
        *steps, last = path.replace("[]", "").split(".")
        tree.setdefault(path, None)
        for step in steps:
            inner = node.setdefault(step, {})
            if inner is None:
                break
            node = inner
        else:
            node[last] = None
    return tree


def left_over(values: Values, used: Used, empty: Empty) -> tuple[tuple[str, str], ...]:
    """Everything the mapping did not take, as (path, text), sorted by path."""
    found: list[tuple[str, str]] = []
    for key, value in values.items():
        if key not in used:
            text = text_of(value)
            if text and text not in empty:
                found.append((key, text))
        elif (inner := used[key]) is not None:
            found += [pair for pair in _leaves(key, value, inner) if pair[1] not in empty]
    found.sort()
    return tuple(found)


def _leaves(path: str, value: Any, used: Used) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for i, item in enumerate(value):
            yield from _leaves(f"{path}[{i}]", item, used)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in used:
                yield from ((f"{path}.{key}", text) for text in (text_of(inner),) if text)
            elif (deeper := used[key]) is not None:
                yield from _leaves(f"{path}.{key}", inner, deeper)
    elif text := text_of(value):
        yield path, text
