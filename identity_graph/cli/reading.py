"""Commands that read: show, explain, why-not, find, review, stats."""

from typing import Annotated

import typer

from identity_graph.cli.options import Json, RecordArgument
from identity_graph.cli.session import open_graph
from identity_graph.errors import NotFound


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command(epilog="Example: identity-graph show core_banking:654491194")(show)
    app.command(epilog="Example: identity-graph explain core_banking:654491194 kyc:APP-125463370")(explain)
    app.command("why-not", epilog="Example: identity-graph why-not crm:17 crm:42")(why_not)
    app.command(epilog="Example: identity-graph find passport E40171636 --country CN")(find)
    app.command(epilog="Example: identity-graph review --limit 20 --json")(review)
    app.command(epilog="Example: identity-graph --store sqlite:graph.db stats")(stats)


def show(ctx: typer.Context, record: RecordArgument, as_json: Json = False) -> None:
    """Show one identity: its records, what it has, how sure."""
    from identity_graph import presentation

    graph = open_graph(ctx)
    presentation.show(graph.identity(graph.reference(record)), as_json=as_json)


def explain(ctx: typer.Context, a: RecordArgument, b: RecordArgument, as_json: Json = False) -> None:
    """Explain why two records are, or are not, the same: a waterfall of match weights, rules, and what would change
    it."""
    from identity_graph import presentation

    presentation.explain(open_graph(ctx).explain(a, b), as_json=as_json)


def why_not(ctx: typer.Context, a: RecordArgument, b: RecordArgument, as_json: Json = False) -> None:
    """Say what keeps two records apart, and what single change would have linked them."""
    from identity_graph import presentation

    presentation.why_not(open_graph(ctx).explain(a, b), as_json=as_json)


def find(
    ctx: typer.Context,
    scheme: Annotated[str, typer.Argument(help="passport, national_id, tax_id …, or phone, or email.")],
    value: Annotated[str, typer.Argument(help="The number or address, in any spelling.")],
    country: Annotated[str | None, typer.Option(help="Who issued it, ISO 3166-1 alpha-2.")] = None,
    as_json: Json = False,
) -> None:
    """Find identities by an identifier."""
    from identity_graph import presentation

    graph = open_graph(ctx)
    found = graph.find(scheme, value, country)
    if not found:
        raise NotFound(f"no identity with this {scheme} in {graph.store.url}")
    presentation.found([graph.identity(id) for id in found], as_json=as_json)


def review(
    ctx: typer.Context,
    limit: Annotated[int, typer.Option(min=1, help="How many, the most probable first.")] = 20,
    as_json: Json = False,
) -> None:
    """List the pairs of records that wait for a person's judgement."""
    from identity_graph import presentation

    presentation.review(open_graph(ctx).links_for_review(), limit, as_json=as_json)


def stats(ctx: typer.Context, as_json: Json = False) -> None:
    """Count nodes and links by kind and type."""
    from identity_graph import presentation

    presentation.stats(open_graph(ctx).counts(), as_json=as_json)
