"""Commands around rings and what spreads from known cases: rings find, rings explain, propagate."""

from pathlib import Path
from typing import Annotated

import typer

from identity_graph.cli import selecting
from identity_graph.cli.communities import CommunityArgument
from identity_graph.cli.options import Json
from identity_graph.cli.session import open_graph
from identity_graph.errors import SettingsError


def register(app: typer.Typer) -> None:
    """Add these commands."""
    group = typer.Typer(no_args_is_help=True, help="Find and explain rings: groups that share more than chance allows.")
    group.command(epilog="Example: identity-graph rings find --set significance=0.001")(find)
    group.command(epilog="Example: identity-graph rings explain com_hggccytfwwxwgska7yvvg7qm44")(explain)
    app.add_typer(group, name="rings")
    app.command(epilog="Example: identity-graph propagate --seeds known_fraud.csv --limit 50")(propagate)


def find(
    ctx: typer.Context,
    links: selecting.Links = None,
    tiers: selecting.Tiers = None,
    documents: selecting.Documents = None,
    engine: selecting.EngineName = "auto",
    exported: selecting.Exported = None,
    set: selecting.Set = None,
    limit: Annotated[int, typer.Option(min=1, help="How many are listed, the least likely by chance first.")] = 10,
    as_json: Json = False,
) -> None:
    """Find rings: groups of identities that share devices, phones, accounts and the like beyond what chance allows."""
    from identity_graph import presentation
    from identity_graph.graph import RINGS

    asked = selecting.question(
        RINGS, links=links, tiers=tiers, documents=documents, engine=engine, exported=exported, parameters=set
    )
    graph = open_graph(ctx)
    with presentation.progress("reading links", None, quiet=as_json) as advance:
        found = graph.find_communities(asked, advance)
    rings = graph.community_nodes(limit, found.run) if found.run else []
    presentation.rings([graph.surroundings(ring.id) for ring in rings], found, as_json=as_json)


def explain(ctx: typer.Context, id: CommunityArgument, as_json: Json = False) -> None:
    """Explain a ring: what its members share, who they are, and how likely that is by chance."""
    from identity_graph import presentation

    around = open_graph(ctx).surroundings(id)
    if around.analysis.algorithm != "rings":
        raise SettingsError(f"{id} is no ring; for communities: identity-graph communities show {id}")
    presentation.group(around, as_json=as_json)


def propagate(
    ctx: typer.Context,
    seeds: Annotated[
        Path, typer.Option(metavar="FILE", help="CSV: a record or identity in each row, and its score (default 1).")
    ],
    links: selecting.Links = None,
    tiers: selecting.Tiers = None,
    weight: selecting.Weight = None,
    documents: selecting.Documents = None,
    generic_over: selecting.GenericOver = None,
    engine: selecting.EngineName = "auto",
    exported: selecting.Exported = None,
    set: selecting.Set = None,
    limit: Annotated[int, typer.Option(min=1, help="How many are listed, the highest score first.")] = 20,
    as_json: Json = False,
) -> None:
    """Spread scores from known cases over what people share: who is near to them, and by which path."""
    from identity_graph import presentation
    from identity_graph.graph import PROPAGATION

    asked = selecting.question(
        PROPAGATION,
        links=links,
        tiers=tiers,
        weight=weight,
        documents=documents,
        generic_over=generic_over,
        engine=engine,
        exported=exported,
        parameters=set,
    )
    graph = open_graph(ctx)
    scores = graph.read_seeds(seeds)
    with presentation.progress("reading links", None, quiet=as_json) as advance:
        spread = graph.propagate(scores, asked, limit, advance)
    presentation.propagated(spread, as_json=as_json)
