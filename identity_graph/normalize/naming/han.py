"""How Han characters are read in each language, and where family name and given name part."""

from functools import cache, lru_cache
from itertools import islice, product
from typing import Final, NamedTuple

from identity_graph.normalize.naming import families
from identity_graph.normalize.naming.data import rows
from identity_graph.normalize.naming.keeping import CACHE_SIZE
from identity_graph.normalize.naming.romanize import standard

JAPANESE_MAX: Final = 12
"""Japanese readings of one word that are kept; names can have dozens."""
JAPANESE_LENGTH_MAX: Final = 3
JAPANESE_COMMON: Final = 40
"""Thousands of people who bear a family name that tells of Japan even in Latin letters."""
READINGS_MAX: Final = 24
CHARACTERS_MAX: Final = 16


class Character(NamedTuple):
    """One line of ``tables/han.tsv``."""

    simplified: str
    mandarin: str
    cantonese: str
    korean: str
    japanese: tuple[str, ...]
    vietnamese: str


_UNKNOWN: Final = Character("", "", "", "", (), "")
_JYUTPING: Final = (
    ("j", "y"),
    ("zy", "j"),
    ("z", "ts"),
    ("oe", "eu"),
    ("eo", "u"),
    ("aa", "a"),
    ("gw", "kw"),
    ("yy", "y"),
)


@lru_cache(CACHE_SIZE)
def simplified(word: str) -> str:
    """With every character in its simplified form."""
    characters = _characters()
    return "".join(characters.get(letter, _UNKNOWN).simplified or letter for letter in word)


@lru_cache(CACHE_SIZE)
def han_readings(word: str) -> tuple[tuple[str, str], ...]:
    """Language and Latin form, the likeliest first: family names as they are spelled, then character by character."""
    found: dict[str, str] = {}
    for row in families.families_of(word):
        for form in row.forms:
            found.setdefault(form, row.culture)
    for form in _japanese_family(word)[0]:
        found.setdefault(form, "japanese")
    for language, form in _by_character(word[:CHARACTERS_MAX]):
        found.setdefault(form, language)
    return tuple((language, form) for form, language in islice(found.items(), READINGS_MAX))


def mandarin(word: str) -> str:
    """In Pinyin, character by character."""
    return "".join([_characters().get(letter, _UNKNOWN).mandarin for letter in word[:CHARACTERS_MAX]])


def cantonese(word: str) -> str:
    """As Hong Kong spells it; nothing where a character is not known."""
    known = [_characters().get(letter, _UNKNOWN).cantonese for letter in word[:CHARACTERS_MAX]]
    return "".join(map(_hong_kong, known)) if all(known) else ""


@lru_cache(CACHE_SIZE)
def is_pinyin(latin: str, syllables: int) -> bool:
    """Whether a word is so many syllables of Mandarin in Pinyin."""
    if not syllables:
        return not latin
    known = _pinyin()
    return any(latin[:n] in known and is_pinyin(latin[n:], syllables - 1) for n in range(1, min(6, len(latin)) + 1))


@cache
def _pinyin() -> frozenset[str]:
    return frozenset(one.mandarin for one in _characters().values())


def split_han(word: str) -> tuple[str, str, str]:
    """Family name, given name and culture of a name written without a blank; the given name may be empty."""
    word = word[:CHARACTERS_MAX]
    japanese = _split_japanese(word)
    for length in (2, 1):
        if (
            word[:length] in families.han_families() and len(word) > length and len(word) - length <= 2
        ):  # given names have one or two
            if japanese and (length == 1 and (len(word) == 4 or japanese[1] >= _COMMON_JAPANESE)):
                break
            return word[:length], word[length:], "chinese"
    if japanese:
        family = japanese[0]
        return family, word[len(family) :], "japanese"
    cut = 2 if len(word) == 4 else 1  # the commonest lengths of Japanese names
    return (word[:cut], word[cut:], "") if len(word) > 1 else ("", word, "")


_COMMON_JAPANESE: Final = 5


def _split_japanese(word: str) -> tuple[str, int] | None:
    """The longest known Japanese family name at its beginning, and how common it is (thousands of people)."""
    found = ((word[:n], _japanese_family(word[:n])) for n in (3, 2) if len(word) > n)
    return next(((family, count) for family, (forms, count) in found if forms), None)


def _japanese_family(word: str) -> tuple[tuple[str, ...], int]:
    """The forms of a Japanese family name and how common it is, be it written in old characters."""
    known = _japanese_families()
    return known.get(word) or known.get(word.translate(_OLD_FORMS), ((), 0))


_OLD_FORMS: Final = str.maketrans(
    "澤邊邉齋齊廣櫻國嶋髙﨑濱惠眞德瀧關鐵澁條實圓壽榮萬槇冨龜豐淺黑增衞藪步應嶽彌禮祿靜齡",
    "沢辺辺斎斉広桜国島高崎浜恵真徳滝関鉄渋条実円寿栄万槙富亀豊浅黒増衛薮歩応岳弥礼禄静齢",
)
"""Characters as they were before 1946, which many families keep."""


def _by_character(word: str) -> list[tuple[str, str]]:
    known = [_characters().get(letter, _UNKNOWN) for letter in word.replace("々", word[:1])]
    found = [("chinese", "".join(one.mandarin for one in known))]
    if len(known) <= JAPANESE_LENGTH_MAX and all(one.japanese for one in known):
        each = JAPANESE_MAX if len(known) == 1 else 4
        combined = product(*(one.japanese[:each] for one in known))
        found += [("japanese", "".join(parts)) for parts in islice(_likeliest(list(combined), known), JAPANESE_MAX)]
    if all(one.korean for one in known):
        found.append(("korean", standard("".join(one.korean for one in known), "hangul")))
    if all(one.cantonese for one in known):
        found.append(("cantonese", "".join(_hong_kong(one.cantonese) for one in known)))
    if all(one.vietnamese for one in known):
        found.append(("vietnamese", "".join(one.vietnamese for one in known)))
    return [(language, form) for language, form in found if form]


def _likeliest(combined: list[tuple[str, ...]], known: list[Character]) -> list[tuple[str, ...]]:
    """By how far down each part stands in its character's list."""
    return sorted(
        combined, key=lambda parts: sum(one.japanese.index(part) for one, part in zip(known, parts, strict=True))
    )


@lru_cache(4096)
def _hong_kong(jyutping: str) -> str:
    for sign, by in _JYUTPING:
        jyutping = jyutping.replace(sign, by)
    return jyutping


@cache
def _characters() -> dict[str, Character]:
    found: dict[str, Character] = {}
    for character, simple, mandarin, cantonese, korean, japanese, vietnamese in rows("han"):
        found[character] = Character(simple, mandarin, cantonese, korean, tuple(japanese.split()), vietnamese)
    return found


@cache
def japanese_family_forms() -> frozenset[str]:
    """Latin forms of the commoner Japanese family names of four letters and more."""
    known = _japanese_families().values()
    return frozenset(form for forms, count in known if count >= JAPANESE_COMMON for form in forms if len(form) > 3)


def is_japanese_family(word: str) -> bool:
    """Whether it is a family name of Japan and of no other country that writes Han."""
    return word in _japanese_families() and word not in families.han_families()


@cache
def _japanese_families() -> dict[str, tuple[tuple[str, ...], int]]:
    return {han: (tuple(forms.split()), int(count)) for han, forms, count in rows("japanese_families")}
