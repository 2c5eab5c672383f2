"""A million generated records, loaded file by file and then resolved; each step is measured in its own process.

Run: ``.venv/bin/python -m benchmarks.scale [--records N] [--no-keep]`` (a million takes most of an hour).
"""

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import results
from benchmarks.measure import MIB_IN_KIB, Measured, conditions, identity_graph
from benchmarks.real_data import costs, evaluated
from benchmarks.show import show
from benchmarks.targets import Row

RECORDS = 1_000_000
SOURCES = {"core_banking": "csv", "kyc": "jsonl", "payments": "csv", "watchlist": "jsonl"}


def rows(records: int = RECORDS) -> Iterator[Row]:
    """A row for each step as it is done, then their sum."""
    with tempfile.TemporaryDirectory(prefix="identity-graph-scale-") as place:
        folder = Path(place)
        generated = identity_graph(folder / "none.db", "generate", str(folder), "--records", str(records), "--json")
        yield {"step": "generate (not in the sum)", "records": records, **costs(generated, records)}
        yield from _load_and_resolve(folder)


def _load_and_resolve(folder: Path) -> Iterator[Row]:
    store, steps, total = folder / "graph.db", list[Measured](), 0
    for source, ending in SOURCES.items():
        loaded = identity_graph(store, *_load_arguments(folder / f"{source}.{ending}", source))
        count = loaded.json["files"][0]["new"]
        steps.append(loaded)
        total += count
        yield {"step": f"load {source}", "records": count, **costs(loaded, count)}
    steps.append(identity_graph(store, "resolve", "--json"))
    yield {"step": "resolve", "records": total, **costs(steps[-1], total)}
    yield {"step": "load and resolve", "records": total, **costs(_sum(steps), total)} | _outcome(store, folder)


def _load_arguments(file: Path, source: str) -> list[str]:
    mapping = f"sample-{source.replace('_', '-')}"
    quarantine = str(file.with_suffix(".quarantine.jsonl"))
    options = ["--source", source, "--mapping", mapping, "--quarantine", quarantine]
    return ["load", str(file), *options, "--no-resolve", "--json"]


def _outcome(store: Path, folder: Path) -> Row:
    store_mib = round(store.stat().st_size / MIB_IN_KIB**2)
    return {"store_mib": store_mib, **evaluated(store, folder / "truth.csv")}


def _sum(steps: list[Measured]) -> Measured:
    seconds, cpu_s = sum(step.seconds for step in steps), sum(step.cpu_s for step in steps)
    return Measured("", seconds, cpu_s, max(step.peak_mib for step in steps))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=RECORDS)
    options.add_argument("--no-keep", action="store_true", help="show only; leave docs/results.md as it is")
    chosen = options.parse_args()
    under = conditions()
    done = show("scale", rows(chosen.records))
    if not chosen.no_keep:
        results.keep(results.with_rows(results.read(), "scale", done, under))


if __name__ == "__main__":
    main()
