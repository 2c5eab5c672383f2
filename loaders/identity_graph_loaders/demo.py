"""``identity-graph demo``: a generated sample, loaded, resolved, held against its truth, and shown."""

import shlex
import sys
import time
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.markup import escape

from identity_graph import presentation
from identity_graph.cli import open_graph
from identity_graph.evaluation import read_truth
from identity_graph.graph import RINGS, FoundCommunities, IdentityGraph
from identity_graph.model import Link
from identity_graph.sample import SampleFiles, write_sample
from identity_graph.trust import TIERS
from identity_graph_loaders.load import FileReport, LoadOptions, load_files

SOURCES: Final = {
    "core_banking": "sample-core-banking",
    "kyc": "sample-kyc",
    "payments": "sample-payments",
    "watchlist": "sample-watchlist",
}
"""Source → its ready mapping."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: identity-graph --store sqlite:demo/graph.db demo --folder demo")(demo)


def demo(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Option(help="Where the sample's files go.")] = Path("demo"),
    records: Annotated[int, typer.Option(min=100, help="How many records to generate.")] = 10_000,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Generate a sample of 12 countries, load and resolve it, and show what came out."""
    started = time.perf_counter()
    folder.mkdir(parents=True, exist_ok=True)
    graph = open_graph(ctx, create=True)
    with presentation.progress("generating records", records, quiet=as_json) as advance:
        files = write_sample(folder, records, progress=advance)
    load_sample(graph, files, quiet=as_json)
    with presentation.stages(quiet=as_json) as progress:
        graph.resolve(progress=progress)
    graph.find_communities()
    rings = graph.find_communities(RINGS)
    _summary(graph, files, rings, time.perf_counter() - started, as_json=as_json)


def load_sample(graph: IdentityGraph, files: SampleFiles, *, quiet: bool) -> None:
    """Load the four files of a sample."""
    with presentation.progress("loading records", files.records, quiet=quiet) as advance:
        for source, mapping in SOURCES.items():
            done = 0

            def on_progress(report: FileReport) -> None:
                nonlocal done
                advance(report.rows - done)
                done = report.rows

            load_files(graph, [str(getattr(files, source))], LoadOptions(source=source, mapping=mapping), on_progress)


def _summary(
    graph: IdentityGraph, files: SampleFiles, rings: FoundCommunities, seconds: float, *, as_json: bool
) -> None:
    evaluation = graph.evaluate(read_truth(files.truth))
    if as_json:
        measured = presentation.evaluation_json(evaluation)
        presentation.print_json({"seconds": round(seconds, 1), "counts": graph.counts(), "evaluation": measured})
        return
    out = presentation.console()
    out.rule(f"{files.records:,} records of {len(files.by_country)} countries, resolved in {seconds:.0f} s")
    presentation.stats(graph.counts(), as_json=False)
    _tiers(graph)
    presentation.evaluation(evaluation, as_json=False)
    presentation.communities(graph.communities(5), as_json=False)
    explained = [graph.surroundings(ring.id) for ring in graph.community_nodes(run=rings.run)] if rings.run else []
    presentation.rings(explained, rings, as_json=False)
    link = _telling_link(graph)
    if link:
        out.rule("One link explained")
        presentation.explain(graph.explain(link.source, link.target), as_json=False)
    out.rule("Go on from here")
    command = escape(f"{shlex.quote(sys.argv[0])} --store {shlex.quote(graph.store.url)}")
    out.print(f"{command} serve    [dim]# GraphQL, with an explorer in the browser[/dim]", soft_wrap=True)
    out.print(f"{command} review   [dim]# what waits for a person[/dim]", soft_wrap=True)
    out.print(f"{command} --help", soft_wrap=True)
    if not graph.store.url.startswith("sqlite:"):
        out.print("[dim]# with the password in IDENTITY_GRAPH_STORE_PASSWORD, where the server wants one[/dim]")


def _tiers(graph: IdentityGraph) -> None:
    tally = graph.tiers()
    made = presentation.table("Quality tiers (docs/guides/tiers.md)", "tier", "identities", "links", right=(1, 2))
    for tier in TIERS:
        made.add_row(presentation.tier(tier), f"{tally.identities.get(tier, 0):,}", f"{tally.links.get(tier, 0):,}")
    presentation.console().print(made)


def _telling_link(graph: IdentityGraph) -> Link | None:
    """The link with the most evidence of those that no rule decided: a good one to look at."""
    links: list[Any] = [link for link in graph.links("SAME_AS", 5_000) if not link.properties["rules"]]
    return max(links, key=lambda link: (str(link.properties["evidence"]).count("["), link.key), default=None)
