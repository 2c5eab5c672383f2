"""Reading the graph for one request: in batches, in threads, within limits. The only place of the service that hops
threads, and the only one that reads nodes and links.

What the fields of a query need at the same moment is fetched with one call to the store, however many identities the
query is about.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Executor
from typing import Final, Literal, TypeVar

from strawberry.dataloader import DataLoader

from identity_graph.graph import IdentityGraph
from identity_graph.model import Link, Node
from identity_graph.schema import declared_schema
from identity_graph_api.errors import QueryTimeout, QueryTooCostly
from identity_graph_api.settings import ApiSettings

Answer = TypeVar("Answer")

HAS_TYPES: Final = tuple(
    type.name
    for type in declared_schema().links.values()
    if type.name.startswith("HAS_") and "Identity" in type.sources
)
"""The link types by which an identity or a record has an identifier."""
DECISION_TYPES: Final = ("SAME_AS", "DIFFERENT_FROM")


class GraphReader:
    """What one request reads. Loaders take ids and give ``None`` or nothing for unknown ones."""

    def __init__(self, graph: IdentityGraph, pool: Executor, settings: ApiSettings) -> None:
        self.graph = graph
        self.node: DataLoader[str, Node | None] = DataLoader(self._nodes)
        self.resolved: DataLoader[str, list[Link]] = DataLoader(self._links_of(("RESOLVES_TO",), "out"))
        self.members: DataLoader[str, list[Link]] = DataLoader(self._links_of(("RESOLVES_TO",), "in"))
        self.communities: DataLoader[str, list[Link]] = DataLoader(self._links_of(("MEMBER_OF",), "out"))
        self.community_members: DataLoader[str, list[Link]] = DataLoader(self._links_of(("MEMBER_OF",), "in"))
        self.has: DataLoader[str, list[Link]] = DataLoader(self._links_of(HAS_TYPES, "out"))
        self.decisions: DataLoader[str, list[Link]] = DataLoader(self._links_of(DECISION_TYPES, "any"))
        self._pool = pool
        self._settings = settings
        self._calls = self._items = 0
        self._deadline = asyncio.get_running_loop().time() + settings.timeout_s

    async def call(self, ask: Callable[[], Answer]) -> Answer:
        """Ask the graph in a thread. Raises `QueryTooCostly` past the calls a query may cause, `QueryTimeout` when its
        time is over (a call under way then ends unheard)."""
        self._calls += 1
        if self._calls > self._settings.calls_max:
            raise QueryTooCostly(f"this query needs more than {self._settings.calls_max} calls to the graph; split it")
        try:
            async with asyncio.timeout_at(self._deadline):
                return await asyncio.get_running_loop().run_in_executor(self._pool, ask)
        except TimeoutError as error:
            raise QueryTimeout(f"no answer within {self._settings.timeout_s:g} s; ask for less") from error

    async def nodes(self, ids: Sequence[str]) -> list[Node]:
        """The nodes with these ids, in order; unknown ones are left out."""
        return [node for node in await self.node.load_many(ids) if node is not None]

    async def _nodes(self, ids: list[str]) -> list[Node | None]:
        found = await self.call(lambda: self.graph.store.nodes(ids))
        self._spend(len(found))
        return [found.get(id) for id in ids]

    def _links_of(
        self, types: Sequence[str], direction: Literal["out", "in", "any"]
    ) -> Callable[[list[str]], Awaitable[list[list[Link]]]]:
        async def load(ids: list[str]) -> list[list[Link]]:
            links = await self.call(lambda: self.graph.store.links(ids, types, direction))
            self._spend(len(links))
            return _by_end(ids, links, direction)

        return load

    def _spend(self, items: int) -> None:
        self._items += items
        if self._items > self._settings.items_max:
            raise QueryTooCostly(f"this query reads more than {self._settings.items_max} nodes and links; split it")


def _by_end(ids: Sequence[str], links: Sequence[Link], direction: Literal["out", "in", "any"]) -> list[list[Link]]:
    """The links of each of these nodes, in the order of their keys."""
    found: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        if direction != "in":
            found[link.source].append(link)
        if direction != "out":
            found[link.target].append(link)
    return [found[id] for id in ids]
