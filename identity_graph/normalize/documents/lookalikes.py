"""Characters that eyes and scanners mistake for one another."""

from collections.abc import Iterator
from typing import Final

DIGIT_FOR: Final = {"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "S": "5", "B": "8", "Z": "2", "G": "6"}
"""The digit that a letter may be."""
LETTER_FOR: Final = {"0": "O", "1": "I", "5": "S", "8": "B", "2": "Z", "6": "G"}
"""The letter that a digit may be."""

LENGTH_MAX: Final = 40
"""Characters of a number whose readings are tried."""


def readings(number: str) -> Iterator[tuple[str, str]]:
    """Other readings of a number, each with what was changed: one character, or all such letters as digits."""
    if len(number) > LENGTH_MAX:
        return
    digits = "".join(DIGIT_FOR.get(c, c) for c in number)
    if digits != number and digits.isdigit():
        yield digits, "letters read as the digits they look like"
    for place, c in enumerate(number):
        for other in (DIGIT_FOR.get(c), LETTER_FOR.get(c)):
            if other and (reading := f"{number[:place]}{other}{number[place + 1 :]}") != digits:
                yield reading, f"{c} at {place + 1} read as {other}"
