"""Scanned lines to the characters of a machine-readable zone, whatever became of blanks, line ends and fillers."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from identity_graph.normalize.documents.mrz_layouts import LAYOUTS, Layout

MRZ_MAX: Final = 400
"""Characters of an input that are looked at: the longest zone has 90."""
MISSING_MAX: Final = 26
"""Fillers at the end of a line of names that may be missing."""

_FILLERS: Final = str.maketrans({"«": "<<", "‹": "<", "≪": "<<", "〈": "<", "＜": "<", "⟨": "<", "ᐸ": "<", "˂": "<"})
_NOT_MRZ: Final = re.compile(r"[^A-Z0-9<]")
_BLANK: Final = re.compile(r"\s")


def readings(lines: str | Iterable[str]) -> Iterator[tuple[Layout, str]]:
    """Every layout that the lines can be of, with the zone's characters in it; the likeliest first."""
    given = [line for text in _texts(lines) for line in text.splitlines() if line.strip()]
    cleaned = [[line for raw in given if (line := _clean(raw, blank))] for blank in ("", "<")]
    found = [(layout, text) for way in (_whole, _mended) for part in cleaned for layout, text in _every(way, part)]
    yield from {(layout.format, text): (layout, text) for layout, text in found}.values()


def _texts(lines: str | Iterable[str]) -> list[str]:
    """The input as texts, cut where it is too long to be one."""
    texts = [lines] if isinstance(lines, str) else [line for line, _ in zip(lines, range(12), strict=False)]
    return [text[:MRZ_MAX] for text in texts]


def _clean(line: str, blank: str) -> str:
    """Upper case, fillers as ``<``, without what no zone has; ``blank`` stands for blanks inside a line."""
    plain = unicodedata.normalize("NFKC", line.translate(_FILLERS))[: 2 * MRZ_MAX].translate(_FILLERS).upper()
    return _NOT_MRZ.sub("", _BLANK.sub(blank, plain.strip()))


def _every(way: Callable[[Layout, list[str]], Iterator[str]], lines: list[str]) -> Iterator[tuple[Layout, str]]:
    for layout in LAYOUTS:
        yield from ((layout, text) for text in way(layout, lines))


def _whole(layout: Layout, lines: list[str]) -> Iterator[str]:
    """All characters are there, wherever the lines end."""
    joined = "".join(lines)
    if len(joined) == layout.length:
        yield joined


def _mended(layout: Layout, lines: list[str]) -> Iterator[str]:
    """Closing fillers are missing, or too many."""
    joined = "".join(lines)
    missing = layout.length - len(joined)
    if len(lines) == layout.lines:
        padded = [_to_width(line, layout.width, number == layout.name_line) for number, line in enumerate(lines)]
        if all(padded):
            yield "".join(line for line in padded if line)
    elif 0 < missing <= MISSING_MAX:
        end = len(joined) if layout.name_line else layout.width - missing
        yield f"{joined[:end]}{'<' * missing}{joined[end:]}"
    elif missing < 0 and layout.name_line and not joined[layout.length :].strip("<"):
        yield joined[: layout.length]


def _to_width(line: str, width: int, of_names: bool) -> str | None:
    """A line at its width where only closing fillers are missing (many in the line of names) or too many."""
    if len(line) > width:
        return line[:width] if not line[width:].strip("<") else None
    return line.ljust(width, "<") if width - len(line) <= (MISSING_MAX if of_names else 4) else None
