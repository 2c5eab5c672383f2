"""An organization's name read: its legal form, what says its business or place, and the words that are its own."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, NamedTuple

from identity_graph.normalize.naming.cleaning import TOKENS_MAX, clean
from identity_graph.normalize.naming.customs import Role
from identity_graph.normalize.naming.data import table, words
from identity_graph.normalize.naming.romanize import CACHE_SIZE, fold_latin
from identity_graph.normalize.naming.tokens import Token, tokens
from identity_graph.normalize.naming.word import word

PHRASE_MAX: Final = 6
"""Words of the longest legal form in the table."""
_NOT_SPACED: Final = frozenset({"han", "kana", "hangul", "thai"})
_PLAIN: Final = "plain"
_BESIDE_LATIN: Final = re.compile(
    r"[a-z0-9][\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af][a-z0-9]"
)
_RUNS: Final = re.compile(r"[a-z0-9]+|[^a-z0-9]+")


@dataclass(slots=True, eq=False)
class Part:
    """A word or phrase: ``key`` names its entry in the table, or is the word itself where it is the name's own."""

    key: str
    role: Role
    text: str


Sides = tuple[list[Part], list[Part]]
"""Parts of the one name and of the other."""


class Company(NamedTuple):
    """A name in parts; ``forms`` are the kinds of its legal forms, ``squeezed`` is all but them as one word, ``others``
    are the names told in it: a former one, what stands in brackets, what stands outside them."""

    parts: tuple[Part, ...]
    forms: frozenset[str]
    tokens: tuple[Token, ...]
    squeezed: str
    cut: bool
    unseen: bool
    by_role: dict[Role, list[Part]]
    others: tuple[str, ...] = ()

    def of(self, role: Role) -> list[Part]:
        """Its parts of a role."""
        return self.by_role.get(role, [])


@lru_cache(CACHE_SIZE)
def read_organization(text: str) -> Company:
    """Read a name. Never raises; what no table knows is the name's own."""
    cleaned = clean(text.replace("&", " and "))
    found, more = tokens(_undotted(cleaned.text))
    spaced = [piece for token in found for piece in _pieces(token)][: 2 * TOKENS_MAX]
    parts, forms = _parts(spaced)
    squeezed = "".join(word(part.text.replace(" ", "")).latin for part in parts)
    by_role: dict[Role, list[Part]] = {}
    for part in parts:
        by_role.setdefault(part.role, []).append(part)
    cut = more or cleaned.cut
    others = _others(cleaned.text)
    return Company(tuple(parts), frozenset(forms), tuple(spaced), squeezed, cut, cleaned.unseen, by_role, others)


def _others(text: str) -> tuple[str, ...]:
    """Names within a name: ``Alphabet (formerly Google)``; a place in brackets is none."""
    if "(" in text:
        outside, _, rest = text.partition("(")
        inside, _, behind = rest.partition(")")
        names = [f"{outside} {behind}", inside]
    elif _also().search(text):
        names = [text]
    else:
        return ()
    found = [name.strip() for part in names for name in _also().split(part)]
    return tuple(name for name in found if name and name != text and _may_stand_alone(read_organization(name)))


def _may_stand_alone(name: Company) -> bool:
    """A place in brackets is no name, nor is one word of business."""
    return bool(name.of("unknown")) or len(name.parts) > 1


@cache
def _also() -> re.Pattern[str]:
    """What stands between two names of one organization."""
    listed = sorted(words("organizations", "also"), key=len, reverse=True)
    return re.compile(rf"(?:^|[\s,;])(?:{'|'.join(map(re.escape, listed))})(?=[\s:])", re.IGNORECASE)


def _undotted(text: str) -> str:
    """``S.A. de C.V.`` as ``SA de CV``: points within a word of single letters join it."""
    if "." not in text and "/" not in text and '"' not in text and "(" not in text:
        return text
    text = text.replace('"', " ").replace("(", " ").replace(")", " ").replace("/", "")
    return " ".join(
        word.replace(".", "") if all(len(part) < 4 for part in word.split(".")) else word.replace(".", " ")
        for word in text.split()
    )


def _pieces(token: Token) -> list[Token]:
    """A word of a script without blanks cut where the tables know a part of it."""
    if token.key.isascii():
        return [token]
    if _BESIDE_LATIN.search(token.key):  # LG전자, 三菱UFJ銀行
        return [piece for run in _RUNS.findall(token.key) for piece in _pieces(Token(run, run))]
    if word(token.key).script not in _NOT_SPACED:
        return [token]
    pieces: list[str] = []
    start = at = 0
    key = token.key
    while at < len(key):
        length = next(
            (
                n
                for n in range(min(8, len(key) - at), 0, -1)
                if (n > 1 or key[at] in "部省党店新") and key[at : at + n] in _native()
            ),
            0,
        )
        if not length:
            at += 1
            continue
        pieces += [key[start:at], key[at : at + length]]
        at = start = at + length
    pieces.append(key[start:])
    return [Token(piece, piece) for piece in pieces if piece]


