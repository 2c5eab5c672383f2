"""Version 3: a community says what run found it, on what, and which community of the runs before it continues."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from identity_graph.model import Cause, ChangeSet, Node, Value
from identity_graph.schema import Property
from identity_graph.stores import GraphStore, SchemaChange

VERSION = 3
TITLE = "communities know their runs"
_NEW: Final = (
    Property("parameters", "json", "none", required=True),
    Property("selection", "json", "none", required=True),
    Property("engine", "text", "none", required=True),
    Property("schema_version", "integer", "none", required=True),
    Property("sequence", "integer", "none"),
    Property("stable", "text", "none", required=True),
    Property("shared", "integer", "none"),
    Property("expected", "real", "none"),
    Property("p_value", "real", "none"),
)
CHANGE = SchemaChange(node_properties=tuple(("Community", property) for property in _NEW))
BATCH: Final = 1000
_TYPES: Final = (
    "HAS_ACCOUNT",
    "HAS_ADDRESS",
    "HAS_BANK_ACCOUNT",
    "HAS_DEVICE",
    "HAS_DOCUMENT",
    "HAS_EMAIL",
    "HAS_FACE_TEMPLATE",
    "HAS_IP_ADDRESS",
    "HAS_MOBILE_ACCOUNT",
    "HAS_PHONE",
)
_OF_VERSION_2: Final[dict[str, Value]] = {
    "parameters": json.dumps({"identities_min": 3}),
    "selection": json.dumps(
        {
            "types": _TYPES,
            "source_kind": "Identity",
            "kinds": [],
            "tiers": [],
            "weight": None,
            "generic_over": 20,
            "directed": False,
        },
        sort_keys=True,
    ),
    "engine": "local",
    "schema_version": 2,
}
"""What the code of version 2 did, in the words of version 3; the ledger's sequence of that time nobody noted."""


def data(store: GraphStore, after: str) -> Iterator[ChangeSet]:
    """Fill in every community above the resume point."""
    while page := store.page_nodes("Community", after, BATCH):
        after = page[-1].id
        yield ChangeSet(Cause("migration", f"v0003:{after}"), nodes=tuple(map(_with_run, page)))


def _with_run(community: Node) -> Node:
    return replace(community, properties={**_OF_VERSION_2, "stable": community.id, **community.properties})
