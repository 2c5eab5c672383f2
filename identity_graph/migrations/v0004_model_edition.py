"""Version 4: a model says which edition of normalizing the graph is of that it decides in."""

from identity_graph.schema import Property
from identity_graph.stores import SchemaChange

VERSION = 4
TITLE = "models know the edition of normalizing"
CHANGE = SchemaChange(node_properties=(("Model", Property("edition", "integer", "none")),))
