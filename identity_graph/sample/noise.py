"""How true values go wrong on their way into a system. Every function returns its value unharmed most of the time."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from identity_graph.sample.dice import Dice
from identity_graph.sample.spelling import without_marks

_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = {
    key: row[max(place - 1, 0) : place] + row[place + 1 : place + 2]
    for row in _KEYBOARD
    for place, key in enumerate(row)
}
PLACEHOLDER_NUMBERS = ("123456789", "000000000", "999999999", "111111111")
folded = lru_cache(maxsize=65_536)(without_marks)


def typo(dice: Dice, word: str) -> str:
    """One slip of the keyboard: a swap, a drop, a doubling or a neighbouring key. Never the first letter."""
    if len(word) < 4:
        return word
    place = dice.between(1, len(word) - 2)
    slip = dice.below(4)
    if slip == 0:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if slip == 1:
        return word[:place] + word[place + 1 :]
    if slip == 2:
        return word[:place] + word[place] + word[place:]
    return word[:place] + dice.pick(_NEIGHBOURS.get(word[place].lower()) or word[place]) + word[place + 1 :]


def misspelled(dice: Dice, word: str, rate: float) -> str:
    """The word, with a typo at the given rate."""
    return typo(dice, word) if dice.chance(rate) else word


def maybe(dice: Dice, value: str, missing: float) -> str:
    """The value, or nothing at the given rate."""
    return "" if dice.chance(missing) else value


def misdated(dice: Dice, day: date) -> str:
    """The date in ISO form, now and then with day and month swapped, a digit wrong, or 1 January for unknown."""
    draw = dice.random()
    if draw > 0.05:
        return day.isoformat()
    if draw < 0.015 and day.day <= 12:
        return date(day.year, day.day, day.month).isoformat()
    if draw < 0.03:
        return _digit_off(dice, day).isoformat()
    if draw < 0.045:
        return date(day.year, 1, 1).isoformat()
    return day.isoformat()


def misnumbered(dice: Dice, number: str) -> str:
    """A document number, rarely with one digit mistyped, rarely a placeholder."""
    draw = dice.random()
    if draw > 0.014:
        return number
    if draw < 0.004:
        return dice.pick(PLACEHOLDER_NUMBERS)
    place = dice.below(len(number))
    if not number[place].isdigit():
        return number
    return number[:place] + str((int(number[place]) + dice.between(1, 9)) % 10) + number[place + 1 :]


def _digit_off(dice: Dice, day: date) -> date:
    if dice.chance(0.5):
        return day.replace(day=(day.day + dice.pick((1, 2, 10)) - 1) % 28 + 1)
    shift = dice.pick((-10, -1, 1))
    return day.replace(year=day.year + shift, day=min(day.day, 28))
