"""``identity-graph load``: the command line of the loader."""

import json
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, cast

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from identity_graph import presentation
from identity_graph.cli import open_graph
from identity_graph.errors import SettingsError
from identity_graph_loaders.batches import BATCH_ROWS
from identity_graph_loaders.load import (
    FileReport,
    LoadOptions,
    LoadReport,
    OnProgress,
    default_processes,
    load_files,
)
from identity_graph_loaders.quarantine import MAX_BAD_ROWS
from identity_graph_loaders.readers import FORMATS, Format


def register(app: typer.Typer) -> None:
    """Add the command to the app; its context's ``obj`` says which store."""
    app.command(epilog="Example: identity-graph load customers.csv --source crm --mapping customers.yaml")(load)


def load(
    ctx: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="CSV, JSON Lines, Parquet; also .gz, .zst, s3://, gs://, https://, -"),
    ],
    source: Annotated[str | None, typer.Option(help="The source's name, kept with every record.")] = None,
    mapping: Annotated[str | None, typer.Option(metavar="NAME|FILE", help="A ready mapping or a YAML file.")] = None,
    format: Annotated[str | None, typer.Option(help=f"{', '.join(FORMATS)}; by the name's ending if left out.")] = None,
    encoding: Annotated[
        str | None, typer.Option(help="As latin-1; UTF-8, or what a byte order mark says, if left out.")
    ] = None,
    quarantine: Annotated[
        Path | None, typer.Option(help="Where bad rows go; FILE.quarantine.jsonl if left out.")
    ] = None,
    max_bad: Annotated[
        int, typer.Option(help="More bad rows in one file end the load; 0: none may be bad.")
    ] = MAX_BAD_ROWS,
    no_resolve: Annotated[bool, typer.Option("--no-resolve", help="Load only; resolve later.")] = False,
    batch_rows: Annotated[int, typer.Option(help="Rows written, and resumed, as one.")] = BATCH_ROWS,
    processes: Annotated[
        int | None,
        typer.Option(help="Processes that normalize beside this one; left out, one for each further core."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Load files into the graph, and resolve what they say.

    Bad rows never stop a load: they go to a quarantine file with line, reason and row. Loading again resumes an
    interrupted load, and writes nothing where nothing is new.
    """
    beside = default_processes() if processes is None else processes
    options = LoadOptions(source, mapping, _format(format), encoding, quarantine, max_bad, batch_rows, beside)
    graph = open_graph(ctx, create=True)
    with _progress(quiet=as_json) as on_progress:
        report = load_files(graph, files, options, on_progress)
    if not no_resolve:  # also where nothing is new: an earlier load may have been stopped before it resolved
        with presentation.stages(quiet=as_json) as on_stage:
            graph.resolve(progress=on_stage)
    if as_json:
        typer.echo(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        print_report(report, presentation.console())


def _format(format: str | None) -> Format | None:
    if format is not None and format not in FORMATS:
        raise SettingsError(f"--format {format}: unknown; known are {', '.join(FORMATS)}")
    return cast("Format | None", format)


@contextmanager
def _progress(quiet: bool) -> Generator[OnProgress]:
    """A line for each file with its rows and rows a second, on standard error, gone at the end."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(20), TimeElapsedColumn())
    console = Console(stderr=True)
    hidden = quiet or not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=hidden) as progress:
        task = progress.add_task("reading", total=None)

        def on_progress(report: FileReport) -> None:
            speed = report.rows / report.seconds if report.seconds else 0.0
            bad = f" · {report.bad:,} bad" if report.bad else ""
            said = f"{escape(report.file)} · {report.rows:,} rows · {speed:,.0f}/s{bad}"
            progress.update(task, description=said)

        yield on_progress


def print_report(report: LoadReport, console: Console) -> None:
    """The report as a table, and what to do about bad rows."""
    columns = ("file", "rows", "new", "changed", "unchanged", "bad", "seconds")
    table = presentation.table("Loaded", *columns, right=tuple(range(1, len(columns))))
    for file in report.files:
        counts = (file.rows, file.new, file.changed, file.unchanged, file.bad)
        table.add_row(escape(file.file), *(f"{count:,}" for count in counts), f"{file.seconds:.1f}")
    console.print(table)
    if report.nothing_new:
        console.print("Nothing new: the graph held all of it before.")
    for path in dict.fromkeys(file.quarantine for file in report.files if file.quarantine):
        console.print(f"Bad rows, with line and reason: {escape(path)}", soft_wrap=True)
