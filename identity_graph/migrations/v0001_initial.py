"""Version 1: the first shape. Frozen beside this file, so that later words in ``schema/`` never change it."""

import json
from importlib.resources import files

from identity_graph.schema import schema_of
from identity_graph.stores import SchemaChange

VERSION = 1
TITLE = "the first shape"

_SCHEMA = schema_of(
    VERSION, json.loads(files("identity_graph.migrations").joinpath("v0001_initial.json").read_text(encoding="utf-8"))
)
CHANGE = SchemaChange(nodes=tuple(_SCHEMA.nodes.values()), links=tuple(_SCHEMA.links.values()))
