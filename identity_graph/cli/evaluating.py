"""Commands that measure: evaluate, generate."""

from pathlib import Path
from typing import Annotated

import typer

from identity_graph.cli.options import Json
from identity_graph.cli.session import open_graph


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command(epilog="Example: identity-graph evaluate --truth sample/truth.csv --by market")(evaluate)
    app.command(epilog="Example: identity-graph generate sample --records 10000")(generate)


def evaluate(
    ctx: typer.Context,
    truth: Annotated[Path, typer.Option(help="CSV or Parquet with the columns source, record_id, entity_id.")],
    by: Annotated[
        str | None, typer.Option(help="A further column of the truth: figures for each of its values.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Hold the identities against a known truth: pairwise and B-cubed precision, recall and F1."""
    from identity_graph import presentation
    from identity_graph.evaluation import read_truth

    graph, known = open_graph(ctx), read_truth(truth, by)
    groups = graph.evaluate_by_group(known) if by else {}
    presentation.evaluation(graph.evaluate(known), groups, by or "", as_json=as_json)


def generate(
    folder: Annotated[Path, typer.Argument(help="Where the files go; made if it is not there.")],
    records: Annotated[int, typer.Option(min=1, help="How many records, over four sources.")] = 10_000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same files.")] = 7,
    as_json: Json = False,
) -> None:
    """Generate records of invented people in 12 countries, with the truth and two planted fraud rings."""
    from identity_graph import presentation
    from identity_graph.sample import write_sample

    with presentation.progress("generating records", records) as advance:
        files = write_sample(folder, records, seed, advance)
    presentation.sample(files, as_json=as_json)
