"""The name a person reads first."""

from collections.abc import Sequence

from identity_graph.model import Name


def caption(names: Sequence[Name]) -> str | None:
    """The first name that says anything: its full form, else given and family name; blanks made single."""
    return next((text for text in map(_readable, names) if text), None)


def _readable(name: Name) -> str:
    text = name.full if name.full and name.full.strip() else f"{name.given or ''} {name.family or ''}"
    return " ".join(text.split())
