"""The words of dates: months, calendars, eras, and what says how a date is meant."""

import re
from functools import cache
from typing import Final

from identity_graph.normalize.calendars.cleaning import word_key
from identity_graph.normalize.calendars.data import dates, lines

Month = tuple[str, int]
"""A calendar and a month of it."""
SHORT_MIN: Final = 3
"""Letters from which on the beginning of an English month stands for it."""
_FULL: Final = "january february march april may june july august september october november december".split()  # noqa: SIM905 - so it reads best


@cache
def month_words() -> dict[str, tuple[Month, ...]]:
    """Every month's names; names of several words hold blanks."""
    found: dict[str, tuple[Month, ...]] = {}
    gregorian = [(word, int(row[0])) for row in lines("months.tsv") for word in row[1].split()]
    gregorian += [(full[:n], number) for number, full in enumerate(_FULL, 1) for n in range(SHORT_MIN, len(full) + 1)]
    entries = [("gregorian", number, word) for word, number in gregorian]
    for calendar, months in dates()["months"].items():
        entries += [(calendar, int(number), word.replace("_", " ")) for number, ws in months.items() for word in ws]
    for calendar, number, word in entries:
        key, month = word_key(word), (calendar, number)
        if not any(known[0] == calendar for known in found.get(key, ())):
            found[key] = (*found.get(key, ()), month)
    return found


@cache
def country_months(country: str | None) -> dict[str, int]:
    """Words that are another month in that country (Croatia's ``listopad`` is October)."""
    return {word_key(word): int(number) for word, number in dates()["country_months"].get(country, {}).items()}


@cache
def calendar_words() -> dict[str, str]:
    """The words that name a calendar."""
    return {word_key(w): name for name, ws in dates()["calendar_words"].items() for w in ws}


@cache
def qualifier_words() -> dict[str, str]:
    """``circa``, ``between``, ``or``, ``before``, ``after``, ``noise`` and the ordinals' endings (``noise`` too)."""
    table = dates()["words"]
    found = {word_key(w): "noise" for w in dates()["ordinals"]}
    return found | {
        word_key(w): kind for kind in ("noise", "after", "before", "or", "between", "circa") for w in table[kind]
    }


@cache
def joining_words() -> frozenset[str]:
    """The words between the ends of a range."""
    return frozenset(word_key(w) for w in dates()["words"]["to"])


@cache
def era_pattern() -> re.Pattern[str]:
    """An era's sign and the year in it, at the beginning; a single Latin letter only directly before digits."""
    signs = sorted((word_key(sign) for sign in _eras()), key=len, reverse=True)
    words = "|".join(re.escape(sign) for sign in signs if not (sign.isascii() and len(sign) == 1))
    letters = "".join(sign for sign in signs if sign.isascii() and len(sign) == 1)
    return re.compile(rf"(?:(?P<era>{words})\s*|(?P<letter>[{letters}])\.?)(?P<year>[0-9]{{1,2}})(?![0-9])")


@cache
def _eras() -> dict[str, str]:
    return {sign: name for name, era in dates()["eras"].items() for sign in era["signs"]}


@cache
def eras() -> dict[str, tuple[str, int, int]]:
    """Every sign's era, the Gregorian year before its first, and how many years it has."""
    table = dates()["eras"]
    return {word_key(s): (name, int(table[name]["before"]), int(table[name]["years"])) for s, name in _eras().items()}


_HEBREW: Final[dict[str, int]] = dict(
    zip("אבגדהוזחטיכלמנסעפצקרשת", [*range(1, 10), *range(10, 100, 10), 100, 200, 300, 400], strict=True)
) | {
    "ך": 20,
    "ם": 40,
    "ן": 50,
    "ף": 80,
    "ץ": 90,
}


def hebrew_number(word: str) -> int | None:
    """A number in Hebrew letters: ``תשמ"ה`` is 745; a leading ``ה'`` counts thousands. ``None`` where it is none."""
    letters = word.replace('"', "").replace("'", "")
    if not letters or len(letters) > 6 or any(letter not in _HEBREW for letter in letters):
        return None
    thousands = 5000 if len(letters) > 3 and letters[0] == "ה" else 0
    return thousands + sum(_HEBREW[letter] for letter in letters[1 if thousands else 0 :])
