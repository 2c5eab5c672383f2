"""A whole graph as a folder of files for one of the bulk loaders."""

from collections.abc import Callable
from typing import Final, Literal

from identity_graph.bulk.csv_file import Written, write_csv
from identity_graph.bulk.folder import BulkFile, Folder, Manifest, new_folder, write_manifest
from identity_graph.bulk.guide import neo4j_guide, neptune_guide
from identity_graph.bulk.source import Source
from identity_graph.bulk.table import Table
from identity_graph.errors import StoreBusy

BulkFormat = Literal["neo4j-admin", "neptune-csv", "neptune-opencypher-csv"]
LOADED: Final = "data"
"""The part of a Neptune export that its loader is pointed to: it would take any file beside for data."""


def bulk_export(source: Source, target: str, format: BulkFormat, progress: Callable[[int], None]) -> Manifest:
    """Write the graph to a new folder (a path or an fsspec URL); ``progress`` is told how many nodes and links more.
    Memory is bounded by the source's pages. Raises `SettingsError` for a folder that is not empty, `StoreBusy` where
    the graph was written meanwhile, `StoreError` naming kind, property and id of a value the format cannot hold."""
    with new_folder(target) as folder:
        files = (
            _neo4j(source, folder, progress) if format == "neo4j-admin" else _neptune(source, folder, format, progress)
        )
        if source.written_since():
            raise StoreBusy("the graph was written while it was being exported; export again")
        rows = sum(file.rows for file in files)
        manifest = Manifest(format, source.schema.version, source.schema.hash, rows, tuple(files))
        write_manifest(folder, manifest)
    return manifest


def _neo4j(source: Source, folder: Folder, progress: Callable[[int], None]) -> list[BulkFile]:
    # late: it brings Neo4j's driver
    from identity_graph.bulk.neo4j_admin import Marked, neo4j_tables
    from identity_graph.bulk.neo4j_finish import finishing_statements, import_arguments

    marked: set[Marked] = set()
    written = [_written(folder, table, "", progress) for table in neo4j_tables(source, marked)]
    files = [file for file, _ in written]
    longest, multiline = max(all.longest for _, all in written), any(all.multiline for _, all in written)
    folder.write("import.args", import_arguments([f.name for f in files], longest=longest, multiline=multiline))
    folder.write("finish.cypher", "".join(f"{statement};\n" for statement in finishing_statements(source, marked)))
    folder.write("README.md", neo4j_guide())
    return files


def _neptune(source: Source, folder: Folder, format: BulkFormat, progress: Callable[[int], None]) -> list[BulkFile]:
    from identity_graph.bulk.neptune_csv import GREMLIN, OPENCYPHER, neptune_tables  # late: gremlinpython

    tables = neptune_tables(source, GREMLIN if format == "neptune-csv" else OPENCYPHER)
    files = [_written(folder, table, f"{LOADED}/", progress)[0] for table in tables]
    folder.write("README.md", neptune_guide(format))
    return files


def _written(folder: Folder, table: Table, prefix: str, progress: Callable[[int], None]) -> tuple[BulkFile, Written]:
    name = f"{prefix}{table.name}.csv"
    all = Written(0, 0, multiline=False)
    with folder.file(name) as file:
        for page in write_csv(table, file):
            all = all.with_page(page)
            progress(0 if table.internal else page.rows)
        size = file.tell()
    return BulkFile(name, all.rows, size), all
