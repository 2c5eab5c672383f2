"""Numbers that nobody issued: runs, repeated digits, examples printed everywhere, and words for "none"."""

from functools import cache
from typing import Final

from identity_graph.normalize.documents.tables_read import texts

NUMBER_MIN: Final = 4
"""Characters a number has at least."""
NUMBER_MAX: Final = 64
"""Characters beyond which a text is no number."""
LETTERS_MIN: Final = 6
"""Letters a number without digits has at least; shorter ones are words."""
RUN_MIN: Final = 6
"""Digits from which on a run (``123456``) is no number anybody issued."""

_RUNS: Final = "01234567890123456789 98765432109876543210"


def placeholder_reason(number: str, minimum: int = NUMBER_MIN) -> str | None:
    """Why an upper-case alphanumeric text cannot be an issued number; ``None`` where it may be one."""
    if not minimum <= len(number) <= NUMBER_MAX:
        return "too short" if len(number) < minimum else "too long"
    if number.count(number[0]) == len(number):
        return "one character repeated"
    if number.lower() in _words():
        return "a word for none, or a number printed as an example"
    if number.isalpha() and len(number) < LETTERS_MIN:
        return "a word"
    return _run_reason(number.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def _run_reason(digits: str) -> str | None:
    if len(digits) < RUN_MIN:
        return None
    if not digits.strip("0"):
        return "zeros"
    return "a run of digits" if digits in _RUNS else None


@cache
def _words() -> frozenset[str]:
    return frozenset(texts("labels", "placeholders"))
