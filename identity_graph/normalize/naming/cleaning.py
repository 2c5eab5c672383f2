"""Text as it comes to words that can be read: bounded, without what nobody sees."""

import re
import unicodedata
from typing import Final, final

from mypy_extensions import mypyc_attr

NAME_MAX: Final = 300
"""Characters of a name that are looked at; what is beyond is cut, and the result says so."""
TOKENS_MAX: Final = 16
"""Words of a name that are looked at."""
MARKS_MAX: Final = 2
"""Combining marks on one letter that are kept."""

_MARKS: Final = re.compile(
    rf"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{{{MARKS_MAX}}})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)
_APOSTROPHES: Final = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u02bb\u02bf\u02be\u00b4\u0060\uff07\u05f3\u2032"), "'")
_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\uff0d\u05be\u2e17"), "-")
_DOTS: Final = dict.fromkeys(map(ord, "\u00b7\u2027\u30fb\uff65\u2022\u2219\u22c5"), " ")
_QUOTES: Final = dict.fromkeys(
    map(ord, "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u300c\u300d\u300e\u300f\u05f4"), '"'
)
_SEPARATORS: Final = {
    ord("\u060c"): ",",
    ord("\u3001"): ",",
    ord("\uff0c"): ",",
    ord("\u061b"): ";",
    ord("\u3000"): " ",
}
_UNSEEN: Final = frozenset({"Cf", "Cs", "Co", "Cn", "Cc"})


@final
@mypyc_attr(acyclic=True)
class Cleaned:
    """A text that can be read; ``cut`` if there was more of it, ``unseen`` if it held characters nobody sees."""

    __slots__ = ("cut", "text", "unseen")

    def __init__(self, text: str, *, cut: bool, unseen: bool) -> None:
        self.text = text
        self.cut = cut
        self.unseen = unseen


def clean(text: str) -> Cleaned:
    """The text without controls, in one form of each sign. Never raises; linear in what is kept."""
    short = text[:NAME_MAX]
    cut = len(text) > NAME_MAX
    if short.isascii():
        printable = short.isprintable()
        seen = short if printable else "".join(c if c.isprintable() else " " for c in short)
        return Cleaned(seen, cut=cut, unseen=not printable)
    short = _MARKS.sub(r"\1", short)
    plain = _plain_signs(unicodedata.normalize("NFKC", _plain_signs(short))[:NAME_MAX])
    seen = plain if plain.isprintable() else plain.translate(_SEEN)  # what can be printed is seen, and no odd blank
    return Cleaned(seen, cut=cut, unseen=seen != plain)


def _plain_signs(text: str) -> str:
    """With one form of each sign."""
    return text.translate(_SIGNS) if _ANY_SIGN.search(text) else text


class _Seen(dict[int, str | None]):
    """Each character itself; blanks for line ends, nothing for what nobody sees."""

    def __missing__(self, point: int) -> str | None:
        letter = chr(point)
        category = unicodedata.category(letter)
        found = " " if letter.isspace() else None if category in _UNSEEN else letter
        if len(self) < 65_536:  # one plane of Unicode
            self[point] = found
        return found


_SEEN: Final = _Seen()
_SIGNS: Final = _APOSTROPHES | _DASHES | _DOTS | _QUOTES | _SEPARATORS
_ANY_SIGN: Final = re.compile(f"[{re.escape(''.join(map(chr, _SIGNS)))}]")
