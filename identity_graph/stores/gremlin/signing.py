"""Signing every connect to AWS Neptune with IAM credentials (SigV4)."""

from collections.abc import Mapping
from typing import Any, Final

from identity_graph.errors import SettingsError, StoreDenied
from identity_graph.stores.gremlin.websocket import Headers

SERVICE: Final = "neptune-db"


def signer(url: str, region: str, where: str) -> Headers:
    """Makes the headers of one connect to ``url``, from what botocore finds (environment, profile, role); asked each
    time, because such credentials and their signatures expire."""
    try:
        import botocore.session
    except ImportError:
        raise SettingsError(f"{where}: ?iam needs botocore; run: pip install 'identity-graph[neptune]'") from None
    session = botocore.session.get_session()

    def headers() -> Mapping[str, str]:
        credentials = session.get_credentials()
        if credentials is None:
            raise StoreDenied(f"{where}: no AWS credentials found; set AWS_PROFILE or a role (see botocore)")
        return signed(url, region, credentials.get_frozen_credentials())

    return headers


def signed(url: str, region: str, credentials: Any) -> dict[str, str]:
    """The signature's headers, as of now."""
    from botocore.auth import SigV4Auth
    from botocore.awsrequest import AWSRequest

    request = AWSRequest(method="GET", url=url.replace("ws", "http", 1))
    SigV4Auth(credentials, SERVICE, region).add_auth(request)
    return dict(request.headers.items())
