"""What characters count in weighted sums, and the check digit of travel documents."""

from typing import Final

VALUES: Final = {c: n for n, c in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}
"""What a character counts in weighted sums; the filler of machine-readable zones is zero."""


def icao_digit(characters: str) -> str:
    """The check digit of ICAO 9303 part 3, 4.9: weights 7, 3, 1, modulo 10."""
    return str(sum(VALUES.get(c, 0) * (7, 3, 1)[place % 3] for place, c in enumerate(characters)) % 10)
