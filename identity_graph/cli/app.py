"""The root command, where the commands of the library and of the applications come together."""

import sys
from importlib.metadata import entry_points
from importlib.metadata import version as installed_version
from typing import Annotated

import typer

from identity_graph.cli import communities, evaluating, exporting, reading, rings, upkeep
from identity_graph.cli.session import Session
from identity_graph.collector import spare_the_collector
from identity_graph.errors import IdentityGraphError, InputError, SettingsError
from identity_graph.settings import Settings

app = typer.Typer(
    name="identity-graph",
    help="Who is the same person, how sure, and why: an identity graph with an audit trail.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    epilog="Example: identity-graph --store sqlite:graph.db show core_banking:654491194",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"identity-graph {installed_version('identity-graph')}")
        raise typer.Exit


@app.callback()
def root(
    ctx: typer.Context,
    store: Annotated[
        str | None, typer.Option(metavar="URL", help="Where the graph is, e.g. sqlite:graph.db. [IDENTITY_GRAPH_STORE]")
    ] = None,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read the settings once; every command gets them."""
    ctx.obj = Session(_settings(store))


def _settings(store: str | None) -> Settings:
    try:
        return Settings(store=store) if store else Settings()
    except ValueError as error:
        lines = [line.strip() for line in str(error).splitlines()[1:3]]
        raise SettingsError(f"a setting in the environment is wrong: {' '.join(lines)}") from error


def main() -> None:
    """Run the command line. A user's mistake ends with a message and its exit code, never with a traceback."""
    for module in (reading, communities, rings, evaluating, exporting, upkeep):
        module.register(app)
    for point in sorted(entry_points(group="identity_graph.commands"), key=lambda point: point.name):
        point.load()(app)
    spare_the_collector()
    try:
        app()
    except IdentityGraphError as error:
        typer.echo(f"error {error.code}: {error}", err=True)
        if error.retryable:
            typer.echo("Trying again later can help.", err=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        typer.echo("interrupted; what was written stays, and the same command goes on from there", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
    except OSError as error:
        typer.echo(f"error {InputError.code}: {error.filename or 'the system'}: {error.strerror or error}", err=True)
        sys.exit(InputError.exit_code)
