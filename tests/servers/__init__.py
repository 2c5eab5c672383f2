"""Real servers for tests and for people: Neo4j and Gremlin Server, with or without Docker."""

from servers.access import Access
from servers.choice import gremlin_of_this_run, neo4j_of_this_run, serving, start_gremlin, start_neo4j
from servers.failures import PortTaken, StartFailed, Unavailable
from servers.server import Server

__all__ = [
    "Access",
    "PortTaken",
    "Server",
    "StartFailed",
    "Unavailable",
    "gremlin_of_this_run",
    "neo4j_of_this_run",
    "serving",
    "start_gremlin",
    "start_neo4j",
]
