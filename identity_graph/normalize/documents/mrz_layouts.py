"""Where the fields of the five machine-readable zones stand (ICAO 9303 parts 4 to 7), the lines written as one text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

Format = Literal["TD1", "TD2", "TD3", "MRV-A", "MRV-B"]

Characters = Literal["letters", "digits", "any"]
"""What a field may hold beside the filler ``<``."""


@dataclass(frozen=True, slots=True)
class Field:
    """Characters ``start`` to ``end`` of the joined lines."""

    start: int
    end: int
    holds: Characters

    def of(self, text: str) -> str:
        """The field's characters."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Check:
    """A check digit at ``place`` over ``spans``; ``blank`` allows a filler for it where all it covers is filler."""

    place: int
    spans: tuple[tuple[int, int], ...]
    blank: bool = False

    def covered(self, text: str) -> str:
        """The characters it is computed over."""
        return "".join(text[start:end] for start, end in self.spans)


@dataclass(frozen=True, slots=True)
class Layout:
    """One format: ``lines`` of ``width`` characters; ``composite`` stands last in ``checks``, where there is one."""

    format: Format
    lines: int
    width: int
    fields: Mapping[str, Field]
    checks: Mapping[str, Check]
    name_line: int
    optional: tuple[str, ...] = ()
    types: str = field(default="ACIP")

    @property
    def length(self) -> int:
        """Characters of all lines."""
        return self.lines * self.width


def _two_lines(format: Format, width: int, optional: int, *, composite: bool, personal: bool = False) -> Layout:
    """TD3, TD2 and the visas differ in width and in what closes the second line."""
    second, types = width, "P" if format == "TD3" else "V" if format.startswith("MRV") else "ACIP"
    rest = (second + 28, second + 28 + optional)
    checks = {
        "document number": Check(second + 9, ((second, second + 9),)),
        "birth date": Check(second + 19, ((second + 13, second + 19),)),
        "expiry date": Check(second + 27, ((second + 21, second + 27),)),
    }
    if personal:
        checks["optional data"] = Check(rest[1], (rest,), blank=True)
    if composite:
        spans = ((second, second + 10), (second + 13, second + 20), (second + 21, second + width - 1))
        checks["composite"] = Check(second + width - 1, spans)
    fields = {
        "type": Field(0, 2, "letters"),
        "issuer": Field(2, 5, "letters"),
        "name": Field(5, width, "letters"),
        "number": Field(second, second + 9, "any"),
        "nationality": Field(second + 10, second + 13, "letters"),
        "birth date": Field(second + 13, second + 19, "digits"),
        "sex": Field(second + 20, second + 21, "letters"),
        "expiry date": Field(second + 21, second + 27, "digits"),
        "optional data": Field(*rest, "any"),
    }
    return Layout(format, 2, width, fields, checks, 0, ("optional data",), types)


_TD1: Final = Layout(
    "TD1",
    3,
    30,
    {
        "type": Field(0, 2, "letters"),
        "issuer": Field(2, 5, "letters"),
        "number": Field(5, 14, "any"),
        "optional data": Field(15, 30, "any"),
        "birth date": Field(30, 36, "digits"),
        "sex": Field(37, 38, "letters"),
        "expiry date": Field(38, 44, "digits"),
        "nationality": Field(45, 48, "letters"),
        "more optional data": Field(48, 59, "any"),
        "name": Field(60, 90, "letters"),
    },
    {
        "document number": Check(14, ((5, 14),)),
        "birth date": Check(36, ((30, 36),)),
        "expiry date": Check(44, ((38, 44),)),
        "composite": Check(59, ((5, 30), (30, 37), (38, 45), (48, 59))),
    },
    2,
    ("optional data", "more optional data"),
    "ACI",
)

LAYOUTS: Final = (
    _two_lines("TD3", 44, 14, composite=True, personal=True),
    _TD1,
    _two_lines("TD2", 36, 7, composite=True),
    _two_lines("MRV-A", 44, 16, composite=False),
    _two_lines("MRV-B", 36, 8, composite=False),
)
"""All formats. Two share each length; the type's first letter (V for visas) tells them apart."""
