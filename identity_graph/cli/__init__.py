"""The command line: ``identity-graph COMMAND``. Thin: it parses, calls the graph, and shows what came back."""

from identity_graph.cli.app import app, main
from identity_graph.cli.session import Session, open_graph

__all__ = ["Session", "app", "main", "open_graph"]
