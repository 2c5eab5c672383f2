"""Which script a letter and a word are of."""

import unicodedata
from bisect import bisect_right
from functools import cache
from typing import Any, Final

from identity_graph.normalize.naming.data import table

NO_SCRIPT: Final = ""
"""Of digits, signs, marks and whatever else belongs to all scripts."""


def script_of(word: str) -> str:
    """The script of most of its letters; of the first of them where two have as many."""
    if word.isascii():
        return "latin"
    counts: dict[str, int] = {}
    for letter in word:
        if found := _SCRIPTS[letter]:
            counts[found] = counts.get(found, 0) + 1
    return max(counts, key=lambda name: counts[name]) if counts else NO_SCRIPT


def scripts_in(word: str) -> frozenset[str]:
    """All scripts its letters are of."""
    return frozenset(found for letter in word if (found := _SCRIPTS[letter]))


def custom(script: str) -> dict[str, Any]:
    """How a script is read: its entry in the table, empty for scripts without one."""
    return dict(table("scripts").get(script, {})) if script else {}


@cache
def without_vowels(script: str) -> bool:
    """Whether the script leaves short vowels unwritten."""
    return custom(script).get("vowels") == "no"


@cache
def _ranges() -> tuple[list[int], list[tuple[int, str]]]:
    found = sorted(
        (int(span.split("-")[0], 16), int(span.split("-")[-1], 16), str(name))
        for name, entry in table("scripts").items()
        if "ranges" in entry
        for span in entry["ranges"]
    )
    return [start for start, _, _ in found], [(end, name) for _, end, name in found]


class _Scripts(dict[str, str]):
    """Each letter's script, looked up once."""

    def __missing__(self, letter: str) -> str:
        starts, ends = _ranges()
        at = bisect_right(starts, ord(letter)) - 1
        within = at >= 0 and ord(letter) <= ends[at][0]
        found = ends[at][1] if within and unicodedata.category(letter)[0] in "LM" else NO_SCRIPT
        if not found and not within and unicodedata.category(letter)[0] == "L":
            found = "other"
        if len(self) < _LETTERS_MAX:
            self[letter] = found
        return found


_LETTERS_MAX: Final = 65_536
_SCRIPTS: Final = _Scripts()
