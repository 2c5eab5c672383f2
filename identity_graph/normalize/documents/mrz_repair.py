"""Characters that a scanner took for others, put right where a check digit then passes, each with a note."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final

from identity_graph.normalize.documents.lookalikes import DIGIT_FOR, LETTER_FOR
from identity_graph.normalize.documents.mrz_layouts import Check, Layout
from identity_graph.normalize.documents.weights import icao_digit

CHANGES_MAX: Final = 2
"""Characters of one check's span that are put right beside those whose field allows nothing else."""

BLIND: Final = {"G": "6", "6": "G", "K": "<", "<": "K"}
"""Pairs that no check digit of weights 7 3 1 can tell apart: they count the same modulo 10."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """The zone's characters after repairs, what each was, and the checks that fail still."""

    text: str
    repairs: tuple[str, ...]
    failing: tuple[str, ...]


def passes(check: Check, text: str) -> bool:
    """Whether a check digit fits what it covers."""
    covered, digit = check.covered(text), text[check.place]
    if check.blank and not covered.strip("<"):
        return digit in "<0"
    return digit == icao_digit(covered)


def repair(layout: Layout, text: str) -> Repaired:
    """Forced readings first (a letter in a date), then each failing check's own span; the composite last."""
    notes: list[str] = []
    for name, check in layout.checks.items():
        if not passes(check, text) or not _allowed(layout, text, _places(check)):
            text = _put_right(layout, name, check, text, notes)
    failing = tuple(name for name, check in layout.checks.items() if not passes(check, text))
    return Repaired(text, tuple(notes), failing)


def _put_right(layout: Layout, name: str, check: Check, text: str, notes: list[str]) -> str:
    """The one reading that makes the check pass; the text as it is where there is none or several."""
    own = [p for p in _places(check) if name != "composite" or not _protected(layout, p)]
    forced = _forced(layout, text, own)
    for count in range(CHANGES_MAX + 1):
        found = {reading for reading in _variants(layout, forced, own, count) if passes(check, reading)}
        found = {reading for reading in found if reading != text}
        if len(found) > 1:
            found = {reading for reading in found if _composite_holds(layout, reading)}
        if len(found) == 1:
            reading = found.pop()
            notes.extend(
                f"{name}: {was} at {place + 1} read as {now}"
                for place, (was, now) in enumerate(zip(text, reading, strict=True))
                if was != now
            )
            return reading
        if found:
            return text
    return text


def _variants(layout: Layout, text: str, places: list[int], count: int) -> Iterator[str]:
    """The text with ``count`` of the places read otherwise, as their fields allow."""
    open_places = [(place, options) for place in places if (options := _options(layout, place, text[place]))]
    for chosen in combinations(open_places, count):
        for characters in product(*(options for _, options in chosen)):
            reading = list(text)
            for (place, _), character in zip(chosen, characters, strict=True):
                reading[place] = character
            yield "".join(reading)


def _options(layout: Layout, place: int, character: str) -> tuple[str, ...]:
    """Other characters this may be; none in fields of digits, whose letters are put right before."""
    if _holds(layout, place) != "any":
        return ()
    return tuple(
        c for c in (DIGIT_FOR.get(character), LETTER_FOR.get(character)) if c and c != BLIND.get(character)
    ) + (("D", "Q") if character == "0" else ())


def _forced(layout: Layout, text: str, places: list[int]) -> str:
    """Letters as digits where only digits may stand, and ``K`` there as the filler."""
    reading = list(text)
    for place in places:
        if _holds(layout, place) == "digits" and text[place].isalpha():
            reading[place] = "<" if text[place] == "K" else DIGIT_FOR.get(text[place], text[place])
    return "".join(reading)


def _allowed(layout: Layout, text: str, places: list[int]) -> bool:
    return not any(_holds(layout, place) == "digits" and text[place].isalpha() for place in places)


def _holds(layout: Layout, place: int) -> str:
    """What may stand at a place: check digits are digits."""
    return next((field.holds for field in layout.fields.values() if field.start <= place < field.end), "digits")


def _places(check: Check) -> list[int]:
    return [place for start, end in check.spans for place in range(start, end)] + [check.place]


def _protected(layout: Layout, place: int) -> bool:
    """Whether a check other than the composite covers a place: then the composite changes nothing there."""
    own = (check for name, check in layout.checks.items() if name != "composite")
    return any(place in _places(check) for check in own)


def _composite_holds(layout: Layout, text: str) -> bool:
    composite = layout.checks.get("composite")
    return composite is not None and passes(composite, text)
