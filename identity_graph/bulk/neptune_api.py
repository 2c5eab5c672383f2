"""Neptune's loader endpoint, through botocore's model of the service: requests are what the model says they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol, Self, get_args

from identity_graph.errors import IdentityGraphError, SettingsError, StoreDenied, StoreError, StoreUnreachable

Parallelism = Literal["LOW", "MEDIUM", "HIGH", "OVERSUBSCRIBE"]
Mode = Literal["AUTO", "NEW", "RESUME"]
LoaderFormat = Literal["csv", "opencypher"]
_TRANSIENT_STATUS: Final = frozenset({408, 429, 500, 502, 503, 504})
_CONNECT_S: Final = 10
_READ_S: Final = 60


@dataclass(frozen=True, slots=True)
class LoadRequest:
    """What to load and how. ``region`` is that of the bucket and the cluster (Neptune loads from its own region only).

    ``fail_on_error`` ends the load at the first row that cannot be loaded. ``queue`` waits for loads under way instead
    of being refused."""

    source: str
    format: LoaderFormat
    iam_role_arn: str
    region: str
    mode: Mode = "AUTO"
    parallelism: Parallelism = "MEDIUM"
    fail_on_error: bool = True
    queue: bool = True

    def __post_init__(self) -> None:
        if not self.source.startswith("s3://"):
            raise SettingsError(f"--s3-source {self.source}: Neptune loads from s3://BUCKET/FOLDER/ only")
        for option, value, known in (
            ("--neptune-mode", self.mode, get_args(Mode)),
            ("--neptune-parallelism", self.parallelism, get_args(Parallelism)),
        ):
            if value not in known:
                raise SettingsError(f"{option} {value}: unknown; known are {', '.join(known)}")

    def parameters(self) -> dict[str, object]:
        """As StartLoaderJob of the service's model takes it. Of Gremlin's CSV, empty texts are loaded as values and a
        row that comes again (after a load that failed half-way) replaces itself; openCypher's knows neither."""
        found: dict[str, object] = {
            "source": self.source,
            "format": self.format,
            "iamRoleArn": self.iam_role_arn,
            "s3BucketRegion": self.region,
            "mode": self.mode,
            "failOnError": self.fail_on_error,
            "parallelism": self.parallelism,
            "queueRequest": self.queue,
        }
        if self.format == "opencypher":
            return found | {"userProvidedEdgeIds": True}
        return found | {
            "parserConfiguration": {"allowEmptyStrings": "true"},
            "updateSingleCardinalityProperties": True,
        }


@dataclass(frozen=True, slots=True)
class LoadStatus:
    """One answer about a load. ``errors`` are (code, file, row), of the first page only: their texts may quote
    personal values and are not kept."""

    status: str
    source: str
    records: int
    rejected: int
    seconds: int
    failed_files: tuple[tuple[str, str], ...] = ()
    """(file, status)"""
    errors: tuple[tuple[str, str, int], ...] = ()


class LoaderApi(Protocol):
    """The loader's three calls. They raise `StoreUnreachable` for what another try may cure, else `StoreDenied` or
    `StoreError`."""

    def start(self, request: LoadRequest) -> str:
        """Start a load; returns its id."""
        ...

    def load_ids(self) -> Sequence[str]:
        """The ids of the loads this cluster knows, queued ones too."""
        ...

    def status(self, load_id: str) -> LoadStatus:
        """How a load stands."""
        ...


