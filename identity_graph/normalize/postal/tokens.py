"""Text as it comes to runs of words: bounded, without what nobody sees, cut where an address is cut."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from identity_graph.normalize.naming.cleaning import Cleaned, clean
from identity_graph.normalize.naming.scripts import script_of
from identity_graph.normalize.text import CACHE_SIZE, fold

TEXT_MAX: Final = 400
"""Characters of an address that are looked at; what is beyond is cut, and the result says so."""
RUNS_MAX: Final = 24
"""Parts between commas that are looked at."""
NATIVE_MAX: Final = 3
"""Letters of a word of another script up to which it is not folded before it is looked up."""
TOKENS_MAX: Final = 64
"""Words that are looked at."""

_LINES: Final = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+|<br ?/?>")
_MAYBE_CUT: Final = re.compile(r"[-,;|\n/]")
_CUTS: Final = re.compile(r"[,;|\n]+|\s-\s|(?<=[^\W\d_]{3})/(?=[^\W\d_]{2})|(?<=\d)/(?=[^\W\d_]{2})")
_LETTER: Final = r"""[^\s,;:.#()\[\]{}"|!?*=<>~^+\u300c\u300d\u0e2f]"""
_WORDS: Final = re.compile(rf"{_LETTER}+(?:(?<=\d)[.,](?=\d){_LETTER}+)*|\#")
_SPAN: Final = re.compile(r"(?<=\d) - (?=\d{1,4}(?![^\W_]))")
_EDGES: Final = re.compile(r"^[-'/&]+|[-'/&]+$")


class Token(NamedTuple):
    """A word of a run: where it stands in the run's text, its folded form, and whether it holds a digit."""

    start: int
    end: int
    key: str
    digit: bool


@dataclass(slots=True)
class Run:
    """Words that stand together, with the number that a word as ``No.`` gave them. ``at``: which part between commas
    they come from; ``street``: what `roads.street_at` found, for which country."""

    text: str
    tokens: list[Token]
    at: int = 0
    house: str | None = None
    code: bool = False
    street: tuple[str | None, int | None] | None = None
    _phrase: str | None = field(default=None, repr=False)

    @property
    def phrase(self) -> str:
        """All words folded, one blank between them."""
        if self._phrase is None:
            self._phrase = joined(self.tokens)
        return self._phrase

    def written(self, start: int = 0, end: int | None = None) -> str:
        """The words from ``start`` to ``end`` as the source wrote them."""
        part = self.tokens[start:end]
        if not part:
            return ""
        text = self.text[part[0].start : part[-1].end]
        after = self.text[part[-1].end : part[-1].end + 1]
        if after == ")" and text.count("(") > text.count(")"):
            return text + after
        return text + after if after == "." and not part[-1].digit and part[-1].end - part[-1].start < 5 else text

    def sub(self, start: int, end: int | None = None) -> "Run":
        """The words from ``start`` to ``end`` as a run of their own."""
        return Run(self.text, self.tokens[start:end], self.at, None, code=self.code)


def joined(tokens: list[Token]) -> str:
    """The words' folded forms."""
    text = " ".join([token.key for token in tokens])
    return text if text.isascii() else fold(text)


def key_of(word: str) -> str:
    """The folded form; the shortest words of other scripts stay themselves, so that ``стр`` is no ``str``."""
    if len(word) <= NATIVE_MAX and not word.isascii() and script_of(word) != "latin":
        return word.casefold()
    return fold(word)


@lru_cache(CACHE_SIZE)
def _known(word: str) -> tuple[str, bool]:
    """The folded form, and whether the word holds a digit."""
    digit = not word.isalpha() and any(map(str.isdecimal, word))
    return "#" if word == "#" else key_of(word), digit


def keys_of(text: str) -> tuple[str, ...]:
    """The folded words of a phrase of a table."""
    return tuple(token.key for token in tokens_of(text))


def tokens_of(text: str) -> list[Token]:
    """The words of a text, those without letter or digit left out."""
    found: list[Token] = []
    for match in _WORDS.finditer(text):
        word, start = match[0], match.start()
        if word[0] in "-'/&" or word[-1] in "-'/&":
            bare = _EDGES.sub("", word)
            if not bare:
                continue
            start, word = start + word.index(bare), bare
        key, digit = _known(word)
        if key:
            found.append(Token(start, start + len(word), key, digit))
    return found


def cleaned(text: str) -> Cleaned:
    """One line to each line, without controls, in one form of each sign. Never raises."""
    short = text[:TEXT_MAX]
    cut, unseen = len(text) > TEXT_MAX, False
    if not (short.isascii() and short.isprintable()):
        parts = [clean(line) for line in _LINES.split(short)[:RUNS_MAX]]
        short = "\n".join([part.text for part in parts])
        cut, unseen = cut or len(short) > TEXT_MAX, any(part.unseen for part in parts)
    if " - " in short:
        short = _SPAN.sub("-", short)
    return Cleaned(short[:TEXT_MAX], cut=cut, unseen=unseen)


def runs_of(text: str) -> list[Run]:
    """The parts between commas, lines and dashes that have a word."""
    runs: list[Run] = []
    left = TOKENS_MAX
    parts = _CUTS.split(text) if _MAYBE_CUT.search(text) else [text]
    for at, part in enumerate(parts[: 2 * RUNS_MAX]):
        if part and (tokens := tokens_of(part)[:left]):
            runs.append(Run(part, tokens, at))
            left -= len(tokens)
        if left <= 0 or len(runs) >= RUNS_MAX:
            break
    return runs
