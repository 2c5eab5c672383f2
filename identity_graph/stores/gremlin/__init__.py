"""The store on AWS Neptune and other TinkerPop servers with transactions, through websockets."""

from identity_graph.stores.gremlin.store import OPTIONS, GremlinStore

__all__ = ["OPTIONS", "GremlinStore"]
