"""The writer lease's cell: a vertex of its own, so that its beats disturb no writer."""

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
            now = held(requests)
            if now == expected:
                put = new or Held("", 0)
                # Another holder: who still writes for the one before must not get through.
                touch = (expected.holder if expected else "") != put.holder
                requests.ask(writing.exclusive_put(put.holder, put.beat, touch))
            return now in (expected, new)

        return self._server.write(act)


def held(requests: Requests) -> Held | None:
    """Who holds the lease."""
    rows = requests.ask(reading.exclusive_lease())
    return Held(rows[0]["holder"], rows[0]["beat"]) if rows and rows[0]["holder"] else None
