"""A person's name read: which words carry it, in which roles, after which custom."""

import re
from typing import Final, final

from mypy_extensions import mypyc_attr

from identity_graph.normalize.naming import customs, han
from identity_graph.normalize.naming.cleaning import clean
from identity_graph.normalize.naming.customs import Culture
from identity_graph.normalize.naming.elements import Element, elements_of, mark, plain_elements, weigh
from identity_graph.normalize.naming.families import han_families
from identity_graph.normalize.naming.keeping import keep
from identity_graph.normalize.naming.roles import assign_roles, guess
from identity_graph.normalize.naming.tokens import Token, tokens

_FOREIGN_DOT: Final = re.compile(
    r"(?<=[\u3040-\u30ff\u3400-\u9fff])[\u00b7\u2027\u30fb\uff65](?=[\u3040-\u30ff\u3400-\u9fff])"
)
_TWO_CAPITALS: Final = re.compile(r"\b[A-Z]{2}\b")
HANGUL_NAME_MAX: Final = 4
SYLLABLE_MAX: Final = 6
"""Letters of a syllable of a Chinese or Korean name: ``chuang``, ``kyoung``."""


@final
@mypyc_attr(acyclic=True)
class Reading:
    """A name as read. ``whole`` is the word that was cut into family and given name, where it had no blank;
    ``sex`` is what titles and markers of descent tell, ``f``, ``m`` or nothing. Not changed once made."""

    __slots__ = (
        "chain",
        "confidence",
        "culture",
        "cut",
        "elements",
        "generation",
        "ordered",
        "sex",
        "tokens",
        "unseen",
        "whole",
    )

    def __init__(
        self,
        elements: tuple[Element, ...],
        tokens: tuple[Token, ...],
        culture: Culture,
        confidence: float,
        generation: str | None,
        sex: str,
        whole: str,
        *,
        ordered: bool,
        chain: bool,
        cut: bool,
        unseen: bool,
    ) -> None:
        self.elements = elements
        self.tokens = tokens
        self.culture = culture
        self.confidence = confidence
        self.generation = generation
        self.sex = sex
        self.whole = whole
        self.ordered = ordered
        self.chain = chain
        self.cut = cut
        self.unseen = unseen


_READ: Final[dict[str, Reading]] = {}


def read_person(text: str) -> Reading:
    """Read a name. Never raises; what it does not understand it leaves as words of unknown role."""
    kept = _READ.get(text)
    return kept if kept is not None else keep(_READ, text, _read(text))


def _read(text: str) -> Reading:
    cleaned = clean(text)
    found, more = tokens(cleaned.text)
    ascii_only = cleaned.text.isascii()
    whole = told = ""
    if not ascii_only:
        found, whole, told = _cut_words(found)
        if _FOREIGN_DOT.search(text):
            found = _in_foreign_order(found)
    if (
        any(_two_capitals(token) for token in found)
        and _TWO_CAPITALS.search(cleaned.text)
        and not cleaned.text.isupper()
    ):
        found = _initials_apart(found)
    plain = ascii_only and not any(token.special for token in found)
    if plain:
        elements, chain = plain_elements(found), False
    else:
        mark(found)
        elements, chain = elements_of(found)
    culture, confidence = guess(elements, found, told)
    ordered = assign_roles(elements, culture)
    if culture.syllables:
        elements = _joined_syllables(elements)
    weigh(elements)
    return Reading(
        tuple(elements),
        tuple(found),
        culture,
        confidence,
        None if plain else _generation(found),
        "" if plain else _sex(found),
        whole,
        ordered=ordered,
        chain=chain or culture.chain,
        cut=more or cleaned.cut,
        unseen=cleaned.unseen,
    )


def _two_capitals(token: Token) -> bool:
    return token.capitals and len(token.key) == 2


def _initials_apart(found: list[Token]) -> list[Token]:
    """``JL Martin`` as ``J L Martin``, where the two letters are no name."""
    apart: list[Token] = []
    for token in found:
        free = token.role == "unknown" and not token.special
        if free and _two_capitals(token) and not token.word.listed:
            apart += [token.of(letter, token.role) for letter in token.original]
        else:
            apart.append(token)
    return apart


def _generation(found: list[Token]) -> str | None:
    told = (customs.GENERATIONS.get(token.key) for token in reversed(found[1:]) if token.role == "generational")
    return next(told, None)


def _sex(found: list[Token]) -> str:
    """The sex all markers tell of; where they differ, a parent's may be among them."""
    told = {customs.SEX_MARKERS.get(token.key, "") for token in found if token.role in {"title", "particle"}} - {""}
    return told.pop() if len(told) == 1 else ""


def _cut_words(found: list[Token]) -> tuple[list[Token], str, str]:
    """Family and given name apart where a script writes no blank between them; the culture if that told it."""
    if len(found) != 1 or found[0].key.isascii():
        return found, "", ""
    only = found[0]
    script = only.word.script
    if script == "han":
        family, given, told = han.split_han(only.key)
        if not told or not given:
            return found, "", ""
    elif script == "hangul" and 2 < len(only.key) <= HANGUL_NAME_MAX:  # family and two syllables
        cut = 2 if only.key[:2] in han_families() else 1
        family, given, told = only.key[:cut], only.key[cut:], "korean"
        if family not in han_families():
            return found, "", ""
    else:
        return found, "", ""
    return [only.of(family, "family"), only.of(given, "given")], only.key, told


def _in_foreign_order(found: list[Token]) -> list[Token]:
    """``乔治·华盛顿``: a foreign name among Han characters or kana keeps its own order, family name last."""
    return [token.in_role("family" if at == len(found) else "given") for at, token in enumerate(found, 1)]


def _joined_syllables(elements: list[Element]) -> list[Element]:
    """Given names of two syllables as one word, where their parts are no given names of their own: ``Jong Un``."""
    joined: list[Element] = []
    for element in elements:
        last = joined[-1] if joined else None
        if last and last.role == element.role == "given" and _one_name(last, element):
            joined[-1] = last.followed_by(element.key)
        else:
            joined.append(element)
    return joined


def _one_name(first: Element, second: Element) -> bool:
    """Whether two words are the syllables of a given name: with a hyphen whatever else they may be."""
    if not (_syllable(first) and _syllable(second)):
        return False
    return second.hyphen or not (first.word.given.named or second.word.given.named)


def _syllable(element: Element) -> bool:
    one = element.word
    return one.script == "latin" and 1 < len(one.latin) <= SYLLABLE_MAX
