"""What a selection means in the words of statements: kinds, types, and which of the graph's nodes are vertices."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Self

from identity_graph.analytics.selection import Selection
from identity_graph.errors import StoreError
from identity_graph.model import ID_PREFIXES
from identity_graph.schema import Schema
from identity_graph.stores.neo4j.reading import check_kind, types_of
from identity_graph.stores.neo4j.server import Server

PAGE: Final = 10_000
"""Nodes of one transaction."""
Names = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Selected:
    """A selection, checked against the stored schema. ``sources`` and ``targets`` are the kinds its links may lead from
    and to."""

    selection: Selection
    types: tuple[str, ...]
    sources: tuple[str, ...]
    targets: tuple[str, ...]

    @classmethod
    def of(cls, schema: Schema, selection: Selection) -> Self:
        """Raises `StoreError` where the schema has no such kind, type or property."""
        types = tuple(types_of(schema, selection.types))
        declared = [schema.links[type] for type in types]
        if selection.weight is not None and not any(selection.weight in link.properties for link in declared):
            raise StoreError(f"links of the types {', '.join(types)} have no property {selection.weight!r}")
        for kind in (*selection.kinds, *([selection.source_kind] if selection.source_kind else [])):
            check_kind(schema, kind)
        sources = (
            [selection.source_kind] if selection.source_kind else _by_prefix(k for d in declared for k in d.sources)
        )
        return cls(selection, types, tuple(sources), tuple(_by_prefix(k for d in declared for k in d.targets)))

    @property
    def names(self) -> Names:
        """What statements take for ``__Types__`` and ``__Sources__``."""
        return (*(("Types", type) for type in self.types), *(("Sources", kind) for kind in self.sources))

    @property
    def kinds(self) -> list[str]:
        """The kinds that vertices may be of."""
        return _by_prefix((*self.sources, *self.targets, *self.selection.kinds))

    def left_out(self, server: Server) -> list[str]:
        """The ids of targets that are left out: documents of other schemes, and what too many links lead to."""
        return [*self._other_documents(server), *self._generic(server)]

    def _other_documents(self, server: Server) -> Iterator[str]:
        if not self.selection.documents:
            return iter(())
        more = {"schemes": list(self.selection.documents)}
        return self._pages(server, "analytics/run_procedure_documents", "Document", more)

    def _generic(self, server: Server) -> Iterator[str]:
        over = self.selection.generic_over
        more = {"tiers": list(self.selection.tiers), "generic_over": over}
        for kind in self.targets if over is not None else ():
            yield from self._pages(server, "analytics/run_procedure_generic", kind, more)

    def vertices(self, server: Server, generic: list[str]) -> dict[str, list[str]]:
        """The ids of all vertices, by kind, in the order of code points."""
        found: dict[str, list[str]] = {}
        for kind in self.kinds:
            more = {
                "alone": kind in self.selection.kinds,
                "tiers": list(self.selection.tiers),
                "generic": generic,
            }
            found[kind] = sorted(self._pages(server, "analytics/run_procedure_vertices", kind, more))
        return found

    def _pages(self, server: Server, name: str, kind: str, more: dict[str, Any]) -> Iterator[str]:
        last: str | None = ""
        while last is not None:
            asked = {**more, "after": last, "limit": PAGE}
            ids, last = self._page(server, name, kind, asked)
            yield from ids

    def _page(self, server: Server, name: str, kind: str, asked: dict[str, Any]) -> tuple[list[str], str | None]:
        ((ids, last),) = server.read(lambda tx: tx.rows(name, ("Kind", kind), *self.names, **asked))
        return ids, last


def _by_prefix(kinds: Iterable[str]) -> list[str]:
    """Each once, in the order of their nodes' ids."""
    return sorted({*kinds}, key=lambda kind: f"{ID_PREFIXES[kind]}_")
