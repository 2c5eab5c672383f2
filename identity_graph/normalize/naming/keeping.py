"""What was worked out once, kept for the next time: plain mappings, which compiled code reads several times as fast as
`functools.lru_cache`. A full one is emptied, for names come in streams that seldom return to what is long gone."""

from typing import Final, TypeVar

CACHE_SIZE: Final = 65_536
"""Entries of one mapping."""
T = TypeVar("T")


def keep(kept: dict[str, T], key: str, found: T) -> T:
    """Keep what was found; what it is, for the caller to return."""
    if len(kept) >= CACHE_SIZE:
        kept.clear()
    kept[key] = found
    return found
