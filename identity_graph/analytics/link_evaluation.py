"""How well link prediction would have found links that are known: some are held out, and it looks for them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from identity_graph.analytics import local
from identity_graph.analytics.links import Numbers
from identity_graph.analytics.network import Network, network_of_numbers
from identity_graph.errors import SettingsError


@dataclass(frozen=True, slots=True)
class LinksFound:
    """``auc``: the chance that a held-out link scores higher than a pair drawn at random that is not linked (a half for
    equal scores; pairs without a score have 0). ``precision``: held-out links among the ``top`` pairs. ``by_chance``:
    what drawing the pairs at random would give. Measures as in Lü, Zhou 2011, Physica A 390, 1150."""

    auc: float
    precision: float
    by_chance: float
    held_out: int
    top: int


def evaluated(
    network: Network, parameters: Mapping[str, object], *, share: float = 0.1, seed: int = 0, pairs: int = 1_000_000
) -> LinksFound:
    """`link_prediction` on the network without a share of its links. ``pairs`` bounds those that get a score. Raises
    `SettingsError` where there are too few links."""
    dice, simple = np.random.default_rng(seed), network.undirected()
    held = np.sort(dice.permutation(simple.link_count)[: int(simple.link_count * share)])
    if not len(held):
        raise SettingsError("too few links to hold some out: take a larger share")
    rest = np.ones(simple.link_count, np.bool_)
    rest[held] = False
    known = network_of_numbers(network.ids, simple.source[rest], simple.target[rest])
    table = local.run("link_prediction", known, {**parameters, "top": pairs})
    left, right = (known.numbers(table[side].to_pylist()) for side in ("left", "right"))
    scored = _Scores(_keys(left, right, known), table["score"].to_numpy(), known.vertex_count)
    links = _keys(simple.source, simple.target, known)
    true, other = scored.of(links[held]), scored.of(_not_linked(links, known.vertex_count, len(held), dice))
    top = min(len(held), len(left))
    hits = np.isin(_keys(left[:top], right[:top], known), links[held]).mean() if top else 0.0
    possible = known.vertex_count * (known.vertex_count - 1) / 2 - known.link_count
    return LinksFound(_auc(true, other), float(hits), len(held) / possible, len(held), top)


class _Scores:
    def __init__(self, keys: NDArray[np.int64], scores: NDArray[np.float64], vertices: int) -> None:
        order = np.argsort(keys)
        self._keys = np.concatenate((keys[order], [vertices * vertices]))
        self._scores = np.concatenate((scores[order], [0.0]))

    def of(self, keys: NDArray[np.int64]) -> NDArray[np.float64]:
        """The pairs' scores; 0 for those without."""
        place = np.searchsorted(self._keys, keys)
        return np.where(self._keys[place] == keys, self._scores[place], 0.0)


def _keys(left: NDArray[np.int64] | Numbers, right: NDArray[np.int64] | Numbers, network: Network) -> NDArray[np.int64]:
    return left.astype(np.int64) * network.vertex_count + right


def _not_linked(links: NDArray[np.int64], vertices: int, count: int, dice: np.random.Generator) -> NDArray[np.int64]:
    """Keys of pairs drawn at random."""
    ends = np.sort(dice.integers(0, vertices, (2, 2 * count + 100)), axis=0)
    keys = ends[0] * vertices + ends[1]
    there = links[np.minimum(np.searchsorted(links, keys), len(links) - 1)] == keys
    drawn: NDArray[np.int64] = keys[~there & (ends[0] != ends[1])][:count]
    return drawn


def _auc(true: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """By ranks (Mann, Whitney)."""
    ranks = rankdata(np.concatenate((true, other)))[: len(true)]
    return float((ranks.sum() - len(true) * (len(true) + 1) / 2) / max(len(true) * len(other), 1))
