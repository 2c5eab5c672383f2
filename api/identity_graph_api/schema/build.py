"""The GraphQL schema with its limits."""

import strawberry
from graphql import GraphQLError
from strawberry.extensions import MaxAliasesLimiter, MaxTokensLimiter, QueryDepthLimiter
from strawberry.printer import print_schema
from strawberry.types import ExecutionContext

from identity_graph_api.errors import tell
from identity_graph_api.schema.queries import Query
from identity_graph_api.settings import ApiSettings


class ApiSchema(strawberry.Schema):
    """A schema whose errors all pass the table of `identity_graph_api.errors`."""

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Make each what the client may see."""
        del execution_context  # it holds the query and its variables, which belong in no log
        for error in errors:
            tell(error)


def build_schema(settings: ApiSettings) -> ApiSchema:
    """The schema with the limits of these settings."""
    return ApiSchema(
        query=Query,
        extensions=[
            lambda: QueryDepthLimiter(max_depth=settings.depth_max),
            lambda: MaxAliasesLimiter(max_alias_count=settings.aliases_max),
            lambda: MaxTokensLimiter(max_token_count=settings.tokens_max),
        ],
    )


def schema_text() -> str:
    """The schema in GraphQL's own language."""
    return print_schema(build_schema(ApiSettings())) + "\n"
