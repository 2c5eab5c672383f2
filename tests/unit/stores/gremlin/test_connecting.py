"""Connecting: signed on every connect, and plain words where it cannot be."""

import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from identity_graph.errors import SettingsError, StoreDenied, StoreUnreachable
from identity_graph.settings import Settings
from identity_graph.stores.address import parse_address
from identity_graph.stores.gremlin import OPTIONS, GremlinStore

SETTINGS = Settings(connect_timeout_s=5, retry_for_s=0)
REFUSAL = b"HTTP/1.1 %d No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def opened(url: str, settings: Settings = SETTINGS) -> GremlinStore:
    return GremlinStore(parse_address(url, settings, port=8182, options=OPTIONS), settings)


@contextmanager
def listener(status: int) -> Iterator[tuple[int, list[dict[str, str]]]]:
    """Answers every connect with an HTTP status, and keeps the headers."""
    heard: list[dict[str, str]] = []
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                client, _ = server.accept()
            except OSError:
                return
            with client:
                text = b""
                while b"\r\n\r\n" not in text:
                    text += client.recv(65536)
                lines = text.decode().split("\r\n")
                heard.append({"request": lines[0], **dict(line.split(": ", 1) for line in lines[1:] if line)})
                client.sendall(REFUSAL % status)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield server.getsockname()[1], heard
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join()


def test_every_connect_is_signed_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "ACCESS_KEY_ID": "AKIDEXAMPLE",
        "SECRET_ACCESS_KEY": "made up",
        "SESSION_TOKEN": "token",
    }.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    with listener(403) as (port, heard), opened(f"ws://127.0.0.1:{port}?iam=eu-west-1") as store:
        for _ in range(2):
            with pytest.raises(StoreDenied, match="iam=REGION"):
                store.schema_state()
    assert len(heard) == 2
    for headers in heard:
        assert headers["request"] == "GET /gremlin HTTP/1.1"
        assert headers["X-Amz-Security-Token"] == "token"
        assert headers["Authorization"] == expected_signature(port, headers)


def expected_signature(port: int, headers: dict[str, str]) -> str:
    """What botocore signs for that moment."""
    request = AWSRequest(method="GET", url=f"http://127.0.0.1:{port}/gremlin")
    request.context["timestamp"] = headers["X-Amz-Date"]
    request.headers["X-Amz-Date"] = headers["X-Amz-Date"]
    request.headers["X-Amz-Security-Token"] = headers["X-Amz-Security-Token"]
    auth = SigV4Auth(Credentials("AKIDEXAMPLE", "made up", "token"), "neptune-db", "eu-west-1")
    request.headers["host"] = headers["Host"]
    signature = auth.signature(auth.string_to_sign(request, auth.canonical_request(request)), request)
    signed = auth.signed_headers(auth.headers_to_sign(request))
    return (
        f"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/{headers['X-Amz-Date'][:8]}/eu-west-1/neptune-db/aws4_request,"
        f" SignedHeaders={signed}, Signature={signature}"
    )


def test_without_credentials_it_says_where_they_come_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("botocore.session.Session.get_credentials", lambda self: None)
    with opened("ws://127.0.0.1:9?iam=eu-west-1") as store, pytest.raises(StoreDenied, match="AWS_PROFILE"):
        store.schema_state()


def test_without_botocore_it_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "botocore.session", None)
    with pytest.raises(SettingsError, match=r"identity-graph\[neptune\]"):
        opened("ws://127.0.0.1:9?iam=eu-west-1")


def test_nothing_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    store = opened(f"ws://user:secret@127.0.0.1:{port}", Settings(retry_for_s=600))
    with store, pytest.raises(StoreUnreachable, match="is the server started") as caught:
        store.counts()
    assert "secret" not in str(caught.value)


def test_what_is_no_gremlin_server() -> None:
    with (
        listener(404) as (port, _),
        opened(f"ws://127.0.0.1:{port}") as store,
        pytest.raises(StoreUnreachable, match="no Gremlin server"),
    ):
        store.counts()


def test_a_ca_file_that_is_none() -> None:
    with pytest.raises(SettingsError, match="STORE_CA_FILE"):
        opened("wss://127.0.0.1:9", Settings(store_ca_file=__file__))


def test_both_kinds_of_credentials() -> None:
    with pytest.raises(SettingsError, match="not both"):
        opened("wss://me:pass@127.0.0.1:9?iam=eu-west-1")
