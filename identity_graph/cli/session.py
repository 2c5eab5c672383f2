"""What every command shares: the settings, and the graph they name."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import typer

from identity_graph.settings import Settings

if TYPE_CHECKING:
    from identity_graph.graph import IdentityGraph


@dataclass(frozen=True, slots=True)
class Session:
    """The settings of this call, ``--store`` already in them."""

    settings: Settings


def session_of(ctx: typer.Context) -> Session:
    """The session the root command made."""
    return cast("Session", ctx.obj)


def open_graph(ctx: typer.Context, *, check: bool = True, create: bool = False) -> "IdentityGraph":
    """Open the graph this call names; it is closed when the command ends. Only commands that write make a new one
    (``create``). Raises `NotFound`, `StoreError` and its kinds."""
    from identity_graph.graph import IdentityGraph  # late: it brings pandas and DuckDB, which --help can do without

    graph = IdentityGraph.open(settings=session_of(ctx).settings, check=check, create=create)
    ctx.call_on_close(graph.close)
    return graph
