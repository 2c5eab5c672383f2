"""``identity-graph serve`` and ``identity-graph graphql-schema``: the command line of the service."""

import errno
import socket
from ipaddress import ip_address
from typing import Annotated

import typer
import uvicorn
from rich.console import Console
from rich.markup import escape

from identity_graph.errors import SettingsError
from identity_graph.settings import Settings
from identity_graph_api.app import create_app, open_graph
from identity_graph_api.schema import schema_text
from identity_graph_api.settings import ApiSettings, read_settings

EXAMPLE = "{ stats { nodes { name count } } communities(limit: 1) { size members(limit: 3) { id caption tier } } }"


def register(app: typer.Typer) -> None:
    """Add the commands to the app; its context's ``obj.settings`` says which store."""
    app.command(epilog="Example: identity-graph --store sqlite:demo/graph.db serve --port 8080")(serve)
    app.command("graphql-schema", epilog="Example: identity-graph graphql-schema > schema.graphql")(graphql_schema)


def serve(
    ctx: typer.Context,
    host: Annotated[str | None, typer.Option(help="Address to listen on; 127.0.0.1 if left out.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port; 8000 if left out, 0: a free one.")] = None,
) -> None:
    """Serve the graph over GraphQL, with the GraphiQL page for browsers."""
    settings: Settings = ctx.obj.settings
    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    api = read_settings().model_copy(update=given)
    _tell_of_graph(settings)
    with listen(api.host, api.port) as listening:
        _tell_of_service(api, listening.getsockname()[1])
        # No access log: who asked for what is personal too, and the audit trail comes with sign-in.
        config = uvicorn.Config(create_app(settings, api), log_level="warning", access_log=False, server_header=False)
        uvicorn.Server(config).run(sockets=[listening])


def graphql_schema() -> None:
    """Print the GraphQL schema."""
    typer.echo(schema_text(), nl=False)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises `SettingsError` where the port is taken or the address is not ours."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise SettingsError(f"port {port} of {host} is taken; choose another: --port {port + 1}") from error
        raise SettingsError(f"cannot listen on {host}, port {port}: {error.strerror or error}") from error


def _tell_of_graph(settings: Settings) -> None:
    """Open the graph once before the server does, so that a wrong store is told as plainly as by any other command."""
    with open_graph(settings) as graph:
        nodes, url = graph.counts().nodes, graph.store.url
    console = Console()
    said = f"{nodes.get('Record', 0):,} records, {nodes.get('Identity', 0):,} identities"
    console.print(f"Graph: {escape(url)} ({said})", highlight=False, soft_wrap=True)
    if not nodes.get("Identity"):
        console.print("Nothing is resolved in it yet; run: identity-graph load FILE --source NAME", highlight=False)


def _tell_of_service(api: ApiSettings, port: int) -> None:
    host = f"[{api.host}]" if ":" in api.host else api.host
    url = f"http://{host}:{port}/graphql"
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"GraphiQL (the browser loads it from the internet) and GraphQL: [bold]{escape(url)}[/]")
    console.print(f"Personal values are {'masked' if api.personal_data == 'masked' else 'shown in full'}.")
    console.print("Try:", escape(f"""curl {url} -H 'content-type: application/json' -d '{{"query": "{EXAMPLE}"}}'"""))
    if not _is_local(api.host):
        console.print("[bold]There is no sign-in yet:[/] everybody who reaches this address can read the graph.")
    console.print("Ctrl+C ends it.")


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
