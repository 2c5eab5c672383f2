"""Version 2: an identity carries the name a person reads first."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from identity_graph.model import Cause, ChangeSet, Name, Node
from identity_graph.schema import Property
from identity_graph.stores import GraphStore, SchemaChange
from identity_graph.trust.caption import caption

VERSION = 2
TITLE = "identities get a caption"
CHANGE = SchemaChange(node_properties=(("Identity", Property("caption", "text", "direct")),))
BATCH: Final = 1000


def data(store: GraphStore, after: str) -> Iterator[ChangeSet]:
    """Fill the caption of every identity above the resume point from its records."""
    while page := store.page_nodes("Identity", after, BATCH):
        after = page[-1].id
        yield ChangeSet(Cause("migration", f"v0002:{after}"), nodes=tuple(_captioned(store, page)))


def _captioned(store: GraphStore, identities: Sequence[Node]) -> Iterator[Node]:
    names = _names(store, [identity.id for identity in identities])
    for identity in identities:
        records = names.get(identity.id, {})
        founding = records.get(str(identity.properties.get("founding_record")), [])
        text = caption([*founding, *(name for id in sorted(records) for name in records[id])])
        if text:
            yield replace(identity, properties={**identity.properties, "caption": text})


def _names(store: GraphStore, identities: Sequence[str]) -> dict[str, dict[str, list[Name]]]:
    """Of each identity the names of each of its records."""
    links = store.links(identities, ["RESOLVES_TO"], "in")
    records = store.nodes([link.source for link in links])
    found: defaultdict[str, dict[str, list[Name]]] = defaultdict(dict)
    for link in links:
        found[link.target][link.source] = _names_in(records[link.source].properties.get("data"))
    return found


def _names_in(data: object) -> list[Name]:
    record: Any = json.loads(str(data or "{}"))
    names: Any = record.get("names") if isinstance(record, dict) else None
    return [_name(name) for name in names if isinstance(name, dict)] if isinstance(names, list) else []


def _name(name: dict[str, Any]) -> Name:
    parts = {part: text for part in ("full", "given", "family") if isinstance(text := name.get(part), str)}
    return Name(**parts)
