"""The writer lease on the head of the graph."""

from identity_graph.errors import SchemaBehind
from identity_graph.stores.lease import Held
from identity_graph.stores.neo4j.server import Server


class HeadCell:
    """A `LeaseCell`. A transaction that writes holds the head until it ends, so nobody takes a lease over from under
    it; beats wait for it too."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def read(self) -> Held | None:
        """See `LeaseCell.read`."""
        rows = self._server.read(lambda tx: tx.rows("read/exclusive_holder"))
        if not rows:
            where = self._server.shown
            raise SchemaBehind(f"{where} is empty; run: identity-graph --store {where} migrate")
        holder, beat = rows[0]
        return None if holder is None else Held(holder, beat)

    def swap(self, expected: Held | None, new: Held | None) -> bool:
        """See `LeaseCell.swap`. Putting what is there already is no failure: the reply to the first time was lost."""
        swapped = self._server.write(
            lambda tx: tx.rows(
                "write/exclusive_swap",
                writer=new.holder if new else None,
                expected_holder=expected.holder if expected else None,
                expected_beat=expected.beat if expected else None,
                holder=new.holder if new else None,
                beat=new.beat if new else None,
            )
        )
        return bool(swapped)
