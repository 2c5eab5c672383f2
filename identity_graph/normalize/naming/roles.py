"""Which culture a name is likely of, and which of its words is family name, given name, patronymic."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from identity_graph.normalize.naming import customs
from identity_graph.normalize.naming.comparison import rounded
from identity_graph.normalize.naming.customs import UNKNOWN, Culture
from identity_graph.normalize.naming.han import is_japanese_family, japanese_family_forms
from identity_graph.normalize.naming.tokens import Token
from identity_graph.normalize.naming.word import Hints, Word

if TYPE_CHECKING:
    from identity_graph.normalize.naming.elements import Element

_SCRIPT_TELLS = 0.8
_WORD_TELLS = 0.5
_ENDING_TELLS = 0.4
_SYLLABLE_TELLS = 0.5
_LONGER = 7
"""Letters of a word that is longer than a syllable."""
_ENDINGS: Final = tuple(customs.BY_ENDING)
_ENDING_LENGTHS = (7, 6, 5, 4, 3, 2)


_NOTHING: Final[list[Hints]] = [(), (), ()]


def guess(elements: Sequence["Element"], telling: Sequence[Token], told: str) -> tuple[Culture, float]:
    """The culture most of its words tell of, and how sure that is, in [0, 1]; ``telling`` are all that is written."""
    if told:
        return customs.CULTURES[told], 0.85
    votes: dict[str, float] = {}
    for token in telling:
        if token.told and not token.hyphen:
            votes[token.told] = votes.get(token.told, 0.0) + _WORD_TELLS
    among, last = _AMONG[min(len(elements), len(_AMONG) - 1)], len(elements) - 1
    for at, element in enumerate(elements):
        hints = _hints(element.word)[among]
        if not hints:
            continue
        edge = 1.0 if (at == 0 or at == last) and not element.hyphen else 0.6
        for name, weight in hints:
            votes[name] = votes.get(name, 0.0) + weight * edge
    if not votes:
        return UNKNOWN, 0.0
    best, most, total = "", 0.0, 0.0
    for name, told_of in votes.items():
        total += told_of
        if told_of > most or (told_of == most and name < best):
            best, most = name, told_of
    return customs.CULTURES[best], rounded(min(0.95, most / (0.4 + total)), 2)


_AMONG: Final = (0, 0, 1, 1, 2)
"""Which of the hints of `_hints` count in a name of so many words."""


def _hints(one: Word) -> list[Hints]:
    """What a word tells alone, as one of two or three, and as one of more."""
    if one.hints is None:
        one.hints = _told(one)
    return one.hints


def _told(one: Word) -> list[Hints]:
    alone = _told_among(one, 1)
    latin = one.latin
    if not one.tabled or not (one.families or latin in japanese_family_forms() or latin in customs.BY_SYLLABLE):
        return [alone, alone, alone] if alone else _NOTHING  # nearly all: the same in any name
    return [alone, _told_among(one, 3), _told_among(one, 4)]


def _told_among(one: Word, among: int) -> Hints:
    hints: list[tuple[str, float]] = []
    if one.script == "han" and is_japanese_family(one.text):
        hints.append(("japanese", 2 * _SCRIPT_TELLS))  # what tells of Japan alone outweighs the script
    elif one.script != "latin" and (by := customs.BY_SCRIPT.get(one.script)):
        hints.append((by, _SCRIPT_TELLS))
    elif not one.text.isascii():
        hints += [(by, _ENDING_TELLS) for letter in one.text if (by := customs.BY_LETTER.get(letter))]
    if one.tabled and (by := customs.BY_WORD.get(one.latin)):
        hints.append((by, _WORD_TELLS))
    if one.script == "latin" and among > 1 and one.latin in japanese_family_forms():
        hints.append(("japanese", _ENDING_TELLS))
    if ending := _told_by_ending(one.latin):
        hints.append((ending, _ENDING_TELLS))
    if one.families and 1 < among < 4 and not one.known:  # such names have two or three words
        hints += [(family.culture, 0.3 if one.latin == family.forms[0] else 0.2) for family in one.families[:2]]
    if 1 < among < 4 and len(one.latin) < _LONGER and (by := customs.BY_SYLLABLE.get(one.latin)):
        hints.append((by, _SYLLABLE_TELLS))
    hints += [(by, 0.3) for script in one.given.scripts if (by := customs.BY_SCRIPT.get(script))]
    return tuple(hints)


def _told_by_ending(latin: str) -> str | None:
    """The culture its longest known ending tells of."""
    if not latin.endswith(_ENDINGS):
        return None
    told = (by for n in _ENDING_LENGTHS if len(latin) > n + 1 and (by := customs.BY_ENDING.get(latin[-n:])))
    return next(told, None)


def assign_roles(elements: list["Element"], culture: Culture) -> bool:
    """Give every element its role; whether the order of the words told which is the family name for certain."""
    many, certain = len(elements) > 1, False
    named: list[Element] = []
    for element in elements:
        one = element.word
        if (one.initial or (one.patronymic and many)) and element.role in _FREE:
            element.role = "initial" if one.initial else "patronymic"
        if element.role == "unknown":
            named.append(element)
        certain = certain or element.role == "family"
    if certain or not named:
        _given(named)
        return certain
    if named[0].segment != elements[-1].segment:
        for element in named:
            element.role = "family" if element.segment == named[0].segment else "given"
        return True
    if len(elements) == 1:
        return False
    return _by_custom(named, elements, culture)


def _by_custom(named: list["Element"], elements: list["Element"], culture: Culture) -> bool:
    if any(element.capitals for element in named) and not all(element.capitals for element in named):
        for element in named:
            element.role = "family" if element.capitals else "given"
        return True
    first, certain = _family_first(named, elements, culture)
    if culture.order == "none":
        _given(named)
        return False
    family = named[:1] if first else named[-2:] if culture.two_families and len(named) > 2 else named[-1:]
    if (
        len(named) == 1
        and elements[0] is named[0]
        and len(elements) > 1
        and all(one.role == "patronymic" for one in elements[1:])
    ):
        family = []
    for element in family:
        element.role = "family"
    _given([element for element in named if element.role == "unknown"])
    return certain


def _given(named: list["Element"]) -> None:
    for element in named:
        element.role = "given"


def _family_first(named: list["Element"], elements: list["Element"], culture: Culture) -> tuple[bool, bool]:
    """Whether the family name stands first, and whether that is sure."""
    if elements[-1].role == "patronymic" and len(elements) > 2:  # family name, given name, patronymic
        return True, True
    if culture.order == "given first" or len(named) < 2:
        return False, culture.order == "given first"
    if culture.syllables and len(named) == 3 and named[1].hyphen != named[2].hyphen:  # Yi Jae-yong, Jae-yong Yi
        return named[2].hyphen, True
    ahead, behind = _family_like(named[0].word, culture), _family_like(named[-1].word, culture)
    if culture.order == "family first":
        return ahead >= behind, ahead != behind
    return 0 < ahead > behind, ahead != behind  # that the last word is also a given name (Thomas) does not tell enough


def _family_like(one: Word, culture: Culture) -> int:
    listed = one.latin in culture.families or any(family.culture == culture.name for family in one.families)
    listed = listed or (culture.name == "japanese" and one.latin in japanese_family_forms())
    ending = one.latin.endswith(culture.endings)
    return (2 if listed or (ending and not one.known) else 0) - (1 if one.known else 0)


_FREE: Final = frozenset({"unknown", "given"})
