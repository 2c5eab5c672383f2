"""The GraphQL schema; ``schema.graphql`` beside this folder is what it prints."""

from identity_graph_api.schema.build import build_schema, schema_text

__all__ = ["build_schema", "schema_text"]
