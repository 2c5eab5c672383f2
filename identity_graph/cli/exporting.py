"""Commands that hand out: export, schema."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, cast

import typer

from identity_graph.cli import neptune_loading
from identity_graph.cli.options import Json
from identity_graph.cli.session import open_graph, session_of
from identity_graph.errors import SettingsError

if TYPE_CHECKING:
    from identity_graph.bulk import BulkFormat, Manifest

_TABLES: Final = ("parquet", "csv")
_BULK: Final = ("neo4j-admin", *neptune_loading.LOADER_FORMATS)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command(epilog="Example: identity-graph export out --format csv")(export)
    app.command(epilog="Example: identity-graph schema --json")(schema)


def export(
    ctx: typer.Context,
    folder: Annotated[
        str, typer.Argument(help="Where the files go. For bulk loaders: a new folder, or an address like s3://….")
    ],
    format: Annotated[str, typer.Option(help=f"{', '.join(_TABLES + _BULK)}.")] = "parquet",
    start_neptune_load: neptune_loading.StartLoad = False,
    neptune_endpoint: neptune_loading.Endpoint = None,
    s3_source: neptune_loading.S3Source = None,
    iam_role_arn: neptune_loading.RoleArn = None,
    region: neptune_loading.Region = None,
    neptune_iam: neptune_loading.Iam = True,
    neptune_mode: neptune_loading.LoadMode = "AUTO",
    neptune_parallelism: neptune_loading.LoadParallelism = "MEDIUM",
    neptune_fail_on_error: neptune_loading.FailOnError = True,
    neptune_queue: neptune_loading.Queue = True,
    neptune_load_id: neptune_loading.LoadId = None,
    as_json: Json = False,
) -> None:
    """Write the whole graph as files: one for each kind of node and type of link, or what a bulk loader takes."""
    if format not in _TABLES + _BULK:
        raise SettingsError(f"--format {format}: unknown; known are {', '.join(_TABLES + _BULK)}")
    if start_neptune_load or neptune_load_id:
        options = neptune_loading.LoadOptions(
            endpoint=neptune_endpoint,
            source=s3_source,
            role=iam_role_arn,
            region=region,
            iam=neptune_iam,
            mode=neptune_mode,
            parallelism=neptune_parallelism,
            fail_on_error=neptune_fail_on_error,
            queue=neptune_queue,
            load_id=neptune_load_id,
        )
        _load(ctx, folder, format, options, as_json=as_json)
    elif format in _BULK:
        _exported(_for_loader(ctx, folder, format), folder, as_json=as_json)
    else:
        _tables(ctx, Path(folder), format, as_json=as_json)


def schema(as_json: Json = False) -> None:
    """Print the graph's schema: kinds, properties, and how personal each is."""
    from identity_graph import presentation
    from identity_graph.schema import declared_schema

    presentation.schema(declared_schema(), as_json=as_json)


def _tables(ctx: typer.Context, folder: Path, format: str, *, as_json: bool) -> None:
    from identity_graph import presentation

    graph = open_graph(ctx)
    presentation.exported(graph.export(folder, "csv" if format == "csv" else "parquet"), folder, as_json=as_json)


def _for_loader(ctx: typer.Context, folder: str, format: str) -> "Manifest":
    from identity_graph import presentation
    from identity_graph.graph.exporting import export_for_loader

    graph = open_graph(ctx)
    sizes = graph.counts()
    with presentation.progress("Writing", sum(sizes.nodes.values()) + sum(sizes.links.values())) as advance:
        return export_for_loader(graph.store, folder, cast("BulkFormat", format), advance)


def _load(ctx: typer.Context, folder: str, format: str, options: neptune_loading.LoadOptions, *, as_json: bool) -> None:
    """A finished export is not written again: it may have been uploaded, and loading it again goes on where a load that
    failed ended."""
    from identity_graph import presentation
    from identity_graph.bulk import Patience, is_url, read_manifest

    if format not in neptune_loading.LOADER_FORMATS:
        raise SettingsError(f"--start-neptune-load needs --format {' or '.join(neptune_loading.LOADER_FORMATS)}")
    manifest = read_manifest(folder)
    if manifest is None and not is_url(folder):
        raise SettingsError(f"{folder} holds no finished export; export first, then upload it to S3, then load it")
    if manifest is not None and manifest.format != format:
        raise SettingsError(f"{folder} holds an export of the format {manifest.format}, not {format}")
    manifest = manifest or _for_loader(ctx, folder, format)
    patience = Patience(session_of(ctx).settings.retry_for_s)
    status = neptune_loading.load_into_neptune(folder, manifest, options, patience)
    if as_json:
        presentation.print_json({"export": manifest, "load": status})
    else:
        presentation.console().print(
            f"Neptune loaded {status.records:,} rows in {status.seconds:,} s from {status.source}"
        )


def _exported(manifest: "Manifest", folder: str, *, as_json: bool) -> None:
    from identity_graph import presentation

    if as_json:
        presentation.print_json(manifest)
    else:
        written = f"Wrote {manifest.rows:,} rows in {len(manifest.files)} files to {folder}; its README.md says how on"
        presentation.console().print(written, soft_wrap=True)
