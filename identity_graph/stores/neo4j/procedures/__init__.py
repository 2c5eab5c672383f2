"""Graph procedures where the graph is: in plain Cypher, and by the Graph Data Science plug-in where it is there."""

from collections.abc import Mapping
from typing import Final

import pyarrow as pa

from identity_graph.analytics.procedures import ParameterValue, procedure
from identity_graph.analytics.selection import Selection
from identity_graph.errors import SettingsError
from identity_graph.schema import Schema
from identity_graph.stores.neo4j.procedures import cypher, gds
from identity_graph.stores.neo4j.procedures.selected import Selected
from identity_graph.stores.neo4j.server import Server

Engines = Mapping[str, frozenset[str]]
NONE: Final[Engines] = {}


def engines(server: Server) -> Engines:
    """What runs on this server. Neptune has neither ranges over an index nor the plug-in."""
    if server.is_neptune:
        return NONE
    plain = {"cypher": frozenset(cypher.RUNS)}
    return plain | {"gds": frozenset(gds.RUNS)} if gds.is_there(server) else plain


def run(
    server: Server,
    schema: Schema,
    there: Engines,
    engine: str,
    name: str,
    selection: Selection,
    parameters: Mapping[str, ParameterValue],
) -> pa.Table:
    """See `RunsProcedures.run_procedure`."""
    asked = procedure(name)
    if name not in there.get(engine, ()):
        able = ", ".join(sorted(each for each, names in there.items() if name in names)) or "none"
        raise SettingsError(f"{server.shown}: the engine {engine!r} does not run {name} here; engines that do: {able}")
    runs = cypher.run if engine == "cypher" else gds.run
    return runs(server, asked, Selected.of(schema, selection), parameters)


__all__ = ["NONE", "Engines", "engines", "run"]
