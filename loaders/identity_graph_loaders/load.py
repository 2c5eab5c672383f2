"""Files into a graph: read, mapped, loaded batch by batch, and what came of it."""

import os
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from identity_graph.errors import SettingsError
from identity_graph_loaders.batches import BATCH_ROWS, Batch, read_records
from identity_graph_loaders.mapping import NamedMapping, load_mapping
from identity_graph_loaders.quarantine import MAX_BAD_ROWS, Quarantine, quarantine_path
from identity_graph_loaders.readers import Format
from identity_graph_loaders.readers.open import STANDARD_INPUT, shown


class Loaded(Protocol):
    """What one batch changed, in records. ``already``: the graph held all of it, and nothing was written."""

    @property
    def new(self) -> int:
        """Records the graph had not."""
        ...

    @property
    def changed(self) -> int:
        """Records the graph had with other content."""
        ...

    @property
    def unchanged(self) -> int:
        """Records the graph had like this."""
        ...

    @property
    def already(self) -> bool:
        """Whether the graph held the whole batch."""
        ...


class LoadTarget(Protocol):
    """The graph, as far as a load needs it."""

    def load_batches(self, batches: Iterable[Batch], processes: int) -> Iterator[tuple[Batch, Loaded | None]]:
        """Write the records of each batch as one change, once; ``None`` for those without records. ``processes`` may
        normalize what comes next meanwhile."""
        ...


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How to read. ``mapping`` is a ready one's name or a path; ``max_bad`` counts for each file; ``processes``
    normalize beside this one."""

    source: str | None = None
    mapping: str | None = None
    format: Format | None = None
    encoding: str | None = None
    quarantine: Path | None = None
    max_bad: int = MAX_BAD_ROWS
    batch_rows: int = BATCH_ROWS
    processes: int = 0


@dataclass(frozen=True, slots=True)
class FileReport:
    """What one file said. ``resumed`` counts the batches the graph held already; ``repeated`` the rows that say a
    record of the same batch again; ``quarantine`` is ``None`` where no row was bad."""

    file: str
    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    repeated: int = 0
    bad: int = 0
    batches: int = 0
    resumed: int = 0
    seconds: float = 0.0
    quarantine: str | None = None

    @property
    def nothing_new(self) -> bool:
        """Whether the graph held everything before."""
        return not (self.new or self.changed)

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__} | {"nothing_new": self.nothing_new}


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What all files said."""

    files: tuple[FileReport, ...]

    @property
    def nothing_new(self) -> bool:
        """Whether the graph held everything of every file before."""
        return all(file.nothing_new for file in self.files)

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {"files": [file.as_json() for file in self.files], "nothing_new": self.nothing_new}


PROCESSES_MAX: Final = 4
"""Beyond it one process cannot write what the others normalize."""


def default_processes() -> int:
    """One for each core that this process may use beside its own."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores - 1, PROCESSES_MAX)


OnProgress = Callable[[FileReport], None]


def load_files(
    target: LoadTarget, inputs: Sequence[str], options: LoadOptions, on_progress: OnProgress = lambda _report: None
) -> LoadReport:
    """Load files one after the other; ``on_progress`` hears of each batch.

    An interrupted load is resumed by loading again: batches the graph has are read but not written. Raises
    `SettingsError`, `InputError`, `MappingError`, `TooManyBadRows`; what was loaded until then stays.
    """
    if not inputs:
        raise SettingsError("name at least one file to load")
    if inputs.count(STANDARD_INPUT) > 1:
        raise SettingsError("standard input (-) can be read once only")
    if options.max_bad < 0:
        raise SettingsError("--max-bad must be 0 or more")
    if options.processes < 0:
        raise SettingsError("--processes must be 0 or more")
    mapping = load_mapping(options.mapping) if options.mapping else None
    with _shared(options) as shared:
        return LoadReport(tuple(_load_file(target, one, mapping, options, shared, on_progress) for one in inputs))


@contextmanager
def _shared(options: LoadOptions) -> Generator[Quarantine | None]:
    """One quarantine file for all inputs where the caller names it."""
    if options.quarantine is None:
        yield None
    else:
        with Quarantine(options.quarantine, options.max_bad) as quarantine:
            yield quarantine


def _load_file(
    target: LoadTarget,
    address: str,
    mapping: NamedMapping | None,
    options: LoadOptions,
    shared: Quarantine | None,
    on_progress: OnProgress,
) -> FileReport:
    if shared is not None:
        return _load_into(target, address, mapping, options, shared, on_progress)
    with Quarantine(quarantine_path(address), options.max_bad) as own:
        return _load_into(target, address, mapping, options, own, on_progress)


def _load_into(
    target: LoadTarget,
    address: str,
    mapping: NamedMapping | None,
    options: LoadOptions,
    quarantine: Quarantine,
    on_progress: OnProgress,
) -> FileReport:
    began = time.perf_counter()
    report = FileReport(shown(address))
    batches = read_records(
        address,
        mapping,
        options.source,
        lambda row: quarantine.add(address, row),
        format=options.format,
        encoding=options.encoding,
        batch_rows=options.batch_rows,
    )
    for batch, loaded in target.load_batches(batches, options.processes):
        bad = quarantine.count_of(address)
        report = _and(report, batch, loaded, bad, quarantine.path, time.perf_counter() - began)
        on_progress(report)
    return report


def _and(
    report: FileReport, batch: Batch, loaded: Loaded | None, bad: int, quarantine: Path, seconds: float
) -> FileReport:
    """The report with one more batch."""
    return FileReport(
        file=report.file,
        rows=report.rows + batch.rows,
        new=report.new + (loaded.new if loaded else 0),
        changed=report.changed + (loaded.changed if loaded else 0),
        unchanged=report.unchanged + (loaded.unchanged if loaded else 0),
        repeated=report.repeated + batch.repeated,
        bad=bad,
        batches=report.batches + 1,
        resumed=report.resumed + (1 if loaded and loaded.already else 0),
        seconds=round(seconds, 3),
        quarantine=str(quarantine) if bad else None,
    )
