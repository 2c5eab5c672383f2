"""What personal values look like in a reply, derived from the class the declared schema gives each property."""

from dataclasses import dataclass
from typing import Final

from identity_graph.model import Value
from identity_graph.schema import PersonalClass, declared_schema
from identity_graph_api.settings import PersonalData

DOTS: Final = "•••"
"""Always three, so that a mask does not tell how long the value is."""
SHOWN: Final = 2
SHORTEST: Final = 6
"""A text shorter than this is hidden whole: its end would be too much of it."""


def masked(text: str, personal: PersonalClass) -> str:
    """A text of a personal class as a reply shows it while personal data is masked.

    - ``none`` and ``pseudonym`` (record ids, account ids, device ids): as it is;
    - ``indirect`` and ``direct`` (names, numbers, addresses …): dots and the last two characters, dots alone for a text
      of fewer than six;
    - ``special`` (biometric): dots alone.
    """
    if personal in {"none", "pseudonym"}:
        return text
    if personal == "special" or len(text) < SHORTEST:
        return DOTS
    return DOTS + text[-SHOWN:]


def personal_class(kind: str, property: str) -> PersonalClass:
    """The class the schema gives a node's property; ``direct`` for one it does not know."""
    declared = declared_schema().nodes.get(kind)
    found = declared.properties.get(property) if declared else None
    return found.personal if found else "direct"


@dataclass(frozen=True, slots=True)
class Masking:
    """How this service shows personal values."""

    personal_data: PersonalData

    def property(self, kind: str, property: str, value: Value) -> str | None:
        """A property of a node as text; ``None`` where it is not there."""
        return None if value is None else self._shown(_text(value), personal_class(kind, property))

    def said(self, text: str) -> str:
        """A text out of what a record says: its names, dates, the values that were compared."""
        return self._shown(text, personal_class("Record", "data"))

    def _shown(self, text: str, personal: PersonalClass) -> str:
        return text if self.personal_data == "full" or not text else masked(text, personal)


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(value) if isinstance(value, tuple) else str(value)
