"""The graph's shape, declared once: stores, bulk formats, validation and masking are all derived from it."""

from identity_graph.schema.declared import SCHEMA_VERSION, declared_schema
from identity_graph.schema.kinds import LinkType, NodeKind, PersonalClass, Property, PropertyType, Schema, schema_of
from identity_graph.schema.validation import INDEXED_BYTES_MAX, validate

__all__ = [
    "INDEXED_BYTES_MAX",
    "SCHEMA_VERSION",
    "LinkType",
    "NodeKind",
    "PersonalClass",
    "Property",
    "PropertyType",
    "Schema",
    "declared_schema",
    "schema_of",
    "validate",
]
