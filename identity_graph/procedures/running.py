"""The one call: a procedure, on a part of a stored graph, by an engine."""

import time
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow as pa

from identity_graph.analytics.procedures import ParameterValue, procedure
from identity_graph.analytics.selection import Selection
from identity_graph.errors import SettingsError
from identity_graph.procedures.engines import ENGINES, engines_of, runs_procedures
from identity_graph.procedures.result import Result
from identity_graph.procedures.selected import Reading, check, select
from identity_graph.stores import GraphStore


def run(
    store: GraphStore,
    name: str,
    selection: Selection,
    parameters: Mapping[str, Any] | None = None,
    engine: str = "auto",
    *,
    exported: Path | None = None,
    reading: Reading = lambda _: None,
) -> Result:
    """Run a procedure; nothing of it is written.

    ``auto`` takes ``gds`` where the server has it and the procedure has one exact result, whoever computes it; else
    ``local``. ``exported`` is the folder of an export as Parquet, for engines that read one. ``reading`` is told how
    many links more were read, by the engine that reads them here.

    Raises `SettingsError` for an unknown procedure, engine, parameter or selection, for an engine that cannot run this
    procedure (it says which can), and where the links are too large for this machine's memory; `NotFound` for seeds
    that are no vertices; `StoreError` and its kinds."""
    started = time.perf_counter()
    checked = procedure(name).checked(parameters or {})
    check(selection)
    chosen = _chosen(store, name, engine)
    if chosen == "local":
        return _local(store, name, selection, checked, started, reading)
    if ENGINES[chosen].exported:
        table = _on_export(chosen, exported, name, selection, checked)
    else:
        table = _in_store(store, chosen, name, selection, checked)
    return Result(name, checked, table, chosen, time.perf_counter() - started)


def _chosen(store: GraphStore, name: str, engine: str) -> str:
    here = engines_of(store)
    if engine == "auto":
        return "gds" if procedure(name).exact and name in here.get("gds", ()) else "local"
    if engine not in ENGINES:
        raise SettingsError(f"there is no engine {engine!r}; there are auto, {', '.join(ENGINES)}")
    if ENGINES[engine].exported:
        can = ENGINES[engine].can
    elif engine in here:
        can = here[engine]
    else:
        needs = ENGINES[engine].needs
        raise SettingsError(f"the engine {engine} needs {needs}; {store.url} has {', '.join(here)}")
    if name not in can:
        others = [other for other, names in here.items() if name in names]
        raise SettingsError(f"the engine {engine} cannot run {name}; on this store {', '.join(others)} can")
    return engine


def _local(
    store: GraphStore,
    name: str,
    selection: Selection,
    parameters: Mapping[str, ParameterValue],
    started: float,
    reading: Reading,
) -> Result:
    from identity_graph.analytics import local  # late: it brings numba

    selected = select(store, selection, reading=reading)
    network = selected.network()
    table = local.run(name, network, parameters)
    seconds = time.perf_counter() - started
    return Result(name, parameters, table, "local", seconds, selected, network.vertex_count, network.link_count)


def _in_store(
    store: GraphStore, engine: str, name: str, selection: Selection, parameters: Mapping[str, ParameterValue]
) -> pa.Table:
    running = runs_procedures(store)
    if running is None:
        raise SettingsError(f"{store.url} runs no procedures itself")
    return running.run_procedure(engine, name, selection, parameters)


def _on_export(
    engine: str, exported: Path | None, name: str, selection: Selection, parameters: Mapping[str, ParameterValue]
) -> pa.Table:
    module = ENGINES[engine].exported or ""
    if exported is None:
        raise SettingsError(f"the engine {engine} reads an export: identity-graph export FOLDER, then name the folder")
    if find_spec(module) is None:
        raise SettingsError(f"the engine {engine} is not part of this installation")
    runs: Any = import_module(module)
    table: pa.Table = runs.run(exported, name, selection, parameters)
    return table
