"""The bulk loader: source files of every kind to records, and records into an identity graph."""

from identity_graph_loaders.batches import Batch, read_records
from identity_graph_loaders.load import FileReport, LoadOptions, LoadReport, LoadTarget, load_files
from identity_graph_loaders.mapping import load_mapping, mapping_path, ready_mappings

__all__ = [
    "Batch",
    "FileReport",
    "LoadOptions",
    "LoadReport",
    "LoadTarget",
    "load_files",
    "load_mapping",
    "mapping_path",
    "read_records",
    "ready_mappings",
]
