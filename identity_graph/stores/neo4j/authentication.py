"""Who we say we are: a user, nobody, or a signature for Amazon Neptune."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from neo4j import Auth, basic_auth
from neo4j.auth_management import AuthManager, AuthManagers, ExpiringAuth

from identity_graph.errors import SettingsError
from identity_graph.stores.address import Address

if TYPE_CHECKING:
    from botocore.credentials import Credentials

OPTIONS: Final = frozenset({"iam"})
"""What the query of a URL may hold. ``iam=REGION``: sign for Neptune in this AWS region."""

SIGNED_FOR: Final = timedelta(seconds=240)
"""Neptune takes a signature for 5 minutes; connections that are opened later get a new one."""


def authentication(address: Address) -> Auth | AuthManager | None:
    """What the driver shows the server. ``None`` without user and password. Raises `SettingsError`."""
    region = address.options.get("iam")
    if region is not None:
        return _signing(address, region)
    if address.user is None and address.password is None:
        return None
    return basic_auth(address.user or "neo4j", address.password or "")


def signed(address: Address, region: str, credentials: "Credentials") -> Auth:
    """A login by signature (version 4): basic authentication whose password is the JSON of a signed GET of
    ``/opencypher``'s headers, as Neptune's guide to Bolt and IAM says. Signed for the present moment."""
    auth, request = _botocore()
    to_sign = request(method="GET", url=f"https://{address.host}:{address.port}/opencypher")
    to_sign.headers["Host"] = f"{address.host}:{address.port}"
    auth(credentials, "neptune-db", region).add_auth(to_sign)
    shown = {name: to_sign.headers[name] for name in _HEADERS if name in to_sign.headers}
    return basic_auth("username", json.dumps({**shown, "HttpMethod": "GET"}), "realm")


_HEADERS: Final = ("Authorization", "Host", "X-Amz-Date", "X-Amz-Security-Token")


def _signing(address: Address, region: str) -> AuthManager:
    if not address.scheme.endswith("+s") or not region:
        raise SettingsError(
            f"{address.shown}: iam=REGION needs TLS and a region, e.g. bolt+s://HOST:8182?iam=eu-west-1"
        )
    _botocore()
    from botocore.session import Session

    credentials = Session().get_credentials()
    if credentials is None:
        raise SettingsError(
            f"{address.shown}: no AWS credentials found to sign with; set AWS_PROFILE or AWS_ACCESS_KEY_ID"
        )

    def now() -> ExpiringAuth:
        expires_at = (datetime.now(UTC) + SIGNED_FOR).timestamp()
        return ExpiringAuth(signed(address, region, credentials), expires_at)

    return AuthManagers.bearer(now)


def _botocore() -> tuple[Callable[..., Any], Callable[..., Any]]:
    try:
        from botocore.auth import SigV4Auth
        from botocore.awsrequest import AWSRequest
    except ImportError:
        raise SettingsError(
            "iam=REGION needs botocore; install it with: pip install 'identity-graph[neptune]'"
        ) from None
    return SigV4Auth, AWSRequest
