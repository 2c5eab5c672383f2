"""What reading an address gives."""

from typing import Final, NamedTuple

COMPONENTS: Final = (
    "care_of", "building", "house_number", "road", "unit", "level", "entrance", "block", "po_box", "landmark",
    "suburb", "district", "city", "county", "region", "postal_code",
)  # fmt: skip
"""Every component that is text as the source wrote it, from the small to the large."""


class ParsedAddress(NamedTuple):
    """An address in its parts, each as it was written; ``country`` is ISO 3166-1 alpha-2.

    ``house_number``, ``unit``, ``level``, ``entrance`` and ``po_box`` are the number without its word (``4`` of
    ``Flat 4``); Japan's blocks are a house number (``1-2-3``). ``suburb`` and ``district``: quarters, the smaller one
    first. ``county`` and ``region``: what a town is in. ``rest`` is what was not understood.

    ``changes``: what was done, in words. ``confidence`` in [0, 1]: a belief, in order, no measured probability.
    ``tables``: the editions of the tables that decided."""

    care_of: str | None = None
    building: str | None = None
    house_number: str | None = None
    road: str | None = None
    unit: str | None = None
    level: str | None = None
    entrance: str | None = None
    block: str | None = None
    po_box: str | None = None
    landmark: str | None = None
    suburb: str | None = None
    district: str | None = None
    city: str | None = None
    county: str | None = None
    region: str | None = None
    postal_code: str | None = None
    country: str | None = None
    rest: str | None = None
    confidence: float = 0.0
    changes: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()

    def components(self) -> dict[str, str]:
        """The parts that are there, from the small to the large, the country last."""
        names = (*COMPONENTS, "country")
        return {name: value for name in names if (value := getattr(self, name)) is not None}
