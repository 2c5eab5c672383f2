"""What commands did, in a few lines."""

from collections.abc import Sequence
from pathlib import Path

from identity_graph.graph import ExportedTable, ResolveReport
from identity_graph.presentation.output import console, print_json, table
from identity_graph.sample import SampleFiles
from identity_graph.schema import Schema
from identity_graph.stores import Counts


def resolved(report: ResolveReport, *, as_json: bool) -> None:
    """What a resolution did."""
    if as_json:
        print_json(report)
    elif not report.records:
        console().print("Nothing to resolve: every record has its identity.")
    else:
        changed = f"{report.written:,} nodes and links written, {report.removed:,} removed"
        if not (report.written or report.removed):
            changed = "nothing changed"
        console().print(f"Resolved {report.records:,} records over {report.pairs:,} candidate pairs: {changed}.")


def stats(counts: Counts, *, as_json: bool) -> None:
    """Nodes and links by kind and type."""
    if as_json:
        print_json(counts)
        return
    made = table("The graph", "nodes", "count", "links", "count", right=(1, 3))
    nodes = [(kind, f"{count:,}") for kind, count in counts.nodes.items() if count]
    links = [(type, f"{count:,}") for type, count in counts.links.items() if count]
    for row in range(max(len(nodes), len(links))):
        made.add_row(*(nodes[row] if row < len(nodes) else ("", "")), *(links[row] if row < len(links) else ("", "")))
    console().print(made)


def exported(tables: Sequence[ExportedTable], folder: Path, *, as_json: bool) -> None:
    """What was written."""
    if as_json:
        print_json(tables)
        return
    rows = sum(written.rows for written in tables)
    console().print(f"Wrote {rows:,} rows in {len(tables)} files to {folder}", soft_wrap=True)


def migrated(before: int, after: int, *, as_json: bool) -> None:
    """What a migration did."""
    if as_json:
        print_json({"from": before, "to": after})
    elif before == after:
        console().print(f"The graph is at schema version {after}; nothing to do.")
    else:
        console().print(f"Migrated the graph from schema version {before} to {after}.")


def sample(files: SampleFiles, *, as_json: bool) -> None:
    """What was generated."""
    if as_json:
        print_json(files)
        return
    made = table(f"{files.records:,} records of {files.people:,} people", "source", "records", right=(1,))
    for source, count in files.by_source.items():
        made.add_row(source, f"{count:,}")
    console().print(made)
    console().print(f"Truth: {files.truth}; rings: {files.ring_members}", soft_wrap=True)


def schema(declared: Schema, *, as_json: bool) -> None:
    """Kinds, types and properties."""
    if as_json:
        print_json({"version": declared.version, "hash": declared.hash, **declared.shape()})
        return
    made = table(
        f"Schema version {declared.version}", "kind or type", "property", "type", "personal", "meaning", whole=(2, 3)
    )
    kinds = [(kind.name, kind.meaning, kind.properties) for kind in declared.nodes.values()]
    types = [(type.name, type.meaning, type.properties) for type in declared.links.values()]
    for name, meaning, properties in (*kinds, *types):
        made.add_row(name, "", "", "", meaning, style="bold")
        for property in properties.values():
            made.add_row("", property.name, property.type, property.personal, property.meaning)
    console().print(made)
