"""The service: a graph opened once, GraphQL and health on it."""

import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import asynccontextmanager
from json import JSONDecodeError

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from strawberry.fastapi import GraphQLRouter

from identity_graph.graph import IdentityGraph
from identity_graph.settings import Settings
from identity_graph_api import health
from identity_graph_api.batching import GraphReader
from identity_graph_api.context import RequestContext
from identity_graph_api.errors import INTERNAL, log_unexpected
from identity_graph_api.schema import build_schema
from identity_graph_api.settings import ApiSettings, read_settings

OpenGraph = Callable[[Settings], IdentityGraph]


def open_graph(settings: Settings) -> IdentityGraph:
    """The graph these settings name."""
    return IdentityGraph.open(settings=settings)


def create_app(
    settings: Settings | None = None, api: ApiSettings | None = None, opener: OpenGraph = open_graph
) -> FastAPI:
    """The service on the graph that ``opener`` opens when it starts, and that is closed when it stops.

    Settings that are not given are read from the environment."""
    settings, api = settings or Settings(), api or read_settings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        pool = ThreadPoolExecutor(api.threads, thread_name_prefix="graph")
        with opener(settings) as app.state.graph, pool as app.state.pool:
            yield

    # No OpenAPI pages: they would load scripts from elsewhere, and GraphQL describes itself.
    app = FastAPI(title="Identity graph", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.middleware("http")(unexpected)
    app.include_router(health.router)
    app.include_router(_graphql(api), prefix="/graphql")
    return app


class Router(GraphQLRouter[RequestContext, None]):
    """Strawberry's router, which would answer 500 to a body that is not UTF-8 or nests too deep, and escape all
    scripts but Latin."""

    def encode_json(self, data: object) -> str:
        """The reply, in UTF-8."""
        return json.dumps(data, ensure_ascii=False)

    def decode_json(self, data: str | bytes) -> object:
        """The body's JSON. Raises `JSONDecodeError`, which becomes status 400."""
        try:
            return super().decode_json(data)
        except (UnicodeDecodeError, RecursionError) as error:
            raise JSONDecodeError("no JSON in UTF-8", "", 0) from error


async def unexpected(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
    """What no one else caught: without this the server would log the exception with its message."""
    try:
        return await answer(request)
    except Exception as error:
        reference = log_unexpected(error)
        return JSONResponse({"error": INTERNAL.code, "reference": reference}, INTERNAL.status)


def _graphql(api: ApiSettings) -> Router:
    """POST only: what is in an address ends up in logs."""

    async def context(request: Request) -> RequestContext:
        graph: IdentityGraph = request.app.state.graph
        pool: Executor = request.app.state.pool
        return RequestContext(GraphReader(graph, pool, api), api)

    return Router(
        build_schema(api),
        graphql_ide="graphiql" if api.graphiql else None,
        allow_queries_via_get=False,
        context_getter=context,
        subscription_protocols=(),
    )
