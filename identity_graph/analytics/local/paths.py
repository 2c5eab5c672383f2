"""Procedures that search from one vertex, or spread from several."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from identity_graph.analytics.adjacency import Adjacency
from identity_graph.analytics.kernels import paths as kernels
from identity_graph.analytics.kernels import sums
from identity_graph.analytics.links import Numbers, Weights
from identity_graph.analytics.local.scores import seeded
from identity_graph.analytics.local.tables import counted, scored, with_paths
from identity_graph.analytics.network import Network
from identity_graph.analytics.procedures import VertexId
from identity_graph.analytics.threads import over_vertices


def bfs(network: Network, start: VertexId) -> pa.Table:
    """Links from the start."""
    rows, (begin,) = network.adjacency("out"), network.numbers([start])
    return counted(network, kernels.levels(rows.offsets, rows.neighbours, int(begin)))


def sssp(network: Network, start: VertexId) -> pa.Table:
    """Lengths from the start."""
    rows, (begin,) = network.adjacency("out"), network.numbers([start])
    return scored(network, kernels.shortest(rows.offsets, rows.neighbours, _weights(rows), int(begin), -1)[0])


def evidence_paths(network: Network, start: VertexId, end: VertexId | None) -> pa.Table:
    """The shortest path to each vertex, or to one."""
    rows, (begin,) = network.adjacency("both"), network.numbers([start])
    goal = -1 if end is None else int(network.numbers([end])[0])
    length, before = kernels.shortest(rows.offsets, rows.neighbours, _weights(rows), int(begin), goal)
    reached = np.flatnonzero(np.isfinite(length)) if end is None else np.array([goal])[np.isfinite(length[[goal]])]
    reached = reached[np.argsort(length[reached], kind="stable")]
    found = [_back(before, int(vertex)) for vertex in reached]
    return with_paths(network, reached, length[reached], found, length[reached])


def _weights(rows: Adjacency) -> Weights:
    return np.ones(len(rows.neighbours)) if rows.weights is None else rows.weights


def _back(before: Numbers, vertex: int) -> list[int]:
    path = [vertex]
    while before[path[-1]] >= 0:
        path.append(int(before[path[-1]]))
    return path[::-1]


def seeded_propagation(network: Network, seeds: Mapping[VertexId, float], damping: float, hops: int) -> pa.Table:
    """What walks from the seeds bring, and the walk that brings most."""
    rows = network.adjacency("both")
    shares = damping * _normalized(rows)
    brought = best = (1 - damping) * seeded(network, seeds)
    score, bests, froms = brought.copy(), [best], [np.full(len(best), -1, np.int32)]
    for _ in range(hops):
        brought, best, giver = _spread(rows, shares, brought, best)
        score += brought
        bests.append(best)
        froms.append(giver)
    reached = np.flatnonzero(score > 0)
    reached = reached[np.argsort(-score[reached], kind="stable")]
    length = np.argmax(np.array(bests)[:, reached], axis=0)
    found = [_walk(froms, int(steps), int(vertex)) for steps, vertex in zip(length, reached, strict=True)]
    return with_paths(network, reached, score[reached], found, np.array(bests)[length, reached])


def _normalized(rows: Adjacency) -> Weights:
    """D^−½ W D^−½, for each link of each row; 0 where a vertex's links weigh nothing."""
    weights, degrees = _weights(rows), rows.degrees
    row = np.repeat(np.arange(len(degrees)), degrees)
    sums = np.bincount(row, weights, len(degrees))
    both = np.sqrt(sums[row] * sums[rows.neighbours])
    return weights / np.where(both > 0, both, 1.0)


def _spread(rows: Adjacency, shares: Weights, brought: Weights, best: Weights) -> tuple[Weights, Weights, Numbers]:
    into, best_into, giver = np.empty_like(brought), np.empty_like(best), np.empty(len(best), np.int32)

    def work(first: int, last: int) -> None:
        sums.spread(first, last, rows.offsets, rows.neighbours, shares, brought, into, best, best_into, giver)

    over_vertices(rows.offsets, work)
    return into, best_into, giver


def _walk(froms: list[NDArray[np.int32]], steps: int, vertex: int) -> list[int]:
    walk = [vertex]
    for step in range(steps, 0, -1):
        walk.append(int(froms[step][walk[-1]]))
    return walk[::-1]
