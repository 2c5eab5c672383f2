"""The sample as files: the only module here that touches the disk."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from identity_graph.sample.dice import scattered
from identity_graph.sample.sources import CSV_COLUMNS, KEYS
from identity_graph.sample.stream import SampleRow, generate_rows

Progress = Callable[[int], None]
_PROGRESS_ROWS = 1000
_ID_SPACE = 10**9
_ID_FORMATS = {"core_banking": "{:09d}", "kyc": "APP-{:09d}", "payments": "acc_{:08x}", "watchlist": "WL-{:09d}"}
_RING_COLUMNS = ("ring", "entity_id", "source", "record_id")
_encode = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class SampleFiles:
    """Where the sample lies and what is in it; ``rings`` counts members, the other counts are records."""

    core_banking: Path
    kyc: Path
    payments: Path
    watchlist: Path
    truth: Path
    ring_members: Path
    records: int
    people: int
    by_country: dict[str, int]
    by_source: dict[str, int]
    rings: dict[str, int]


def write_sample(folder: Path, records: int = 10_000, seed: int = 7, progress: Progress | None = None) -> SampleFiles:
    """Write the four sources, the truth and the rings; the same arguments give the same bytes.

    ``progress`` is called with the number of rows newly written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tally = _Tally()
    with ExitStack() as stack:
        sheets = _Sheets(folder, stack)
        for written, (row, record_id) in enumerate(_identified(generate_rows(records, seed), seed), start=1):
            sheets.write(row, record_id)
            tally.add(row)
            if progress and written % _PROGRESS_ROWS == 0:
                progress(_PROGRESS_ROWS)
    if progress and records % _PROGRESS_ROWS:
        progress(records % _PROGRESS_ROWS)
    return tally.files(folder, records)


def _identified(rows: Iterator[SampleRow], seed: int) -> Iterator[tuple[SampleRow, str]]:
    # Ids follow the scattered order, so that they say nothing about who a record belongs to.
    for place, row in enumerate(rows, start=1):
        yield row, _ID_FORMATS[row.source].format(scattered(place, _ID_SPACE, seed))


class _Sheets:
    """The open files, each with the function that adds one row to it."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        def opened(name: str) -> TextIO:
            return stack.enter_context((folder / name).open("w", encoding="utf-8", newline=""))

        self._tables = {source: csv.writer(opened(f"{source}.csv"), lineterminator="\n") for source in CSV_COLUMNS}
        self._lines = {source: opened(f"{source}.jsonl") for source in KEYS if source not in CSV_COLUMNS}
        self._truth = csv.writer(opened("truth.csv"), lineterminator="\n")
        self._rings = csv.writer(opened("rings.csv"), lineterminator="\n")
        self._write_headers()

    def write(self, row: SampleRow, record_id: str) -> None:
        """Add the row to its source, to the truth, and to the rings if it belongs to one."""
        if row.source in self._tables:
            self._tables[row.source].writerow([record_id, *row.fields.values()])
        else:
            self._lines[row.source].write(_encode({KEYS[row.source]: record_id, **row.fields}) + "\n")
        self._truth.writerow((row.source, record_id, row.entity_id, row.country))
        if row.ring:
            self._rings.writerow((row.ring, row.entity_id, row.source, record_id))

    def _write_headers(self) -> None:
        for source, table in self._tables.items():
            table.writerow(CSV_COLUMNS[source])
        self._truth.writerow(("source", "record_id", "entity_id", "market"))
        self._rings.writerow(_RING_COLUMNS)


class _Tally:
    """Counts as rows go by. People are counted in a bitmap by serial, one bit each, so that a million cost little."""

    def __init__(self) -> None:
        self._seen = bytearray()
        self._people = 0
        self._countries: Counter[str] = Counter()
        self._sources: Counter[str] = Counter()
        self._rings: dict[str, set[str]] = {}

    def add(self, row: SampleRow) -> None:
        """Count the row."""
        self._countries[row.country] += 1
        self._sources[row.source] += 1
        self._count_person(int(row.entity_id[1:]))
        if row.ring:
            self._rings.setdefault(row.ring, set()).add(row.entity_id)

    def _count_person(self, serial: int) -> None:
        place, bit = divmod(serial, 8)
        if place >= len(self._seen):
            self._seen.extend(bytes(place + 1 - len(self._seen)))
        if not self._seen[place] >> bit & 1:
            self._seen[place] |= 1 << bit
            self._people += 1

    def files(self, folder: Path, records: int) -> SampleFiles:
        """The finished sample."""
        return SampleFiles(
            core_banking=folder / "core_banking.csv",
            kyc=folder / "kyc.jsonl",
            payments=folder / "payments.csv",
            watchlist=folder / "watchlist.jsonl",
            truth=folder / "truth.csv",
            ring_members=folder / "rings.csv",
            records=records,
            people=self._people,
            by_country=dict(sorted(self._countries.items())),
            by_source=dict(sorted(self._sources.items())),
            rings={ring: len(members) for ring, members in sorted(self._rings.items())},
        )
