"""Rings: groups of identities that share more than chance lets people share."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.special import gammainc

from identity_graph.analytics.kernels import components
from identity_graph.analytics.links import Numbers, unique
from identity_graph.analytics.local.leiden import communities
from identity_graph.analytics.local.tables import grouped
from identity_graph.analytics.network import Network, network_of_numbers
from identity_graph.errors import SettingsError
from identity_graph.model import kind_of


@dataclass(frozen=True, slots=True)
class Incidence:
    """Links between units (each the smallest of its identities) and signals, each once, with the kinds of the signals
    (small numbers). ``shared`` says which signals, by number of vertex, hold units together."""

    unit: Numbers
    signal: Numbers
    kind: Numbers
    shared: NDArray[np.bool_]

    @property
    def holds(self) -> NDArray[np.bool_]:
        """Which links lead to a shared signal."""
        return self.shared[self.signal]


@dataclass(frozen=True, slots=True)
class Groups:
    """What was found for each group, by its number."""

    units: NDArray[np.int64]
    surplus: NDArray[np.int64]
    expected: NDArray[np.float64]

    @property
    def p_values(self) -> NDArray[np.float64]:
        """The chance of at least this surplus."""
        chances: NDArray[np.float64] = gammainc(np.maximum(self.surplus, 1), self.expected)
        return np.where(self.surplus > 0, chances, 1.0)


def rings(
    network: Network, household: str, significance: float, members_min: int, members_max: int, generic_over: int
) -> pa.Table:
    """Rings, the least likely first."""
    if not network.directed:
        raise SettingsError("rings needs a directed network, whose links lead from identities to signals")
    names, kind = _kinds(network)
    holders = np.bincount(network.target, minlength=network.vertex_count)
    telling = (holders >= 2) & (holders <= generic_over)
    at_home = kind == (names.index(household) if household in names else -1)
    links = _incidence(network, kind, telling, at_home)
    group = _groups(network, links, members_max)
    found = _measured(links, group, len(names))
    large = found.units >= members_min
    chosen = np.flatnonzero(large)[_discoveries(found.p_values[large], significance)]
    return _table(network, links, group, found, chosen, telling)


def _kinds(network: Network) -> tuple[list[str], Numbers]:
    """The kinds there are, and each vertex's. Vertices whose ids are numbers have none, and are all of one."""
    if not pa.types.is_string(network.ids.type):
        return [""], np.zeros(network.vertex_count, np.int32)
    kinds = pa.array([kind_of(id) or "" for id in network.ids.to_pylist()], pa.string()).dictionary_encode()
    return kinds.dictionary.to_pylist(), kinds.indices.to_numpy().astype(np.int32)


def _incidence(network: Network, kind: Numbers, telling: NDArray[np.bool_], at_home: NDArray[np.bool_]) -> Incidence:
    home = at_home[network.target]
    together = home & telling[network.target]
    unit = components.of_links(network.vertex_count, network.source[together], network.target[together])
    elsewhere = unit[network.source[~home]].astype(np.int64) * network.vertex_count + network.target[~home]
    key = unique(np.sort(elsewhere))
    units, signals = (key // network.vertex_count).astype(np.int32), (key % network.vertex_count).astype(np.int32)
    shared = telling & (np.bincount(signals, minlength=network.vertex_count) >= 2)
    return Incidence(units, signals, kind[signals], shared)


def _groups(network: Network, links: Incidence, members_max: int) -> Numbers:
    """Each vertex's group, as the number of one of its vertices; units stand for their members."""
    unit, signal = links.unit[links.holds], links.signal[links.holds]
    group = components.of_links(network.vertex_count, unit, signal)
    too_large = np.bincount(group[unit], minlength=network.vertex_count) > members_max
    apart = too_large[group[unit]]
    if apart.any():
        rest = network_of_numbers(network.ids, unit[apart], signal[apart])
        split = communities(rest, "modularity", 1.0, 10, 0)
        group = np.where(too_large[group], split, group).astype(np.int32)
    return group


def _measured(links: Incidence, group: Numbers, kinds: int) -> Groups:
    n = len(group)
    inside = links.holds & (group[links.unit] == group[links.signal])
    units, signals = (unique(np.sort(ends[inside])) for ends in (links.unit, links.signal))
    count, sharing = (np.bincount(group[ends], minlength=n) for ends in (units, signals))
    surplus = np.bincount(group[links.unit[inside]], minlength=n) - (count + sharing - 1)
    of_kind = np.bincount(links.kind, minlength=kinds)
    is_member = np.zeros(n, np.bool_)
    is_member[units] = True
    expected = np.zeros(n)
    for kind in range(kinds):
        of = links.kind == kind
        theirs = np.bincount(group[links.unit[of & is_member[links.unit]]], minlength=n)
        its = np.bincount(group[links.signal[of & links.holds]], minlength=n)
        expected += theirs * its / max(int(of_kind[kind]), 1)
    return Groups(count, surplus, expected)


def _discoveries(p_values: NDArray[np.float64], rate: float) -> NDArray[np.int64]:
    """Which are discoveries at this false discovery rate (Benjamini, Hochberg)."""
    ranked = np.sort(p_values)
    passed = np.flatnonzero(ranked <= rate * np.arange(1, len(ranked) + 1) / max(len(ranked), 1))
    return np.flatnonzero(p_values <= ranked[passed[-1]]) if len(passed) else passed


def _table(
    network: Network,
    links: Incidence,
    group: Numbers,
    found: Groups,
    chosen: NDArray[np.int64],
    telling: NDArray[np.bool_],
) -> pa.Table:
    """Members are looked up in the network's own links: a unit's other identities do not belong."""
    is_shared = links.shared[network.target]
    held = is_shared & np.isin(group[network.target], chosen)
    of_identity = np.full(network.vertex_count, -1, np.int32)
    of_identity[network.source[held]] = group[network.target[held]]
    both = telling[network.target] & (of_identity[network.source] >= 0)
    every = np.sort(of_identity[network.source[both]].astype(np.int64) * network.vertex_count + network.target[both])
    key = unique(every)
    count = np.diff(np.searchsorted(every, [*key, np.iinfo(np.int64).max]))
    rows = []
    for number in chosen:
        signals = (key // network.vertex_count == number) & (count >= 2)
        rows.append(
            (
                np.flatnonzero(of_identity == number).tolist(),
                (key[signals] % network.vertex_count).tolist(),
                int(count[signals].sum()),
                float(found.expected[number]),
                float(found.p_values[number]),
            )
        )
    return grouped(network, sorted(rows, key=lambda row: (row[-1], row[0])))
