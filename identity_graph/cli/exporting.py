"""Commands that hand out: export, schema."""

from pathlib import Path
from typing import Annotated

import typer

from identity_graph.cli.options import Json
from identity_graph.cli.session import open_graph
from identity_graph.errors import SettingsError


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command(epilog="Example: identity-graph export out --format csv")(export)
    app.command(epilog="Example: identity-graph schema --json")(schema)


def export(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Where nodes/ and links/ go; made if it is not there.")],
    format: Annotated[str, typer.Option(help="parquet or csv.")] = "parquet",
    as_json: Json = False,
) -> None:
    """Write the whole graph as files, one for each kind of node and type of link."""
    from identity_graph import presentation

    if format not in {"parquet", "csv"}:
        raise SettingsError(f"--format {format}: unknown; known are parquet, csv")
    graph = open_graph(ctx)
    presentation.exported(graph.export(folder, "csv" if format == "csv" else "parquet"), folder, as_json=as_json)


def schema(as_json: Json = False) -> None:
    """Print the graph's schema: kinds, properties, and how personal each is."""
    from identity_graph import presentation
    from identity_graph.schema import declared_schema

    presentation.schema(declared_schema(), as_json=as_json)
