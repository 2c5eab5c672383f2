"""The tables of `docs/results.md`: what each benchmark measures, its columns, and what was to be reached."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from benchmarks.targets import Target


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``digits`` are those behind the point."""

    name: str
    heading: str
    digits: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One benchmark's part of the page."""

    title: str
    about: str
    columns: tuple[Column, ...]
    targets: tuple[Target, ...] = ()


_COSTS: Final = (
    Column("seconds", "seconds", 1),
    Column("cpu_s", "processor seconds", 1),
    Column("records_per_s", "records/s", 0),
    Column("peak_mib", "peak memory, MiB", 0),
)
_QUALITY: Final = (
    Column("precision", "pairwise precision", 3),
    Column("recall", "recall", 3),
    Column("f1", "F1", 3),
    Column("b_cubed_f1", "B-cubed F1", 3),
    Column("missing", "missing", 0),
)


def _ours(name: str) -> dict[str, str]:
    return {"set": name, "program": "identity-graph"}


_REAL_DATA: Final = Table(
    "Real data",
    "Each set is loaded and resolved into a new SQLite store by one `identity-graph load` command, with its ready "
    "mapping and the defaults; nothing is tuned on labels, and `evaluate` reads the truth only afterwards. Seconds and "
    "memory are those of the whole process, from its start to its end; “of it loading” is the part before resolving. "
    "Records of the truth that are in quarantine are “missing”: no figure counts them. Splink, run alone in the same "
    "run with the model of its own demo, is the peer: it keeps no graph, no evidence and no history. On FEBRL 4 its "
    "demo knows that neither file has duplicates of its own; ours is not told.",
    (
        Column("set", "set"),
        Column("program", "program"),
        Column("rows", "rows", 0),
        Column("quarantined", "quarantined", 0),
        Column("records", "records", 0),
        Column("identities", "identities", 0),
        *_QUALITY,
        Column("load_s", "of it loading, s", 1),
        *_COSTS,
    ),
    (
        Target("historical 50k: pairwise F1", _ours("historical 50k"), "f1", "at least", 0.80),
        Target("historical 50k: loaded and resolved, seconds", _ours("historical 50k"), "seconds", "at most", 90),
        Target("historical 50k: peak memory, MiB", _ours("historical 50k"), "peak_mib", "at most", 2048),
        Target("FEBRL 4: pairwise F1", _ours("FEBRL 4"), "f1", "at least", 0.97),
        Target("Senzing truth set: pairwise F1", _ours("senzing-truth-set"), "f1", "at least", 0.90),
    ),
)
_SCALE: Final = Table(
    "A million records",
    "Generated records of 12 countries (`identity-graph generate`), one command for each step, each in a process of "
    "its own; the last row is their sum, with the memory of the largest.",
    (Column("step", "step"), Column("records", "records", 0), *_COSTS, Column("store_mib", "store, MiB", 0), *_QUALITY),
    (
        Target("peak memory of the largest process, MiB", {"step": "load and resolve"}, "peak_mib", "at most", 3072),
        Target("records", {"step": "load and resolve"}, "records", "at least", 1_000_000),
    ),
)
_STORE: Final = Table(
    "The SQLite store",
    "Nodes and links in, the same again, look-ups, neighbourhoods, on a made-up graph of 30,000 records with two nodes "
    "and four links for each; every change set is durable when `apply` returns.",
    (Column("what", "what"), Column("value", "value"), Column("unit", "unit")),
)
TABLES: Final[Mapping[str, Table]] = {"real_data": _REAL_DATA, "scale": _SCALE, "store_speed": _STORE}
"""By the benchmark's name, in the order of the page."""
