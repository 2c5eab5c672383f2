"""Health, the page for browsers, and the command line."""

import os
import socket
import subprocess
import sys
import textwrap
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
import typer
from identity_graph_api.command import listen, register
from identity_graph_api.schema import schema_text
from identity_graph_api.settings import ApiSettings, read_settings
from typer.testing import CliRunner

from identity_graph.errors import SettingsError
from identity_graph.schema import SCHEMA_VERSION

ROOT = Path(__file__).parents[2]


def app_on(settings: Any) -> typer.Typer:
    app = typer.Typer()

    @app.callback()
    def root(ctx: typer.Context) -> None:
        ctx.obj = SimpleNamespace(settings=settings)

    register(app)
    return app


def test_live_and_ready(service: Any, settings: Any) -> None:
    assert httpx.get(f"{service.url}/health/live").json() == {"status": "live"}
    ready = httpx.get(f"{service.url}/health/ready")
    assert ready.status_code == 200
    assert ready.json() == {"status": "ready", "store": settings.store, "schemaVersion": SCHEMA_VERSION}


def test_a_store_that_is_closed_is_not_ready(serve: Any, settings: Any) -> None:
    with serve(settings) as service:
        service.store.store.close()
        assert httpx.get(f"{service.url}/health/ready").status_code == 503
        assert httpx.get(f"{service.url}/health/live").status_code == 200


def test_browsers_get_graphiql_unless_it_is_switched_off(serve: Any, service: Any, settings: Any) -> None:
    html = {"accept": "text/html"}
    assert "graphiql" in httpx.get(f"{service.url}/graphql", headers=html).text.lower()
    with serve(settings, graphiql=False) as plain:
        assert httpx.get(f"{plain.url}/graphql", headers=html).status_code == 404


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IDENTITY_GRAPH_API_PERSONAL_DATA", "full")
    monkeypatch.setenv("IDENTITY_GRAPH_API_PORT", "9000")
    settings = ApiSettings()
    assert (settings.host, settings.port, settings.personal_data) == ("127.0.0.1", 9000, "full")


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IDENTITY_GRAPH_API_PORT", "70000")
    with pytest.raises(SettingsError, match="IDENTITY_GRAPH_API_PORT: Input should be less than"):
        read_settings()


def test_graphql_schema_prints_the_schema(settings: Any) -> None:
    result = CliRunner().invoke(app_on(settings), ["graphql-schema"])
    assert (result.exit_code, result.stdout) == (0, schema_text())


def test_serve_refuses_a_port_that_is_taken(settings: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = CliRunner().invoke(app_on(settings), ["serve", "--port", str(port)])
    assert isinstance(result.exception, SettingsError)
    assert f"port {port} of 127.0.0.1 is taken" in str(result.exception)


def test_serve_refuses_an_address_that_is_not_ours() -> None:
    with pytest.raises(SettingsError, match="cannot listen"):
        listen("203.0.113.7", 0)


def test_serve_answers_until_it_is_told_to_end(settings: Any) -> None:
    program = f"""
        from types import SimpleNamespace
        from identity_graph.settings import Settings
        from identity_graph_api.command import serve
        serve(SimpleNamespace(obj=SimpleNamespace(settings=Settings(store={settings.store!r}))), "127.0.0.1", 0)
    """
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'api'}", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-c", textwrap.dedent(program)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if line.startswith("Ctrl+C"):
                break
        text = "".join(said)
        assert "40 records, 14 identities" in text
        assert "Personal values are masked." in text
        url = next(word for word in text.split() if word.startswith("http") and word.endswith("/graphql"))
        # The socket listens already: the request waits until the service has started.
        query = "{ stats { schemaVersion } }"
        assert httpx.post(url, json={"query": query}, timeout=60).json()["data"]["stats"]["schemaVersion"]
        process.terminate()
        assert process.wait(30) in {0, -15}
