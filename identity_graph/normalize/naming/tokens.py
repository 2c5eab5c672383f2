"""A cleaned name cut into words, each with what it is before its place is known."""

import re
from typing import Final, final

from mypy_extensions import mypyc_attr

from identity_graph.normalize.naming import customs
from identity_graph.normalize.naming.cleaning import TOKENS_MAX
from identity_graph.normalize.naming.customs import Role
from identity_graph.normalize.naming.keeping import keep
from identity_graph.normalize.naming.word import Word, word

_WORD: Final = re.compile(r"[^\s,;|()\[\]\"<>{}_]+|[,;()\"]")
_SIGN: Final = re.compile(r"[,;|()\[\]\"<>{}_]")
"""What parts words beside blanks."""
_EDGES: Final = " .'-:!?*&#+=~^%$@\\"


@final
@mypyc_attr(acyclic=True)
class Token:
    """One word: as written, lower-case, its role as far as that tells; ``segment`` counts commas before it; ``special``
    if a table has it as something else than a plain name, ``told`` the culture it tells of. Not changed once made."""

    __slots__ = ("capitals", "hyphen", "key", "original", "role", "segment", "special", "told", "word")

    def __init__(
        self,
        original: str,
        key: str,
        role: Role = "unknown",
        segment: int = 0,
        hyphen: bool = False,
        capitals: bool = False,
        like: "Token | None" = None,
    ) -> None:
        self.original = original
        self.key = key
        self.role: Role = role
        self.segment = segment
        self.hyphen = hyphen
        self.capitals = capitals
        self.special: bool = like.special if like else key in customs.SPECIAL
        self.told: str = like.told if like else customs.BY_WORD.get(key, "")
        self.word: Word = like.word if like else word(key)

    def in_role(self, role: Role) -> "Token":
        """The same in another role."""
        return self.at(self.segment, role)

    def at(self, segment: int, role: Role) -> "Token":
        """The same behind so many commas."""
        return Token(self.original, self.key, role, segment, self.hyphen, self.capitals, self)

    def of(self, part: str, role: Role) -> "Token":
        """A part of it."""
        return Token(part, part.lower(), role, self.segment, self.hyphen)


_WORDS_OF: Final[dict[str, tuple[Token, ...]]] = {}


def tokens(text: str) -> tuple[list[Token], bool]:
    """The words of a cleaned text, and whether there were more than `TOKENS_MAX`."""
    found: list[Token] = []
    for part in text.split():
        kept = _WORDS_OF.get(part)  # no part with a sign is kept
        if kept is None:
            if _SIGN.search(part):
                found = _among_signs(text)
                break
            kept = _words_of(part)
        found.extend(kept)
    return (found, False) if len(found) <= TOKENS_MAX else (found[:TOKENS_MAX], True)


def _among_signs(text: str) -> list[Token]:
    """Commas count, and what stands in brackets or quotes is a nickname."""
    found: list[Token] = []
    segment, aside = 0, ""
    for part in _WORD.findall(text):
        if part in ",;":
            segment += bool(found)
        elif part in '()"':
            aside = "" if aside or part == ")" else part
        else:
            role: Role = "nickname" if aside else "unknown"
            found += [token.at(segment, role) for token in _words_of(part)]
            if aside and found and found[-1].key in customs.MAIDEN:  # (née Jones) is no nickname
                found[-1], aside = found[-1].in_role("unknown"), ""
    return found


def _words_of(part: str) -> tuple[Token, ...]:
    """The words of what stands between two blanks."""
    kept = _WORDS_OF.get(part)
    return kept if kept is not None else keep(_WORDS_OF, part, _cut(part))


def _cut(part: str) -> tuple[Token, ...]:
    if part.isascii() and part.isalpha():  # nearly all are: nothing to cut or fold
        return (Token(part, part.lower(), "unknown", 0, False, part.isupper() and len(part) > 1),)
    whole = part.lower().strip(_EDGES)
    if whole in customs.TITLES or whole in customs.CHILD_OF or whole in customs.MAIDEN or whole in customs.ALIAS:
        return (Token(part, whole),)
    return tuple(
        [
            Token(letters, key, "unknown", 0, at > 0, len(letters) > 1 and letters.isupper())
            for at, piece in enumerate(part.split("-"))
            for letters in _undotted(piece)
            if (key := _key(letters))
        ]
    )


def _key(letters: str) -> str:
    key = letters.lower().strip(_EDGES)
    return key.replace("'", "") if key.isascii() else key


def _undotted(piece: str) -> list[str]:
    """``J.R.`` as two, ``St.`` as one, a number with points as it is."""
    if "." not in piece:
        return [piece]
    parts = [part for part in piece.split(".") if part]
    return (
        parts if len(parts) > 1 and all(len(part) < 3 or len(parts) == 2 for part in parts) else ["".join(parts)]
    )  # initials are short
