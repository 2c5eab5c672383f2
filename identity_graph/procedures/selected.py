"""The part of a stored graph a procedure is run on, read out of any store page by page."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute

from identity_graph.analytics.network import Network, network_of_table
from identity_graph.analytics.selection import Selection
from identity_graph.errors import SettingsError
from identity_graph.model import Link
from identity_graph.schema import declared_schema
from identity_graph.stores import GraphStore
from identity_graph.stores.paging import every_link, every_node

pc: Any = pyarrow.compute
"""Its functions are made when it is imported, where type checkers see none."""
PAGE: Final = 10_000
NEEDED_PER_BYTE: Final = 3
"""Bytes needed at the peak for each byte of links read: while they become numbers, both forms are there."""
_SCHEMA: Final = pa.schema([("source", pa.string()), ("target", pa.string()), ("weight", pa.float64())])

Reading = Callable[[int], None]
"""Told how many links more were read."""


@dataclass(frozen=True, slots=True)
class Selected:
    """``links`` has ``source``, ``target`` and, where the selection weighs them, ``weight``; in the order of types and
    keys. ``vertices`` are ids that are vertices even without a link."""

    links: pa.Table
    vertices: pa.Array
    directed: bool

    def network(self) -> Network:
        """As kernels read it."""
        return network_of_table(self.links, self.vertices, directed=self.directed)


def select(
    store: GraphStore,
    selection: Selection,
    *,
    reading: Reading = lambda _: None,
    memory: Callable[[], int | None] = lambda: memory_free(),
) -> Selected:
    """Read what the selection takes (see `Selection`). A generic target is no vertex, and none of its links is taken.

    Raises `SettingsError` for types, kinds or a weight that the schema does not have, and as soon as what was read
    needs more memory than this machine has free (``memory``: bytes)."""
    check(selection)
    free = memory()
    read: list[pa.Table] = []
    held = 0
    for page in _pages(store, selection):
        read.append(page)
        held += page.nbytes
        reading(len(page))
        if free is not None and held * NEEDED_PER_BYTE > free:
            raise SettingsError(_too_large(held, free))
    links = pa.concat_tables([_SCHEMA.empty_table(), *read])
    vertices = _vertices(store, selection)
    if selection.documents:
        links, vertices = _without(links, vertices, _other_documents(store, selection))
    if selection.generic_over is not None:
        links, vertices = _without(links, vertices, _generic(links, selection.generic_over))
    return Selected(links if selection.weight else links.drop_columns("weight"), vertices, selection.directed)


def check(selection: Selection) -> None:
    """Raise `SettingsError` where the selection names what the schema does not have."""
    declared = declared_schema()
    _known("link types", selection.types, declared.links)
    _known("kinds", [*selection.kinds, *filter(None, [selection.source_kind])], declared.nodes)
    if not selection.types:
        raise SettingsError("a selection needs one link type at least")
    properties = {name for type in selection.types for name in declared.links[type].properties}
    _known("link properties", filter(None, [selection.weight]), properties)
    if selection.generic_over is not None and selection.generic_over < 1:
        raise SettingsError("generic_over is 1 at least")


def memory_free() -> int | None:
    """Bytes that can be taken without swapping; ``None`` where the system does not say."""
    info = Path("/proc/meminfo")
    if not info.is_file():
        return None
    lines = dict(line.split(":", 1) for line in info.read_text("ascii").splitlines() if ":" in line)
    return int(lines["MemAvailable"].split()[0]) * 1024 if "MemAvailable" in lines else None


def _pages(store: GraphStore, selection: Selection) -> Iterator[pa.Table]:
    for type in selection.types:
        for links in every_link(store, type, PAGE, selection.source_kind):
            yield _table([link for link in links if _is_wanted(link, selection)], selection.weight)


def _is_wanted(link: Link, selection: Selection) -> bool:
    return not selection.tiers or link.properties.get("tier") in selection.tiers


def _table(links: Sequence[Link], weight: str | None) -> pa.Table:
    weights = [1.0 if weight is None else _number(link.properties.get(weight)) for link in links]
    return pa.table([[link.source for link in links], [link.target for link in links], weights], schema=_SCHEMA)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 1.0


def _vertices(store: GraphStore, selection: Selection) -> pa.Array:
    pages = (nodes for kind in selection.kinds for nodes in every_node(store, kind, PAGE))
    chunks = [pa.array([node.id for node in nodes], pa.string()) for nodes in pages]
    return pa.concat_arrays([pa.array([], pa.string()), *chunks])


def _generic(links: pa.Table, generic_over: int) -> pa.Array:
    counts = pc.value_counts(links["target"].combine_chunks())
    return counts.field("values").filter(pc.greater(counts.field("counts"), generic_over))


def _other_documents(store: GraphStore, selection: Selection) -> pa.Array:
    pages = every_node(store, "Document", PAGE)
    chunks = [pa.array([node.id for node in nodes if selection.leaves_out(node)], pa.string()) for nodes in pages]
    return pa.concat_arrays([pa.array([], pa.string()), *chunks])


def _without(links: pa.Table, vertices: pa.Array, ids: pa.Array) -> tuple[pa.Table, pa.Array]:
    if not len(ids):
        return links, vertices
    out = pc.or_(pc.is_in(links["target"], ids), pc.is_in(links["source"], ids))
    return links.filter(pc.invert(out)), vertices.filter(pc.invert(pc.is_in(vertices, ids)))


def _known(what: str, asked: Iterable[str], there: Iterable[str]) -> None:
    known = set(there)
    if unknown := sorted(set(asked) - known):
        raise SettingsError(f"no {what} {', '.join(unknown)}; there are {', '.join(sorted(known))}")


def _too_large(held: int, free: int) -> str:
    return (
        f"too large for this machine's memory: the links read so far need {held * NEEDED_PER_BYTE / 1e9:.1f} GB,"
        f" {free / 1e9:.1f} GB are free. Select fewer link types or tiers, leave out generic values,"
        " or take an engine that runs where the graph is (identity-graph communities engines)"
    )
