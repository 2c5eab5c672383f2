"""Whole graphs for the bulk loaders of Neo4j and Neptune, as files; and Neptune's loader started and followed."""

from identity_graph.bulk.export import LOADED, BulkFormat, bulk_export
from identity_graph.bulk.folder import BulkFile, Manifest, is_url, read_manifest
from identity_graph.bulk.neptune_api import LoaderApi, LoadRequest, LoadStatus, Mode, NeptuneLoader, Parallelism
from identity_graph.bulk.neptune_load import Patience, follow_load, start_load
from identity_graph.bulk.source import Source

__all__ = [
    "LOADED",
    "BulkFile",
    "BulkFormat",
    "LoadRequest",
    "LoadStatus",
    "LoaderApi",
    "Manifest",
    "Mode",
    "NeptuneLoader",
    "Parallelism",
    "Patience",
    "Source",
    "bulk_export",
    "follow_load",
    "is_url",
    "read_manifest",
    "start_load",
]
