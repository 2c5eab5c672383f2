"""The part of ``export`` that has Neptune load what was exported."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Final, cast

import typer

from identity_graph.errors import SettingsError

if TYPE_CHECKING:
    from identity_graph.bulk import LoadRequest, LoadStatus, Manifest, Mode, Parallelism, Patience

LOADER_FORMATS: Final = {"neptune-csv": "csv", "neptune-opencypher-csv": "opencypher"}

StartLoad = Annotated[
    bool, typer.Option("--start-neptune-load", help="Have Neptune load the export, and follow it to its end.")
]
Endpoint = Annotated[str | None, typer.Option(metavar="URL", help="The cluster, https://HOST:8182.")]
S3Source = Annotated[
    str | None, typer.Option(metavar="s3://…", help="Where the export's data/ is; that of FOLDER if that is on S3.")
]
RoleArn = Annotated[str | None, typer.Option(metavar="ARN", help="The role by which the cluster reads the bucket.")]
Region = Annotated[str | None, typer.Option(help="Of cluster and bucket, e.g. eu-central-1.")]
Iam = Annotated[bool, typer.Option("--neptune-iam/--no-neptune-iam", help="Whether the cluster wants signed requests.")]
LoadMode = Annotated[str, typer.Option(help="AUTO (goes on with a failed load), NEW or RESUME.")]
LoadParallelism = Annotated[str, typer.Option(help="LOW, MEDIUM, HIGH or OVERSUBSCRIBE: the cluster's threads.")]
FailOnError = Annotated[bool, typer.Option(help="Whether a row that cannot be loaded ends the load.")]
Queue = Annotated[bool, typer.Option(help="Whether to wait in the cluster's queue behind other loads.")]
LoadId = Annotated[
    str | None, typer.Option(metavar="ID", help="Follow this load, which was started before; start none.")
]


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """The options as given."""

    endpoint: str | None
    source: str | None
    role: str | None
    region: str | None
    iam: bool
    mode: str
    parallelism: str
    fail_on_error: bool
    queue: bool
    load_id: str | None


def load_into_neptune(folder: str, manifest: "Manifest", options: LoadOptions, patience: "Patience") -> "LoadStatus":
    """Start the load of a finished export, or follow one that was started; returns its last status. Says the load's id
    on standard error before it waits. Raises `SettingsError`, `StoreError` and its kinds."""
    from identity_graph import presentation
    from identity_graph.bulk import NeptuneLoader, follow_load, start_load

    endpoint, region = _given("--neptune-endpoint", options.endpoint), _given("--region", options.region)
    with NeptuneLoader(endpoint, region, iam=options.iam) as loader:
        load_id = options.load_id or start_load(loader, _request(folder, manifest, options, region), patience)
        typer.echo(f"load {load_id}; to follow it again: the same command with --neptune-load-id {load_id}", err=True)
        with presentation.progress("Neptune loads", manifest.rows) as advance:
            return follow_load(loader, load_id, patience, _advancing(advance))


def _request(folder: str, manifest: "Manifest", options: LoadOptions, region: str) -> "LoadRequest":
    from identity_graph.bulk import LOADED, LoadRequest

    own = f"{folder.rstrip('/')}/{LOADED}/" if folder.startswith("s3://") else None
    return LoadRequest(
        source=_given("--s3-source", options.source or own),
        format="csv" if manifest.format == "neptune-csv" else "opencypher",
        iam_role_arn=_given("--iam-role-arn", options.role),
        region=region,
        mode=cast("Mode", options.mode),  # checked by LoadRequest
        parallelism=cast("Parallelism", options.parallelism),
        fail_on_error=options.fail_on_error,
        queue=options.queue,
    )


def _given(option: str, value: str | None) -> str:
    if not value:
        raise SettingsError(f"--start-neptune-load needs {option}")
    return value


def _advancing(advance: Callable[[int], None]) -> Callable[["LoadStatus"], None]:
    """The loader says how many rows it has in all, the bar wants how many more."""
    shown = 0

    def report(status: "LoadStatus") -> None:
        nonlocal shown
        advance(status.records - shown)
        shown = status.records

    return report
