"""Health for whoever runs the service."""

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from identity_graph.errors import IdentityGraphError
from identity_graph.graph import IdentityGraph
from identity_graph.schema import SCHEMA_VERSION
from identity_graph_api.errors import reply_to

router = APIRouter(prefix="/health")


@router.get("/live")
async def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "live"}


@router.get("/ready")
async def ready(request: Request) -> JSONResponse:
    """The store answers and holds a graph of this code's schema version; 503 otherwise."""
    graph: IdentityGraph = request.app.state.graph
    try:
        state = await run_in_threadpool(graph.store.schema_state)
    except IdentityGraphError as error:
        return JSONResponse({"status": "not ready", "error": reply_to(error).code}, 503)
    version = state.version if state else None
    is_ready = version == SCHEMA_VERSION and state is not None and state.migrating_to is None
    body = {"status": "ready" if is_ready else "not ready", "store": graph.store.url, "schemaVersion": version}
    return JSONResponse(body, 200 if is_ready else 503)
