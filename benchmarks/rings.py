"""Rings found, beside plain communities and chance: on the demo's sample, which has two planted rings, and on AMLSim's
payments, whose accounts say whether they are part of a fraud.

Run: ``.venv/bin/python -m benchmarks.rings [--keep]``.
"""

import argparse
import csv
import io
import json
import sys
import tarfile
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from benchmarks import results
from benchmarks.datasets import ROOT
from benchmarks.measure import conditions, identity_graph, run
from benchmarks.show import show
from benchmarks.targets import Row

PAYMENTS = ROOT.parent / "shared" / "data" / "payments" / "20K_fanin200cycle200.tgz"
Group = Collection[Any]
DAYS_PASSED_ON = 10


def rows() -> Iterator[Row]:
    """Each in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="identity-graph-bench-") as folder:
        store = Path(folder) / "graph.db"
        identity_graph(store, "demo", "--folder", str(Path(folder) / "sample"))
        yield from run([sys.executable, "-m", "benchmarks.rings", "--sample", folder]).json
    if PAYMENTS.is_file():
        yield from run([sys.executable, "-m", "benchmarks.rings", "--payments"]).json


def sample(folder: Path) -> list[Row]:
    """Members of planted rings among the identities of what was found."""
    from identity_graph import IdentityGraph
    from identity_graph.analytics import communities_of
    from identity_graph.graph import RING_SIGNALS, SHARED_SIGNALS
    from identity_graph.procedures import run as run_procedure

    with IdentityGraph.open(f"sqlite:{folder / 'graph.db'}") as graph:
        with (folder / "sample" / "rings.csv").open(newline="", encoding="utf-8") as file:
            records = [graph.reference(f"{row['source']}:{row['record_id']}") for row in csv.DictReader(file)]
        identity = graph.assignments()
        rings = run_procedure(graph.store, "rings", RING_SIGNALS, engine="local")
        components = run_procedure(graph.store, "wcc", SHARED_SIGNALS, engine="local")
    members = {identity[record] for record in records}
    everyone = set(identity.values())
    found = rings.table["members"].to_pylist()
    shared = components.selected.links if components.selected else None
    plain = [community.identities for community in communities_of(components.table, shared)]
    return [
        _row("demo's sample", "rings", found, members, everyone),
        _row("demo's sample", "components over shared signals", plain, members, everyone),
    ]


def payments() -> list[Row]:
    """Accounts, and whom they pay as what they share."""
    import numpy as np
    import pyarrow as pa

    from identity_graph.analytics import local
    from identity_graph.analytics.network import network_of_table

    accounts, transfers = (_table(name) for name in ("nodes.csv", "transactions.csv"))
    fraud = {int(row["nodeid"]) for row in accounts if row["isFraud"] == "1"}
    everyone = {int(row["nodeid"]) for row in accounts}
    source = np.array([int(row["sourceNodeId"]) for row in transfers])
    target = np.array([int(row["targetNodeId"]) for row in transfers])
    both = pa.table({"source": source, "target": target + max(everyone) + 1})
    rings = local.run("rings", network_of_table(both, directed=True), {"household": "none"})["members"].to_pylist()
    plain = network_of_table(pa.table({"source": source, "target": target}))
    found = [_row("payments", "rings over payees", rings, fraud, everyone)]
    for name in ("leiden", "cdlp"):
        found.append(_row("payments", name, _groups(local.run(name, plain)), fraud, everyone))
    groups = _passed_on(transfers)
    return [*found, _row("payments", "components of amounts passed on", groups, fraud, everyone)]


def _passed_on(transfers: list[dict[str, str]]) -> list[list[int]]:
    """Accounts joined by transfers whose receiver pays the same amount on soon after."""
    import pyarrow as pa

    from identity_graph.analytics import local
    from identity_graph.analytics.network import network_of_table

    paid: dict[tuple[str, str], list[dict[str, str]]] = {}
    for transfer in transfers:
        paid.setdefault((transfer["sourceNodeId"], transfer["value"]), []).append(transfer)
    joined = []
    for first in transfers:
        for second in paid.get((first["targetNodeId"], first["value"]), ()):
            if 0 <= int(second["time"]) - int(first["time"]) <= DAYS_PASSED_ON:
                joined += [first, second]
    ends = {end: [int(each[f"{end}NodeId"]) for each in joined] for end in ("source", "target")}
    return _groups(local.run("wcc", network_of_table(pa.table(ends))))


def _groups(table: Any) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for account, label in zip(table["id"].to_pylist(), table["label"].to_pylist(), strict=True):
        groups.setdefault(label, []).append(account)
    return list(groups.values())


def _table(name: str) -> list[dict[str, str]]:
    with tarfile.open(PAYMENTS) as archive:
        (member,) = [each for each in archive.getmembers() if each.name.endswith(f"/{name}")]
        return list(csv.DictReader(io.TextIOWrapper(archive.extractfile(member), "utf-8")))  # type: ignore[arg-type]


def _row(data: str, method: str, groups: Collection[Group], wanted: set[Any], everyone: set[Any]) -> Row:
    """Precision and recall of all members of all groups; and the recall of those groups alone of whose members most are
    wanted."""
    members = [set(group) for group in groups]
    chance = len(wanted) / len(everyone)
    all_of_them = set().union(*members) if members else set()
    mostly = [group for group in members if len(group & wanted) * 2 > len(group)]
    return {
        "data": data,
        "method": method,
        "groups": len(members),
        "mostly": len(mostly),
        "members": len(all_of_them),
        "precision": round(len(all_of_them & wanted) / max(len(all_of_them), 1), 4),
        "recall": round(len(all_of_them & wanted) / len(wanted), 4),
        "in_mostly": round(len(set().union(*mostly) & wanted) / len(wanted), 4) if mostly else 0.0,
        "chance": round(chance, 4),
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sample", type=Path, help=argparse.SUPPRESS)
    options.add_argument("--payments", action="store_true", help=argparse.SUPPRESS)
    options.add_argument("--keep", action="store_true", help="write docs/results.md")
    chosen = options.parse_args()
    if chosen.sample or chosen.payments:
        print(json.dumps(sample(chosen.sample) if chosen.sample else payments()))
        return
    under = conditions()
    done = show("rings", rows())
    if chosen.keep:
        results.keep(results.with_rows(results.read(), "rings", done, under))


if __name__ == "__main__":
    main()
