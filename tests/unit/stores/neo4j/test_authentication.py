"""Who we say we are."""

import json
from datetime import UTC, datetime

import botocore.auth
import pytest
from botocore.credentials import Credentials
from neo4j import Auth

from identity_graph.errors import SettingsError
from identity_graph.stores.address import Address
from identity_graph.stores.neo4j.authentication import authentication, signed

HOST = "cluster.neptune.example"
NEPTUNE = Address("bolt+s", HOST, 8182, options={"iam": "eu-west-1"})


def test_user_and_password() -> None:
    assert authentication(Address("bolt", "host", 7687)) is None
    auth = authentication(Address("bolt", "host", 7687, user="ana", password="secret"))
    assert isinstance(auth, Auth)
    assert (auth.scheme, auth.principal, auth.credentials) == ("basic", "ana", "secret")
    auth = authentication(Address("bolt", "host", 7687, password="secret"))
    assert isinstance(auth, Auth)
    assert auth.principal == "neo4j"


def test_a_signature_for_neptune(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is signed, for whom, when and for which service; the signature itself is botocore's work."""
    monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda: datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
    auth = signed(NEPTUNE, "eu-west-1", Credentials("AKIDEXAMPLE", "a secret", "a token"))
    assert (auth.scheme, auth.principal, auth.realm) == ("basic", "username", "realm")
    headers = json.loads(auth.credentials or "")
    assert sorted(headers) == ["Authorization", "Host", "HttpMethod", "X-Amz-Date", "X-Amz-Security-Token"]
    assert (headers["HttpMethod"], headers["Host"]) == ("GET", f"{HOST}:8182")
    assert (headers["X-Amz-Date"], headers["X-Amz-Security-Token"]) == ("20260102T030405Z", "a token")
    start = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260102/eu-west-1/neptune-db/aws4_request, "
    assert headers["Authorization"].startswith(f"{start}SignedHeaders=host;x-amz-date;x-amz-security-token, Signature=")
    assert "a secret" not in str(auth.credentials)


@pytest.mark.parametrize(
    "address",
    [Address("bolt", HOST, 8182, options={"iam": "eu-west-1"}), Address("bolt+s", HOST, 8182, options={"iam": ""})],
)
def test_signing_needs_tls_and_a_region(address: Address) -> None:
    with pytest.raises(SettingsError, match="needs TLS and a region"):
        authentication(address)
