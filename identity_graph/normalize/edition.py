"""Which edition of normalizing this code has."""

from typing import Final

EDITION: Final = 1
"""Raised by one whenever identifiers or blocking keys of some record come out otherwise than before (a test notices):
what was loaded before would not meet what is loaded from then on. `resolve` on a whole graph brings it along."""
