"""What a store cannot do, declared: its tests have to fail, and one that passes all the same is a failure."""

from collections.abc import Mapping

GAPS: Mapping[str, Mapping[str, str]] = {}
"""Store → name of a test function in this folder → reason."""
