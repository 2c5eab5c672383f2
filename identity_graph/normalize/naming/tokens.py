"""A cleaned name cut into words, each with what it is before its place is known."""

import re
from dataclasses import dataclass
from typing import Final

from identity_graph.normalize.naming import customs
from identity_graph.normalize.naming.cleaning import TOKENS_MAX
from identity_graph.normalize.naming.customs import Role

_WORD: Final = re.compile(r"[^\s,;|()\[\]\"<>{}_]+|[,;()\"]")
_EDGES: Final = " .'-:!?*&#+=~^%$@\\"


@dataclass(slots=True)
class Token:
    """One word: as written, lower-case, its role as far as that tells; ``segment`` counts commas before it."""

    original: str
    key: str
    role: Role = "unknown"
    segment: int = 0
    hyphen: bool = False
    capitals: bool = False


def tokens(text: str) -> tuple[list[Token], bool]:
    """The words of a cleaned text, and whether there were more than `TOKENS_MAX`."""
    found: list[Token] = []
    segment, aside = 0, ""
    for part in _WORD.findall(text):
        if part in ",;":
            segment += bool(found)
        elif part in '()"':
            aside = "" if aside or part == ")" else part
        else:
            _add(found, part, segment, bool(aside))
            if aside and found and found[-1].key in customs.MAIDEN:  # (née Jones) is no nickname
                found[-1].role, aside = "unknown", ""
        if len(found) > TOKENS_MAX:
            return found[:TOKENS_MAX], True
    return found, False


def _add(found: list[Token], part: str, segment: int, aside: bool) -> None:
    role: Role = "nickname" if aside else "unknown"
    if part.isascii() and part.isalpha():  # nearly all are: nothing to cut or fold
        found.append(Token(part, part.lower(), role, segment, False, part.isupper() and len(part) > 1))
        return
    whole = part.lower().strip(_EDGES)
    if whole in customs.TITLES or whole in customs.CHILD_OF or whole in customs.MAIDEN or whole in customs.ALIAS:
        found.append(Token(part, whole, role, segment))
        return
    pieces = part.split("-") if "-" in part else (part,)
    for at, piece in enumerate(pieces):
        for letters in _undotted(piece):
            key = letters.lower().strip(_EDGES)
            if key.isascii() and "'" in key:
                key = _apostrophes(key)
            if key:
                found.append(Token(letters, key, role, segment, at > 0, len(letters) > 1 and letters.isupper()))


def _undotted(piece: str) -> list[str]:
    """``J.R.`` as two, ``St.`` as one, a number with points as it is."""
    if "." not in piece:
        return [piece]
    parts = [part for part in piece.split(".") if part]
    return (
        parts if len(parts) > 1 and all(len(part) < 3 or len(parts) == 2 for part in parts) else ["".join(parts)]
    )  # initials are short


def _apostrophes(key: str) -> str:
    return key.replace("'", "")
