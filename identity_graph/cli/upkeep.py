"""Commands that keep a graph: resolve, train, migrate."""

from typing import Annotated

import typer

from identity_graph.cli.options import Json
from identity_graph.cli.session import open_graph


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command(epilog="Example: identity-graph resolve")(resolve)
    app.command(epilog="Example: identity-graph train && identity-graph resolve")(train)
    app.command(epilog="Example: identity-graph --store sqlite:graph.db migrate")(migrate)


def resolve(
    ctx: typer.Context,
    new_only: Annotated[bool, typer.Option("--new-only", help="Only records that no identity has yet.")] = False,
    as_json: Json = False,
) -> None:
    """Decide again, for the whole graph, who is the same."""
    from identity_graph import presentation

    graph = open_graph(ctx)
    with presentation.stages(quiet=as_json) as progress:
        report = graph.resolve(whole=not new_only, progress=progress)
    presentation.resolved(report, as_json=as_json)


def train(ctx: typer.Context, as_json: Json = False) -> None:
    """Learn a match model from the records as they are now, without labels; `resolve` then applies it."""
    from identity_graph import presentation

    graph = open_graph(ctx)
    with presentation.stages(quiet=as_json) as progress:
        model = graph.train(progress)
    presentation.model(model, as_json=as_json)


def migrate(ctx: typer.Context, as_json: Json = False) -> None:
    """Bring a stored graph to the schema of this version; resumes a migration that was interrupted."""
    from identity_graph import presentation

    before, after = open_graph(ctx, check=False, create=True).migrate()
    presentation.migrated(before, after, as_json=as_json)
