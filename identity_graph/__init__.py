"""Who is the same person: an identity graph with a probability, a reason and an audit trail for every decision."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from identity_graph.graph import IdentityGraph

__all__ = ["IdentityGraph"]


def __getattr__(name: str) -> object:
    """`IdentityGraph` is imported when it is first asked for, so that one module of the library does not bring all."""
    if name == "IdentityGraph":
        from identity_graph.graph import IdentityGraph

        return IdentityGraph
    raise AttributeError(f"module 'identity_graph' has no attribute {name!r}")
