"""What a procedure's table says of identities: communities and rings, and what each shares."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute

from identity_graph.model import ID_PREFIXES, kind_of

GENERIC_OVER: Final = 20
"""Identities that may share one signal before it is taken as generic: a call centre's number, an office's address."""
IDENTITIES_MIN: Final = 3
"""Two people at one address are a couple, not a community."""
pc: Any = pyarrow.compute
"""Its functions are made when it is imported, where type checkers see none."""
_IDENTITY: Final = f"{ID_PREFIXES['Identity']}_"


@dataclass(frozen=True, slots=True)
class CommunityFound:
    """A group of identities (ids, ascending), labelled by the smallest, and how many signals of each kind two or more
    of them share. ``measures`` are a ring's: ``shared``, ``expected``, ``p_value`` (see the procedure `rings`)."""

    label: str
    identities: tuple[str, ...]
    signals: Mapping[str, int]
    measures: Mapping[str, int | float] = field(default_factory=dict)


def communities_of(labels: pa.Table, links: pa.Table, *, identities_min: int = IDENTITIES_MIN) -> list[CommunityFound]:
    """Communities in a table of labels; ``links`` (``source``, ``target``) are those that were labelled. Vertices that
    are no identities say which signals are shared; two identities that are linked directly share none by that. The
    largest first, then by label."""
    labels = labels.filter(pc.starts_with(labels["id"], _IDENTITY))
    sizes = labels.group_by("label").aggregate([("id", "count")])
    large = sizes.filter(pc.greater_equal(sizes["id_count"], identities_min))["label"]
    labels = labels.filter(pc.is_in(labels["label"], large.combine_chunks()))
    members: defaultdict[str, list[str]] = defaultdict(list)
    for id, label in zip(labels["id"].to_pylist(), labels["label"].to_pylist(), strict=True):
        members[label].append(id)
    signals = _shared(labels, links)
    found = [
        CommunityFound(min(ids), tuple(sorted(ids)), dict(sorted(signals.get(label, {}).items())))
        for label, ids in members.items()
    ]
    return sorted(found, key=lambda community: (-len(community.identities), community.label))


def rings_of(groups: pa.Table) -> list[CommunityFound]:
    """The rings in a table of groups, in its order."""
    return [
        CommunityFound(
            row["label"],
            tuple(row["members"]),
            dict(sorted(Counter(kind_of(id) or "unknown" for id in row["signals"]).items())),
            {name: row[name] for name in ("shared", "expected", "p_value")},
        )
        for row in groups.to_pylist()
    ]


def _shared(labels: pa.Table, links: pa.Table) -> dict[str, Counter[str]]:
    """Of each label how many signals of each kind two or more of its identities have."""
    ids = pa.chunked_array([labels["id"].combine_chunks()])
    place = pc.call_function("index_in", [links["source"]], pc.SetLookupOptions(ids.combine_chunks()))
    table = pa.table({"source": links["source"], "target": links["target"], "label": labels["label"].take(place)})
    table = table.filter(pc.invert(pc.starts_with(table["target"], _IDENTITY))).drop_null()
    pairs = table.group_by(["target", "label"]).aggregate([("source", "count_distinct")])
    pairs = pairs.filter(pc.greater_equal(pairs["source_count_distinct"], 2))
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for target, label in zip(pairs["target"].to_pylist(), pairs["label"].to_pylist(), strict=True):
        found[label][kind_of(target) or "unknown"] += 1
    return found
