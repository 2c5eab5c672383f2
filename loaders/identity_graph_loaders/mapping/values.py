"""Getters of texts, compiled once from what a mapping says and called for every row."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from identity_graph_loaders.mapping.dates import compile_formats
from identity_graph_loaders.mapping.model import Value
from identity_graph_loaders.readers import text_of

Values = Mapping[str, Any]
One = Callable[[Values], str]
Many = Callable[[Values], tuple[str, ...]]
Empty = frozenset[str]


def at(values: Any, path: str) -> Any:
    """What stands at a dotted path; a list on the way gives the list of what stands in its items."""
    found = values.get(path)
    if found is not None or "." not in path:
        return found
    for step in path.replace("[]", "").split("."):
        if isinstance(values, list):
            inner = [item.get(step) for item in values if isinstance(item, dict)]
            values = [leaf for item in inner for leaf in (item if isinstance(item, list) else [item])]
        else:
            values = values.get(step) if isinstance(values, dict) else None
    return values


def items_at(values: Values, path: str) -> list[Any]:
    """The nested objects at a path: those of a list, or the one."""
    found = at(values, path)
    listed = found if isinstance(found, list) else [found]
    return [item for item in listed if isinstance(item, dict)]


def compile_one(spec: Value | None, empty: Empty) -> One:
    """A getter of one text, empty where there is none; several are joined by "; "."""
    if spec is None:
        return _nothing
    if spec.column is None or spec.split or spec.values or spec.formats or spec.default or "." in spec.column:
        many = compile_many((spec,), empty)
        return lambda values: "; ".join(many(values))
    return _column(spec.column, empty)


def compile_many(specs: Sequence[Value], empty: Empty) -> Many:
    """A getter of all texts the specs name, each once, in their order."""
    if not specs:
        return _none
    getters = [_texts(spec, empty) for spec in specs]
    if len(getters) == 1:
        return getters[0]
    return lambda values: tuple(dict.fromkeys(text for getter in getters for text in getter(values)))


def _nothing(_values: Values) -> str:
    return ""


def _none(_values: Values) -> tuple[str, ...]:
    return ()


def _column(column: str, empty: Empty) -> One:
    def get(values: Values) -> str:
        value: Any = values.get(column)
        if isinstance(value, str):
            text = value.strip()
        elif value is None:
            return ""
        else:
            text = "; ".join(flat(value)) if isinstance(value, list) else text_of(value)
        return "" if empty and text in empty else text

    return get


def flat(value: Any) -> Iterator[str]:
    """The texts of a value that may be a list of lists."""
    if isinstance(value, list):
        for item in value:
            yield from flat(item)
    elif text := text_of(value):
        yield text


def _texts(spec: Value, empty: Empty) -> Many:
    get = _origin(spec, empty)
    if spec.values is not None or spec.default is not None:
        get = _replaced(get, {key.strip().casefold(): text for key, text in (spec.values or {}).items()}, spec.default)
    if spec.formats:
        return _dated(get, compile_formats(spec.formats))
    return get


def _origin(spec: Value, empty: Empty) -> Many:
    if spec.value is not None:
        constant = (spec.value,)
        return lambda _values: constant
    if spec.template is not None:
        return _template(spec.template, empty)
    return _split(spec.column or "", spec.split, empty) if spec.split else _path(spec.column or "", empty)


def _path(column: str, empty: Empty) -> Many:
    dotted = "." in column

    def get(values: Values) -> tuple[str, ...]:
        value: Any = at(values, column) if dotted else values.get(column)
        if isinstance(value, str):
            text = value.strip()
            return (text,) if text and not (empty and text in empty) else ()
        return () if value is None else tuple(dict.fromkeys(text for text in flat(value) if text not in empty))

    return get


def _split(column: str, split: str, empty: Empty) -> Many:
    def get(values: Values) -> tuple[str, ...]:
        pieces = (piece.strip() for text in flat(at(values, column)) for piece in text.split(split))
        return tuple(dict.fromkeys(piece for piece in pieces if piece and piece not in empty))

    return get


def _template(template: str, empty: Empty) -> Many:
    """Nothing, unless every column of the template says something."""
    pieces = re.split(r"\{([^{}]+)\}", template)
    getters = [_column(column, empty) for column in pieces[1::2]]

    def get(values: Values) -> tuple[str, ...]:
        texts = [getter(values) for getter in getters]
        if not all(texts):
            return ()
        return ("".join(part for pair in zip(pieces[::2], [*texts, ""], strict=True) for part in pair),)

    return get


def _replaced(get: Many, words: dict[str, str], default: str | None) -> Many:
    def replaced(values: Values) -> tuple[str, ...]:
        texts = tuple(words.get(text.casefold(), default or text) if words else text for text in get(values))
        return texts or ((default,) if default else ())

    return replaced


def _dated(get: Many, convert: Callable[[str], str]) -> Many:
    return lambda values: tuple(map(convert, get(values)))


def template_columns(template: str) -> list[str]:
    """The columns a template names."""
    return re.findall(r"\{([^{}]+)\}", template)
