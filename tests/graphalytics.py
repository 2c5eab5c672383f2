"""The graphs and expected results of LDBC Graphalytics, for every engine: networks, parameters, what must come out.

They lie in ``../shared/data/graphalytics`` (or where ``IDENTITY_GRAPH_DATA`` says)."""

import math
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from identity_graph.analytics.network import Network, network_of_table

ROOT = Path(__file__).parents[1]
FOLDER = Path(os.environ.get("IDENTITY_GRAPH_DATA") or ROOT.parent / "shared" / "data") / "graphalytics"
PROCEDURES = {"bfs": "bfs", "cdlp": "cdlp", "lcc": "lcc", "pr": "pagerank", "sssp": "sssp", "wcc": "wcc"}
"""Ours by theirs."""
PARAMETERS = {"source-vertex": "start", "max-iterations": "iterations", "num-iterations": "iterations"}
TOLERANCE = 1e-4
"""Relative, of scores: as LDBC's own validation has it."""
Value = int | float | None


@dataclass(frozen=True, slots=True)
class Case:
    """One procedure on one graph. ``expected`` is by vertex, null where none is reached. WCC's expected labels say only
    who is with whom; CDLP's are the labels themselves."""

    name: str
    procedure: str
    parameters: Mapping[str, int | float]
    expected: Mapping[int, Value]
    graph: Path
    directed: bool

    @property
    def network(self) -> Network:
        """The graph; vertices are whole numbers. Shortest paths have weights."""
        vertices, links = _vertices_and_links(self.graph)
        weighted = self.procedure == "sssp"
        columns = {"source": [e[0] for e in links], "target": [e[1] for e in links]}
        weights = {"weight": [e[2] for e in links]} if weighted else {}
        table = pa.table({**columns, **weights})
        return network_of_table(table, pa.array(vertices, pa.int64()), directed=self.directed)

    def differing(self, table: pa.Table) -> dict[int, tuple[Value, Value]]:
        """Vertices whose result is another than expected: (ours, theirs). Empty is right."""
        id, value = (table.column(n).to_pylist() for n in (0, 1))
        ours = dict(zip(id, value, strict=True))
        theirs = _by_smallest(self.expected) if self.procedure == "wcc" else self.expected
        every = ours.keys() | theirs.keys()
        return {v: (ours.get(v), theirs.get(v)) for v in every if not _same(ours.get(v), theirs.get(v))}


def cases() -> Iterator[Case]:
    """All 24: twelve graphs, six procedures."""
    for file in sorted((FOLDER / "properties").glob("*.properties")):
        properties = _properties(file)
        name = file.stem
        directed = properties[f"graph.{name}.directed"] == "true"
        for theirs in properties[f"graph.{name}.algorithms"].split(", "):
            graph, output = _files(name, theirs, directed)
            yield Case(
                f"{name}-{theirs}",
                PROCEDURES[theirs],
                _parameters(properties, f"graph.{name}.{theirs}."),
                _expected(output),
                graph,
                directed,
            )


def _files(name: str, algorithm: str, directed: bool) -> tuple[Path, Path]:
    if name.startswith("example"):
        return FOLDER / "example" / f"{name}.e", FOLDER / "example" / f"{name}-{algorithm.upper()}"
    stem = "dir" if directed else "undir"
    lines = FOLDER / algorithm / f"{stem}-input"
    return lines if lines.exists() else lines.with_suffix(".e"), FOLDER / algorithm / f"{stem}-output"


def _vertices_and_links(graph: Path) -> tuple[list[int], list[tuple[int, int, float]]]:
    """``.e`` has a link a line and its vertices in a ``.v``; others have a vertex and all its neighbours a line."""
    rows = [line.split() for line in graph.read_text("utf-8").splitlines() if line.strip()]
    if graph.suffix == ".e":
        vertices = [int(line) for line in graph.with_suffix(".v").read_text("utf-8").split()]
        return vertices, [(int(s), int(t), float(w)) for s, t, w in rows]
    return [int(row[0]) for row in rows], [(int(row[0]), int(t), 1.0) for row in rows for t in row[1:]]


def _properties(file: Path) -> dict[str, str]:
    lines = (line.partition("=") for line in file.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {key.strip(): value.strip() for key, equals, value in lines if equals}


def _parameters(properties: Mapping[str, str], prefix: str) -> dict[str, int | float]:
    found = {key.removeprefix(prefix): value for key, value in properties.items() if key.startswith(prefix)}
    numbers = {PARAMETERS[key]: int(value) for key, value in found.items() if key in PARAMETERS}
    return numbers | ({"damping": float(found["damping-factor"])} if "damping-factor" in found else {})


def _expected(output: Path) -> dict[int, Value]:
    rows = (line.split() for line in output.read_text("utf-8").splitlines() if line.strip())
    return {int(vertex): _value(text) for vertex, text in rows}


def _value(text: str) -> Value:
    """Unreached is the largest int64 in BFS, infinity in SSSP."""
    if text in (str(2**63 - 1), "Infinity", "infinity", "inf"):
        return None
    return float(text) if "." in text or "e" in text.lower() else int(text)


def _by_smallest(labels: Mapping[int, Value]) -> dict[int, Value]:
    smallest: dict[Value, int] = {}
    for vertex in sorted(labels):
        smallest.setdefault(labels[vertex], vertex)
    return {vertex: smallest[label] for vertex, label in labels.items()}


def _same(ours: Value, theirs: Value) -> bool:
    if ours is None or theirs is None:
        return ours is theirs
    return math.isclose(ours, theirs, rel_tol=TOLERANCE, abs_tol=1e-12)
