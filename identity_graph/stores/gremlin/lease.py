"""The writer lease's cell: a vertex of its own, so that its beats disturb no writer."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from identity_graph.stores.gremlin.requests import Requests
from identity_graph.stores.gremlin.server import Server
from identity_graph.stores.gremlin.traversals import reading, writing
from identity_graph.stores.lease import Held


class ServerCell:
    """See `LeaseCell`."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def read(self) -> Held | None:
        """See `LeaseCell.read`."""
        return self._server.read(held)

    def swap(self, expected: Held | None, new: Held | None) -> bool:
        """See `LeaseCell.swap`. Also true where the cell already says ``new``: the reply to an earlier try was lost."""

        def act(requests: Requests) -> bool:
            # Written to before it is read: else another could come between the reading and the writing unnoticed.
            now = held_of(requests.ask(writing.exclusive_begin(uuid4().hex)))
            if now == expected:
                put = new or Held("", 0)
                # Another holder: who still writes for the one before must not get through.
                touch = (expected.holder if expected else "") != put.holder
                requests.ask(writing.exclusive_put(put.holder, put.beat, touch))
            return now in (expected, new)

        return self._server.write(act)


def held(requests: Requests) -> Held | None:
    """Who holds the lease."""
    return held_of(requests.ask(reading.exclusive_lease()))


def held_of(rows: Sequence[Mapping[str, Any]]) -> Held | None:
    """What the cell says; a new one says nothing yet."""
    return Held(rows[0]["holder"], rows[0]["beat"]) if rows and rows[0].get("holder") else None
