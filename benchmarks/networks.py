"""Made-up networks of the size that benchmarks need, as numbers of vertices: the same for the same seed."""

import numpy as np
from numpy.typing import NDArray

from identity_graph.analytics.links import simple

Links = tuple[int, NDArray[np.int32], NDArray[np.int32]]
"""How many vertices; the links' sources and targets, each pair once, the smaller first."""
GRAPH500 = (0.57, 0.19, 0.19)
"""The chances of the first three quarters of the matrix (Graph500 specification, 2010, section 3.1)."""


def rmat(scale: int, links_per_vertex: int = 16, seed: int = 1) -> Links:
    """A recursive matrix: ``2 ** scale`` vertices in shuffled order, as Graph500 makes them. Loops and repeated links
    are left out, so that some fewer links than asked for remain."""
    dice, count = np.random.default_rng(seed), links_per_vertex << scale
    a, b, c = GRAPH500
    source, target = np.zeros(count, np.int32), np.zeros(count, np.int32)
    for bit in range(scale):
        down = dice.random(count, np.float32) > a + b
        right = dice.random(count, np.float32) > np.where(down, c / (1 - a - b), a / (a + b)).astype(np.float32)
        source |= down.astype(np.int32) << bit
        target |= right.astype(np.int32) << bit
    order = dice.permutation(1 << scale).astype(np.int32)
    return _simple(1 << scale, order[source], order[target])


def identities(vertices: int, links: int, seed: int = 1) -> Links:
    """Shaped as an identity graph: six vertices of ten are identities, the others signals. Nearly all links lie in
    small households (identities that share signals), some lead to signals anywhere, and a few signals are hubs."""
    dice = np.random.default_rng(seed)
    people = vertices * 6 // 10
    signals = vertices - people
    person = dice.integers(0, people, links)
    size, spread = 4, max(signals * 4 // people, 1)
    near = (person // size) * size * signals // people + dice.integers(0, 2 * spread + 2, links)
    hub = (dice.pareto(1.2, links) * 3).astype(np.int64)
    any_signal = dice.integers(0, signals, links)
    kind = dice.random(links)
    signal = np.where(kind < 0.90, near, np.where(kind < 0.96, any_signal, hub)) % signals
    order = dice.permutation(vertices).astype(np.int32)
    return _simple(vertices, order[person], order[people + signal])


def _simple(vertices: int, source: NDArray[np.int32], target: NDArray[np.int32]) -> Links:
    source, target, _ = simple(source, target, None, False, vertices)
    return vertices, source, target
