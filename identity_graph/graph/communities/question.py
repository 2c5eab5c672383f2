"""What is asked for: a procedure on a part of the graph."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from identity_graph.analytics.communities import GENERIC_OVER, IDENTITIES_MIN
from identity_graph.analytics.selection import Selection
from identity_graph.changes import HAS_LINKS

SHARED_SIGNALS: Final = Selection(types=tuple(sorted(HAS_LINKS.values())), generic_over=GENERIC_OVER)
"""What identities share, without what too many share."""
RING_SIGNALS: Final = Selection(types=tuple(sorted(HAS_LINKS.values())), directed=True)
"""All that identities have: `rings` leaves generic signals out itself, and needs them to know what chance does."""


@dataclass(frozen=True, slots=True)
class Question:
    """A procedure on a part of the graph, by an engine (see `procedures.run`); communities of fewer identities are not
    written."""

    procedure: str = "wcc"
    selection: Selection = SHARED_SIGNALS
    parameters: Mapping[str, Any] = field(default_factory=dict)
    engine: str = "auto"
    exported: Path | None = None
    identities_min: int = IDENTITIES_MIN


RINGS: Final = Question("rings", RING_SIGNALS)
