"""A million generated records, normalized by two processes: comparable values, blocking keys and identifier nodes.

Run: ``.venv/bin/python -m benchmarks.normalizing [--records N]``; ``--part K`` is one of its two processes.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import MIB_IN_KIB, identity_graph
from benchmarks.show import show
from benchmarks.targets import Row

RECORDS, PARTS = 1_000_000, 2
ALL = "all"


def rows(records: int = RECORDS) -> Iterator[Row]:
    """A row for each process and one for all: the seconds of the slower one."""
    with tempfile.TemporaryDirectory(prefix="identity-graph-normalizing-") as folder:
        identity_graph(Path(folder) / "none.db", "generate", folder, "--records", str(records), "--json")
        command = [sys.executable, "-m", "benchmarks.normalizing", "--folder", folder, "--part"]
        running = [subprocess.Popen([*command, str(part)], stdout=subprocess.PIPE) for part in range(PARTS)]
        parts: list[Row] = [json.loads(process.communicate()[0]) for process in running]
    yield from parts
    count = sum(int(part["records"]) for part in parts)
    slowest = max(float(part["seconds"]) for part in parts)
    cpu = sum(float(part["cpu_s"]) for part in parts)
    peak = max(float(part["peak_mib"]) for part in parts)
    yield {"process": ALL, "records": count, "seconds": slowest, "cpu_s": round(cpu, 1), "peak_mib": peak} | {
        "micros": round(1e6 * cpu / count)
    }


def part(folder: Path, number: int) -> Row:
    """Every other batch of each file. Reading the files is not in the seconds, all normalizing is."""
    from identity_graph_loaders.batches import read_records
    from identity_graph_loaders.demo import SOURCES
    from identity_graph_loaders.mapping import load_mapping

    from identity_graph.collector import spare_the_collector
    from identity_graph.normalize import blocking_keys, comparable, identifier_keys

    spare_the_collector()  # as the command line does
    records, seconds, cpu, kinds = 0, 0.0, 0.0, Counter[str]()
    for source, mapping in SOURCES.items():
        file = next(folder.glob(f"{source}.*"))
        for at, batch in enumerate(read_records(str(file), load_mapping(mapping), source, lambda _bad: None)):
            if at % PARTS != number:
                continue
            began, began_cpu = time.perf_counter(), time.process_time()
            for record in batch.records:
                kinds["keys"] += len(blocking_keys(comparable(record)))
                kinds["nodes"] += len(identifier_keys(record))
            seconds, cpu = seconds + time.perf_counter() - began, cpu + time.process_time() - began_cpu
            records += len(batch.records)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB_IN_KIB
    made = {"keys": kinds["keys"], "nodes": kinds["nodes"]}
    row: Row = {"process": str(number + 1), "records": records, "seconds": round(seconds, 1), "cpu_s": round(cpu, 1)}
    return row | made | {"micros": round(1e6 * cpu / records), "peak_mib": round(peak)}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=RECORDS)
    options.add_argument("--folder", type=Path)
    options.add_argument("--part", type=int)
    chosen = options.parse_args()
    if chosen.part is None:
        show("normalizing", rows(chosen.records))
    else:
        print(json.dumps(part(chosen.folder, chosen.part)))


if __name__ == "__main__":
    main()
