"""Graphs written to folders as `identity-graph export` writes them, to run procedures on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from graphalytics import Case, Value

from identity_graph.analytics.selection import Selection

LINKED = "LINKED"


@dataclass(frozen=True, slots=True)
class ExportedCase:
    """A Graphalytics case as an export: whole numbers are ids of the same order."""

    case: Case
    folder: str

    @property
    def selection(self) -> Selection:
        weight = "length" if self.case.procedure == "sssp" else None
        return Selection((LINKED,), kinds=("Identity",), weight=weight, directed=self.case.directed)

    @property
    def parameters(self) -> dict[str, object]:
        return {name: id_of(int(v)) if name == "start" else v for name, v in self.case.parameters.items()}

    def differing(self, table: pa.Table) -> dict[int, tuple[Value, Value]]:
        """See `Case.differing`."""
        columns = [column.to_pylist() for column in table.columns]
        numbers = [[number_of(v) if isinstance(v, str) else v for v in column] for column in columns]
        return self.case.differing(pa.table(dict(zip(table.column_names, numbers, strict=True))))


def export_case(case: Case, folder: Path) -> ExportedCase:
    """Write the case's graph to ``folder``."""
    network = case.network
    ids = [id_of(number) for number in network.ids.to_pylist()]
    ends = {name: pa.array([ids[n] for n in getattr(network, name)], pa.string()) for name in ("source", "target")}
    weight = {} if network.weight is None else {"length": pa.array(network.weight)}
    write_export(folder, {"Identity": ids}, {LINKED: pa.table({**ends, **weight})})
    return ExportedCase(case, str(folder))


def write_export(folder: Path, nodes: Mapping[str, Sequence[str]], links: Mapping[str, pa.Table]) -> None:
    """Nodes by kind, links by type."""
    for part in ("nodes", "links"):
        (folder / part).mkdir(parents=True)
    for kind, ids in nodes.items():
        pq.write_table(pa.table({"id": pa.array(ids, pa.string())}), folder / "nodes" / f"{kind}.parquet")
    for type, table in links.items():
        pq.write_table(table, folder / "links" / f"{type}.parquet")


def id_of(number: int) -> str:
    return f"idn_{number:020d}"


def number_of(id: str) -> int:
    return int(id.removeprefix("idn_"))
