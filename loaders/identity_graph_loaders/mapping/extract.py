"""Values inside free text, such as the remarks of a sanctions list."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from identity_graph.model import Identifier, Name, Record
from identity_graph_loaders.mapping.dates import compile_formats
from identity_graph_loaders.mapping.model import Extract, Rule, Value
from identity_graph_loaders.mapping.values import Empty, Values, compile_one

_FIELDS: Final = {
    "birth_date": "birth_dates",
    "birth_place": "birth_places",
    "gender": "genders",
    "nationality": "nationalities",
    "occupation": "occupations",
    "phone": "phones",
    "email": "emails",
}


@dataclass(slots=True)
class Extracted:
    """What the texts of one row said."""

    names: list[Name] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    lists: dict[str, list[str]] = field(default_factory=dict)


Extractor = Callable[[Values], Extracted]
_NUMBER: Final = (
    r"[:#. ]* (?P<number>(?=[^(]*\d)[^(]+?(?:\(\w\))?)(?: \([^)]+\))??(?: \((?P<country>[^)]+)\))?"
    r"(?:,? (?:issued|expires|expired).*)?"
)
"""After the words a piece starts with: a number (with a digit before any bracket), its country as the last bracket."""

_Taker = Callable[[str, Extracted], bool]


def compile_extracts(specs: Sequence[Extract], empty: Empty) -> Extractor | None:
    """A function that reads all the texts, ``None`` where there are none to read."""
    if not specs:
        return None
    texts = [
        (compile_one(Value(column=spec.column), empty), spec.split, [_taker(rule) for rule in spec.rules])
        for spec in specs
    ]

    def extract(values: Values) -> Extracted:
        found = Extracted()
        for get, split, takers in texts:
            for piece in get(values).split(split):
                text = piece.strip().removesuffix(".").strip()
                any(take(text, found) for take in takers if text)
        return found

    return extract


def _taker(rule: Rule) -> _Taker:
    words = "|".join(re.escape(word) for word in sorted(rule.starts, key=len, reverse=True))
    pattern = re.compile(rule.pattern or rf"(?:alt\. )?(?:{words}){_NUMBER}")
    convert = compile_formats(rule.formats)

    def take(piece: str, found: Extracted) -> bool:
        match = pattern.fullmatch(piece)
        if match is None:
            return False
        said = {group: text.strip() for group, text in match.groupdict().items() if text and text.strip()}
        if rule.scheme and "number" in said:
            found.identifiers.append(Identifier(rule.scheme, said["number"], said.get("country") or rule.country))
        if "name" in said:
            found.names.append(Name(said["name"], type=rule.type))
        for group, target in _FIELDS.items():
            if group in said:
                text = convert(said[group]) if group == "birth_date" else said[group]
                found.lists.setdefault(target, []).append(text)
        return True

    return take


def with_extracted(record: Record, found: Extracted) -> Record:
    """The record with what its free texts said added; the texts themselves stay in its attributes."""
    lists = {target: tuple(dict.fromkeys((*getattr(record, target), *texts))) for target, texts in found.lists.items()}
    return replace(
        record,
        names=tuple(dict.fromkeys((*record.names, *found.names))),
        identifiers=tuple(dict.fromkeys((*record.identifiers, *found.identifiers))),
        **lists,  # type: ignore[arg-type]  # the targets are the record's tuples of text
    )
