"""Writing links between nodes whose places are known."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from typing import Any, Final, TypeVar

from identity_graph.model import Link
from identity_graph.stores.neo4j.batches import bare_rows, link_rows, pieces
from identity_graph.stores.neo4j.places import Linked, Places
from identity_graph.stores.neo4j.server import Transaction

_COMPARED: Final = "write/apply_links"
_NEW: Final = "write/apply_links_new"
_BARE: Final = "write/apply_links_bare"
Question = tuple[str, str, dict[str, Any]]
"""A statement, the type of links it is for, its parameters."""
Item = TypeVar("Item")


def write_links(
    tx: Transaction,
    links: Mapping[str, Sequence[Link]],
    places: Places,
    linked: Linked,
    created: Collection[str],
    beside: Executor,
) -> int:
    """How many of these links (by type) were not there, or were different. The next statement is made ready while the
    server is at the last one."""
    questions = _questions(links, places, linked, created)
    return sum(tx.value(name, ("Type", type), **asked) for name, type, asked in _ahead(questions, beside))


def _questions(
    links: Mapping[str, Sequence[Link]], places: Places, linked: Linked, created: Collection[str]
) -> Iterator[Question]:
    for type, each in links.items():
        chosen: dict[str, list[Link]] = {_BARE: [], _NEW: [], _COMPARED: []}
        for link in each:
            if (link.source, type) in linked and link.target not in created:
                chosen[_COMPARED].append(link)
            else:
                chosen[_NEW if link.properties else _BARE].append(link)
        for name, all in chosen.items():
            for some in pieces(all):
                yield name, type, _parameters(name, some, places)


def _parameters(name: str, links: Sequence[Link], places: Places) -> dict[str, Any]:
    if name == _BARE:
        return {"rows": bare_rows(links, places)}
    rows, properties = link_rows(links, places)
    return {"rows": rows, "properties": properties}


def _ahead(items: Iterator[Item], beside: Executor) -> Iterator[Item]:
    """Each item; the next one is made beside, while the caller is busy with this one."""
    making = beside.submit(next, items, None)
    while (item := making.result()) is not None:
        making = beside.submit(next, items, None)
        yield item
