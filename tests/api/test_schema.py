"""The schema as it is committed is the schema as it is served."""

from pathlib import Path
from typing import Any

import identity_graph_api
from graphql import build_client_schema, build_schema, get_introspection_query, lexicographic_sort_schema, print_schema
from identity_graph_api.schema import schema_text

COMMITTED = Path(identity_graph_api.__file__).parent / "schema.graphql"


def test_the_committed_schema_is_the_codes() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == schema_text(), (
        "run: identity-graph graphql-schema > api/identity_graph_api/schema.graphql"
    )


def test_the_served_schema_is_the_committed_one(service: Any) -> None:
    served = build_client_schema(service.data(get_introspection_query()))
    committed = build_schema(COMMITTED.read_text(encoding="utf-8"))
    assert print_schema(lexicographic_sort_schema(served)) == print_schema(lexicographic_sort_schema(committed))


def test_every_query_is_described() -> None:
    query = build_schema(COMMITTED.read_text(encoding="utf-8")).query_type
    assert query is not None
    assert [name for name, field in query.fields.items() if not field.description] == []
