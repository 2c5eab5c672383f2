"""Procedures as their definitions say, in plain Python, for small undirected networks: slow, and easy to believe."""

from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from math import inf, log

Neighbours = Mapping[int, Mapping[int, float]]
"""Each vertex's neighbours with the weights of their links."""


def wcc(graph: Neighbours) -> dict[int, int]:
    label = {v: v for v in graph}
    for _ in graph:
        label = {v: min([label[v], *(label[u] for u in graph[v])]) for v in graph}
    return label


def cdlp(graph: Neighbours, iterations: int) -> dict[int, int]:
    label = {v: v for v in graph}
    for _ in range(iterations):
        label = {v: _most(Counter(label[u] for u in graph[v]), label[v]) for v in graph}
    return label


def _most(count: Counter[int], own: int) -> int:
    return min((label for label in count if count[label] == max(count.values())), default=own)


def label_propagation(graph: Neighbours, iterations: int) -> dict[int, int]:
    label = {v: v for v in graph}
    for _ in range(iterations):
        label = {v: _heaviest(v, graph, label) for v in graph}
    return label


def _heaviest(v: int, graph: Neighbours, label: Mapping[int, int]) -> int:
    sums: Counter[int] = Counter()
    for u, weight in graph[v].items():
        sums[label[u]] += round(weight * 1e6)
    most = max(sums.values(), default=0)
    return label[v] if sums[label[v]] == most else min(each for each in sums if sums[each] == most)


def k_core(graph: Neighbours) -> dict[int, int]:
    core, left, k = {}, set(graph), 0
    while left:
        low = [v for v in left if len(left & graph[v].keys()) <= k]
        core.update(dict.fromkeys(low, k))
        left -= set(low)
        k += not low
    return core


def triangles(graph: Neighbours) -> dict[int, int]:
    return {v: sum(b in graph[a] for a, b in combinations(graph[v], 2)) for v in graph}


def sssp(graph: Neighbours, start: int) -> dict[int, float | None]:
    length = dict.fromkeys(graph, inf) | {start: 0.0}
    for _ in graph:
        for v in graph:
            for u, weight in graph[v].items():
                length[u] = min(length[u], length[v] + weight)
    return {v: None if far == inf else far for v, far in length.items()}


def pagerank(graph: Neighbours, damping: float, iterations: int) -> dict[int, float]:
    n = len(graph)
    rank = dict.fromkeys(graph, 1 / n)
    for _ in range(iterations):
        lost = sum(rank[v] for v in graph if not graph[v])
        rank = {
            v: (1 - damping) / n + damping * (lost / n + sum(rank[u] / len(graph[u]) for u in graph[v])) for v in graph
        }
    return rank


def propagated(graph: Neighbours, seeds: Mapping[int, float], damping: float, hops: int) -> dict[int, float]:
    strength = {v: sum(graph[v].values()) for v in graph}
    brought = {v: (1 - damping) * seeds.get(v, 0.0) for v in graph}
    score = dict(brought)
    for _ in range(hops):
        brought = {
            v: sum(damping * brought[u] * w / (strength[u] * strength[v]) ** 0.5 for u, w in graph[v].items() if w > 0)
            for v in graph
        }
        score = {v: score[v] + brought[v] for v in graph}
    return score


def adamic_adar(graph: Neighbours) -> dict[tuple[int, int], float]:
    scores = {}
    for u, v in combinations(sorted(graph), 2):
        common = graph[u].keys() & graph[v].keys()
        if common and v not in graph[u]:
            scores[u, v] = sum(1 / log(len(graph[z])) for z in common)
    return scores


def jaccard(graph: Neighbours) -> dict[tuple[int, int], float]:
    scores = {}
    for u, v in combinations(sorted(graph), 2):
        common = graph[u].keys() & graph[v].keys()
        if common:
            scores[u, v] = len(common) / len(graph[u].keys() | graph[v].keys())
    return scores


def modularity(graph: Neighbours, label: Mapping[int, int], resolution: float) -> float:
    strength = {v: sum(graph[v].values()) for v in graph}
    both = sum(strength.values())
    inside = sum(w for v in graph for u, w in graph[v].items() if label[u] == label[v])
    mass: Counter[int] = Counter()
    for v in graph:
        mass[label[v]] += strength[v]  # type: ignore[assignment]  # strengths are numbers, not only whole ones
    return inside / both - resolution * sum((m / both) ** 2 for m in mass.values())