class NeptuneLoader:
    """The loader at ``https://HOST:PORT``; signed with the credentials botocore finds (environment, profile, role)
    where ``iam``. Does not try again: who calls knows what may be repeated. A context manager."""

    def __init__(self, endpoint: str, region: str, *, iam: bool) -> None:
        self._endpoint = endpoint
        self._errors, self._client = _client(endpoint, region, iam=iam)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def start(self, request: LoadRequest) -> str:
        """See `LoaderApi.start`."""
        payload = self._called("start_loader_job", **request.parameters())["payload"]
        return str(payload["loadId"])

    def load_ids(self) -> Sequence[str]:
        """See `LoaderApi.load_ids`."""
        return tuple(self._called("list_loader_jobs", includeQueuedLoads=True)["payload"]["loadIds"])

    def status(self, load_id: str) -> LoadStatus:
        """See `LoaderApi.status`."""
        asked = {"loadId": load_id, "details": True, "errors": True, "page": 1, "errorsPerPage": 10}
        return _status(self._called("get_loader_job_status", **asked)["payload"])

    def _called(self, operation: str, **parameters: object) -> Any:
        try:
            return getattr(self._client, operation)(**parameters)
        except self._errors.ClientError as error:
            raise self._refused(error.response) from None
        except (self._errors.HTTPClientError, self._errors.ConnectionError) as error:
            fault = type(error).__name__
            raise StoreUnreachable(f"Neptune's loader at {self._endpoint} does not answer ({fault})") from None
        except self._errors.BotoCoreError as error:
            raise SettingsError(
                f"the request to Neptune's loader at {self._endpoint} cannot be made: {error}"
            ) from None
        except (KeyError, TypeError, ValueError):
            raise StoreError(
                f"{self._endpoint} does not answer as Neptune's loader does; is the address right?"
            ) from None

    def _refused(self, response: Any) -> IdentityGraphError:
        code = response.get("Error", {}).get("Code") or "no code"
        status = response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        said = f"Neptune's loader at {self._endpoint} says {code} ({status})"
        if status in _TRANSIENT_STATUS or "Throttl" in code or code == "TooManyRequestsException":
            return StoreUnreachable(said)
        if status in {401, 403} or "AccessDenied" in code:
            return StoreDenied(f"{said}: {_DENIED}")
        reason = response.get("detailedMessage") or response.get("Error", {}).get("Message") or "no reason given"
        return StoreError(f"{said}: {reason}")


_DENIED: Final = (
    "it needs neptune-db:StartLoaderJob, GetLoaderJobStatus and ListLoaderJobs for who calls, and for the cluster a"
    " role that may read the bucket; with IAM authentication off, give --no-neptune-iam"
)


def _client(endpoint: str, region: str, *, iam: bool) -> tuple[Any, Any]:
    try:
        import botocore.exceptions
        import botocore.session
        from botocore import UNSIGNED
        from botocore.config import Config
    except ImportError:
        raise SettingsError("loading into Neptune needs botocore: pip install 'identity-graph[neptune]'") from None
    config = Config(
        signature_version="v4" if iam else UNSIGNED,
        retries={"total_max_attempts": 1},
        connect_timeout=_CONNECT_S,
        read_timeout=_READ_S,
    )
    try:
        session = botocore.session.get_session()
        client = session.create_client("neptunedata", region_name=region, endpoint_url=endpoint, config=config)
    except (botocore.exceptions.BotoCoreError, ValueError) as error:
        raise SettingsError(f"--neptune-endpoint {endpoint}: {error}") from None
    return botocore.exceptions, client


def _status(payload: Any) -> LoadStatus:
    overall = payload["overallStatus"]
    rejected = sum(int(overall.get(name, 0)) for name in ("parsingErrors", "datatypeMismatchErrors", "insertErrors"))
    logs = (payload.get("errors") or {}).get("errorLogs") or ()
    return LoadStatus(
        status=str(overall["status"]),
        source=str(overall.get("fullUri", "")),
        records=int(overall.get("totalRecords", 0)),
        rejected=rejected,
        seconds=int(overall.get("totalTimeSpent", 0)),
        failed_files=tuple((str(feed["fullUri"]), str(feed["status"])) for feed in payload.get("failedFeeds") or ()),
        errors=tuple((str(log["errorCode"]), str(log["fileName"]), int(log["recordNum"])) for log in logs),
    )
