"""Commands around groups of identities: communities run, list, show, diff, plot, engines."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from identity_graph.cli import selecting
from identity_graph.cli.options import Json
from identity_graph.cli.session import open_graph
from identity_graph.errors import NotFound, SettingsError

CommunityArgument = Annotated[str, typer.Argument(metavar="ID", help="A community's id (com_…).")]
OVERLAP = 0.3  # as `identity_graph.analytics.tracking.OVERLAP`, which a test holds; --help can do without its imports


def register(app: typer.Typer) -> None:
    """Add these commands."""
    group = typer.Typer(no_args_is_help=True, help="Find groups of identities, list, explain, compare and draw them.")
    group.command(epilog="Example: identity-graph communities run leiden --tiers A,B --set resolution=0.5")(run)
    group.command("list", epilog="Example: identity-graph communities list --limit 5")(list_)
    group.command(epilog="Example: identity-graph communities show com_hggccytfwwxwgska7yvvg7qm44")(show)
    group.command(epilog="Example: identity-graph communities diff 3e4izcls 9qx2mzab --json")(diff)
    group.command(epilog="Example: identity-graph communities forget --keep 30 --dry-run")(forget)
    group.command(epilog="Example: identity-graph communities plot com_hggccytfwwxwgska7yvvg7qm44 --out ring.html")(
        plot
    )
    group.command(epilog="Example: identity-graph communities engines")(engines)
    app.add_typer(group, name="communities")


def run(
    ctx: typer.Context,
    procedure: Annotated[str, typer.Argument(help="wcc, cdlp, label_propagation or leiden.")] = "wcc",
    links: selecting.Links = None,
    tiers: selecting.Tiers = None,
    weight: selecting.Weight = None,
    documents: selecting.Documents = None,
    generic_over: selecting.GenericOver = None,
    members_min: Annotated[int, typer.Option(min=2, help="Identities in a community at least.")] = 3,
    engine: selecting.EngineName = "auto",
    exported: selecting.Exported = None,
    set: selecting.Set = None,
    as_json: Json = False,
) -> None:
    """Find communities and write them beside those of older runs. The same run of the same graph writes nothing new."""
    from identity_graph import presentation
    from identity_graph.graph import Question

    base = replace(Question(), procedure=procedure, identities_min=members_min)
    asked = selecting.question(
        base,
        links=links,
        tiers=tiers,
        weight=weight,
        documents=documents,
        generic_over=generic_over,
        engine=engine,
        exported=exported,
        parameters=set,
    )
    if procedure == "rings":
        raise SettingsError("rings are found by: identity-graph rings find")
    graph = open_graph(ctx)
    with presentation.progress("reading links", None, quiet=as_json) as advance:
        found = graph.find_communities(asked, advance)
    presentation.found_communities(found, graph.communities(10, found.run) if found.run else [], as_json=as_json)


def list_(
    ctx: typer.Context,
    run: Annotated[
        str | None, typer.Option(metavar="ID", help="A run, or how its id begins. Default: the newest.")
    ] = None,
    runs: Annotated[bool, typer.Option("--runs", help="List the runs instead.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many, the largest first.")] = 10,
    as_json: Json = False,
) -> None:
    """List the largest groups of identities that share addresses, devices, accounts and the like, of one run."""
    from identity_graph import presentation

    graph = open_graph(ctx)
    if runs:
        presentation.community_runs(graph.community_runs()[:limit], as_json=as_json)
    else:
        presentation.communities(graph.communities(limit, run), as_json=as_json)


def show(ctx: typer.Context, id: CommunityArgument, as_json: Json = False) -> None:
    """Show one community: what its members share, who they are."""
    from identity_graph import presentation

    presentation.group(open_graph(ctx).surroundings(id), as_json=as_json)


def diff(
    ctx: typer.Context,
    before: Annotated[
        str | None, typer.Argument(metavar="[A]", help="The older run, or how its id begins.", show_default=False)
    ] = None,
    after: Annotated[
        str | None, typer.Argument(metavar="[B]", help="The newer run. Without both: the newest and the one before.")
    ] = None,
    overlap: Annotated[float, typer.Option(help="Jaccard overlap over which two communities match.")] = OVERLAP,
    as_json: Json = False,
) -> None:
    """Compare two runs: which communities were born, died, merged, split, grew or shrank."""
    from identity_graph import presentation

    graph = open_graph(ctx)
    if before is None or after is None:
        if before or after:
            raise SettingsError("communities diff takes two runs, or none for the newest and the one before it")
        before, after = graph.last_two_runs()
    presentation.runs_compared(graph.compare_communities(before, after, overlap), as_json=as_json)


def forget(
    ctx: typer.Context,
    runs: Annotated[
        list[str] | None, typer.Argument(metavar="[RUN]...", help="Runs, or how their ids begin.", show_default=False)
    ] = None,
    keep: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="All but the newest N with the same question.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only list them.")] = False,
    as_json: Json = False,
) -> None:
    """Take the communities of runs out of the graph, by their ids or all that are older than the newest N."""
    from identity_graph import presentation

    graph = open_graph(ctx)
    if bool(runs) == (keep is not None):
        raise SettingsError("communities forget takes runs, or --keep N")
    chosen = graph.older_runs(keep) if keep is not None else graph.named_runs(runs or ())
    chosen = list({run.id: run for run in chosen}.values())
    if not dry_run:
        with presentation.progress("forgetting runs", len(chosen), quiet=as_json) as advance:
            graph.forget_runs(chosen, lambda _: advance(1))
    presentation.forgotten_runs(chosen, dry_run=dry_run, as_json=as_json)


def plot(
    ctx: typer.Context,
    id: CommunityArgument,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where the picture goes, .html or .svg. Default: ID.html.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Draw a community: its identities, what they share, and the tiers, in one file that needs nothing else."""
    from identity_graph import presentation

    around = open_graph(ctx).surroundings(id)
    file = out or Path(f"{around.view.node.id}.html")
    if file.suffix not in {".html", ".svg"}:
        raise SettingsError(f"--out {file.name}: a picture is an .html or an .svg file")
    drawn = presentation.picture(around)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(drawn.svg if file.suffix == ".svg" else drawn.html, encoding="utf-8")
    presentation.plotted(file, drawn, as_json=as_json)


def engines(ctx: typer.Context, as_json: Json = False) -> None:
    """List which engine can run which procedure, and which of them this graph's store has."""
    from identity_graph import presentation
    from identity_graph.procedures import ENGINES, engines_of

    try:
        here = engines_of(open_graph(ctx, check=False).store)
    except NotFound:
        here = {}
    presentation.engines(tuple(ENGINES.values()), here, as_json=as_json)
