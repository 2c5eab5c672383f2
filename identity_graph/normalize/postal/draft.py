"""An address while it is being read."""

from dataclasses import dataclass, field
from typing import Final

from identity_graph.normalize.postal.tokens import Run, Token

_MANY: Final = frozenset({"landmark", "care_of", "building", "block", "suburb", "district", "county", "unit"})
"""Components of which an address may name several."""


@dataclass(slots=True)
class Draft:
    """What has been found so far and what is left to read. ``country`` is the one the text or the caller says;
    ``code_at`` is the part between commas the postal code stood in."""

    runs: list[Run]
    country: str | None = None
    stated: bool = False
    country_text: str = ""
    found: dict[str, str] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)
    code_at: int | None = None
    code_fits: bool = False
    region_at: int | None = None
    city_known: bool = False
    road_told: bool = False

    def put(self, component: str, text: str, *, ahead: bool = False) -> None:
        """Note a component; a second one of a kind that may be several is put behind the first (``ahead``: before)."""
        text = text.strip() if text.count('"') % 2 == 0 else text.replace('"', "").strip()
        if not text:
            return
        held = self.found.get(component)
        if held is None:
            self.found[component] = text
        elif component in _MANY and text != held:
            self.found[component] = f"{text}, {held}" if ahead else f"{held}, {text}"
        elif text != held:
            self.found["rest"] = f"{self.found['rest']}, {text}" if "rest" in self.found else text

    def note(self, change: str) -> None:
        """Say what was done."""
        if change not in self.changes:
            self.changes.append(change)

    def replace(self, at: int, *runs: Run) -> None:
        """Put other runs, those with words, in the place of one."""
        self.runs[at : at + 1] = [run for run in runs if run.tokens]


def is_number(tokens: list[Token]) -> bool:
    """Whether all words hold digits, or one letter beside them: ``12``, ``2д``, ``12 a``."""
    return bool(tokens) and tokens[0].key[0].isdecimal() and all(t.digit or len(t.key) == 1 for t in tokens)