def _parts(spaced: list[Token]) -> tuple[list[Part], list[str]]:
    parts: list[Part] = []
    forms: list[str] = []
    at = 0
    while at < len(spaced):
        length, found = _longest(spaced, at) if _longest_from(spaced[at].key) else (1, None)
        text = " ".join([token.key for token in spaced[at : at + length]]) if length > 1 else spaced[at].key
        if found is None:
            role: Role = "number" if _is_number(text, at) else "unknown"
            own = text.removeprefix("ال") if len(text) > 4 else text  # the article has two letters
            parts.append(Part(_ROMAN.get(own, own) if role == "number" else _short().get(own, own), role, own))
        else:
            role, key = found
            if key == _PLAIN and text in _ROMAN and at and _nothing_behind(spaced, at):
                role = "number"
                parts.append(Part(_ROMAN[text], role, text))
            elif role == "legal form":
                forms.append(key)
            else:
                parts.append(Part(key, role, text))
        for place in range(at, at + length):
            if spaced[place].role != role:
                spaced[place] = spaced[place]._replace(role=role)
        at += length
    if not parts:
        parts = [Part(token.key, "unknown", token.key) for token in spaced]
    return parts, [form for form in forms if form != _PLAIN]


def _is_form(key: str) -> bool:
    """Whether a word is a legal form, or of the business: not of the language, and not the name's own."""
    known = _known().get(_folded(key))
    return known is not None and known[1] != _PLAIN


def _nothing_behind(spaced: list[Token], at: int) -> bool:
    """Whether a word is the last but for a legal form: ``Fund I LP``, where I is no Spanish *and*."""
    return at == len(spaced) - 1 or _is_form(spaced[at + 1].key)


def _is_number(text: str, at: int) -> bool:
    """Digits, and behind the first word a Roman number: Fund II."""
    return text.isdigit() or (at > 0 and text in _ROMAN)


_ROMAN: Final = {
    roman: str(number)
    for number, roman in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), 1)
}


def _longest(spaced: list[Token], at: int) -> tuple[int, tuple[Role, str] | None]:
    known = _known()
    for length in range(min(_longest_from(spaced[at].key), len(spaced) - at), 0, -1):
        words = [token.key for token in spaced[at : at + length]]
        phrase = " ".join(map(_folded, words))
        if found := known.get(phrase):
            if (
                found[0] == "legal form"
                and length == 1
                and at == 0
                and len(spaced) > 1
                and found[1] != _PLAIN
                and phrase not in _leading()
            ):
                continue
            return length, found
    return 1, None


@lru_cache(CACHE_SIZE)
def _longest_from(key: str) -> int:
    """Words of the longest entry that may begin with a word."""
    openings = _openings()
    return max(openings.get(key, 0), openings.get(_folded(key).partition(" ")[0], 0))


@cache
def _openings() -> dict[str, int]:
    found: dict[str, int] = {}
    for phrase in _known():
        words = phrase.split(" ")
        found[words[0]] = min(PHRASE_MAX, max(found.get(words[0], 0), len(words)))
    return found


@lru_cache(CACHE_SIZE)
def _folded(key: str) -> str:
    if key.isascii():
        return key
    plain = fold_latin(key)
    return plain if plain.isascii() else _uninflected(key)


_ADJECTIVE: Final = re.compile(
    r"(?<=[а-яіїє]{3})(?:ий|ій|ый|ой|ая|яя|а|ое|ее|е|ые|ие|і|ого|его|ому|ему|ых|их|ую|юю|ым|им)$"
)
_ONE_FORM: Final = str.maketrans("کیىةأإآάέήίόύώςё", "كييهاااαεηιουωσе")
_ARTICLES: Final = ("ال", "لل")
"""The article, alone and behind a preposition."""


def _uninflected(key: str) -> str:
    """A word as the tables have it: one ending for all of a Slavic adjective or noun, one form of each Arabic
    and Greek letter, no article."""
    key = _ADJECTIVE.sub("ый", key).translate(_ONE_FORM)
    return key[2:] if len(key) > 4 and key.startswith(_ARTICLES) else key


@cache
def _known() -> dict[str, tuple[Role, str]]:
    found: dict[str, tuple[Role, str]] = {}
    entries: dict[str, dict[str, list[str]]] = {
        "place": table("organizations")["places"],
        "business": table("organizations")["words"],
        "legal form": table("organizations")["forms"],
    }
    roles: tuple[Role, ...] = ("place", "business", "legal form")
    for role in roles:
        for key, listed in entries[role].items():
            own = [] if role == "legal form" else [key]
            for text in (*own, *listed):
                found.setdefault(" ".join(map(_fold_listed, text.split())), (role, key))
    return found


def _fold_listed(word_listed: str) -> str:
    plain = fold_latin(word_listed.lower())
    return plain if plain.isascii() else _uninflected(word_listed.lower())


@cache
def _short() -> dict[str, str]:
    """Short forms of own words."""
    return dict(table("organizations")["short"])


@cache
def _native() -> frozenset[str]:
    return frozenset(phrase for phrase in _known() if not phrase.isascii())


@cache
def _leading() -> frozenset[str]:
    """Legal forms that may stand first: all that are not Latin, and these."""
    return _native() | words("organizations", "leading")
