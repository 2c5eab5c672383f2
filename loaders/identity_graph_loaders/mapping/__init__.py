"""Mapping files: which column of a source says what, as YAML a non-programmer can review."""

from identity_graph_loaders.mapping.apply import UnfitRow, compile_mapping
from identity_graph_loaders.mapping.load import NamedMapping, load_mapping, mapping_path, parse_mapping, ready_mappings
from identity_graph_loaders.mapping.model import MappingFile

__all__ = [
    "MappingFile",
    "NamedMapping",
    "UnfitRow",
    "compile_mapping",
    "load_mapping",
    "mapping_path",
    "parse_mapping",
    "ready_mappings",
]
