"""The local engine against the definitions in plain Python, on any small network, whatever order it arrives in."""

import math
import random
from itertools import pairwise

import definitions as reference
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from identity_graph.analytics import local
from identity_graph.analytics.network import Network, network_of_table
from identity_graph.analytics.procedures import PROCEDURES

Graph = dict[int, dict[int, float]]
WEIGHTS = st.sampled_from([0.0, 0.25, 0.5, 1.0, 1.5, 3.0])


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Undirected, weighted, up to a dozen vertices with gaps between their numbers."""
    vertices = draw(st.lists(st.integers(0, 40), min_size=1, max_size=12, unique=True))
    ends = st.tuples(st.sampled_from(vertices), st.sampled_from(vertices))
    graph: Graph = {v: {} for v in vertices}
    for (u, v), weight in draw(st.dictionaries(ends, WEIGHTS, max_size=30)).items():
        if u != v:
            graph[u][v] = graph[v][u] = weight
    return graph


def network(graph: Graph, seed: int = 0) -> Network:
    """Links and vertices in the order of the seed, each link once, in either direction."""
    dice = random.Random(seed)
    links = [(u, v, w) if dice.random() < 0.5 else (v, u, w) for u in graph for v, w in graph[u].items() if u < v]
    vertices = list(graph)
    dice.shuffle(links)
    dice.shuffle(vertices)
    table = pa.table(
        {
            "source": pa.array([link[0] for link in links], pa.int64()),
            "target": pa.array([link[1] for link in links], pa.int64()),
            "weight": pa.array([link[2] for link in links], pa.float64()),
        }
    )
    return network_of_table(table, pa.array(vertices, pa.int64()))


def by_vertex(table: pa.Table) -> dict[int, object]:
    return dict(zip(table.column(0).to_pylist(), table.column(1).to_pylist(), strict=True))


@settings(deadline=None, max_examples=60)
@given(graphs(), st.integers(0, 6))
def test_labels_and_counts(graph: Graph, iterations: int) -> None:
    some = network(graph)
    assert by_vertex(local.run("wcc", some)) == reference.wcc(graph)
    assert by_vertex(local.run("cdlp", some, {"iterations": iterations})) == reference.cdlp(graph, iterations)
    ours = by_vertex(local.run("label_propagation", some, {"iterations": iterations}))
    assert ours == reference.label_propagation(graph, iterations)
    assert by_vertex(local.run("k_core", some)) == reference.k_core(graph)
    assert by_vertex(local.run("triangles", some)) == reference.triangles(graph)


@pytest.mark.parametrize("iterations", [1, 2, 3, 8, 9])
def test_labels_of_people_and_what_they_share(iterations: int) -> None:
    """Labels go back and forth between both sides, most have few neighbours, and some very many."""
    dice, people = random.Random(iterations), 5_000
    signals = [people + dice.randrange(max(1, person // 2), person // 2 + 4) for person in range(people)]
    hubs = [2 * people + hub for _ in range(people) for hub in range(3) if dice.random() < (0.9, 0.1, 0.003)[hub]]
    links = [*zip(range(people), signals, strict=True), *((dice.randrange(people), hub) for hub in hubs)]
    links += [(person, signals[person - 1]) for person in range(1, people) if dice.random() < 0.7]
    graph: Graph = {v: {} for link in links for v in link}
    for person, signal in links:
        graph[person][signal] = graph[signal][person] = 1.0
    for name, expected in (("cdlp", reference.cdlp), ("label_propagation", reference.label_propagation)):
        ours = by_vertex(local.run(name, network(graph), {"iterations": iterations}))
        assert ours == expected(graph, iterations), name


@settings(deadline=None, max_examples=60)
@given(graphs(), st.integers(0, 5))
def test_scores(graph: Graph, iterations: int) -> None:
    some, first = network(graph), min(graph)
    given_ = {"damping": 0.7, "iterations": iterations}
    assert by_vertex(local.run("pagerank", some, given_)) == pytest.approx(reference.pagerank(graph, 0.7, iterations))
    assert by_vertex(local.run("sssp", some, {"start": first})) == pytest.approx(reference.sssp(graph, first))
    seeds = {first: 1.0, max(graph): 0.5}
    ours = by_vertex(local.run("seeded_propagation", some, {"seeds": seeds, "damping": 0.7, "hops": iterations}))
    theirs = reference.propagated(graph, seeds, 0.7, iterations)
    assert ours == pytest.approx({v: score for v, score in theirs.items() if score > 0})


@settings(deadline=None, max_examples=60)
@given(graphs())
def test_pairs(graph: Graph) -> None:
    some = network(graph)
    for name, expected in (("link_prediction", reference.adamic_adar), ("node_similarity", reference.jaccard)):
        rows = local.run(name, some).to_pylist()
        assert {(row["left"], row["right"]): row["score"] for row in rows} == pytest.approx(expected(graph))
        assert rows == sorted(rows, key=lambda row: (-row["score"], row["left"], row["right"]))
        assert local.run(name, some, {"top": 2}).to_pylist() == rows[:2]


@settings(deadline=None, max_examples=60)
@given(graphs())
def test_paths_are_paths_and_carry_what_they_say(graph: Graph) -> None:
    start = min(graph)
    for row in local.run("evidence_paths", network(graph), {"start": start}).to_pylist():
        path = row["path"]
        assert (path[0], path[-1]) == (start, row["id"])
        assert sum(graph[a][b] for a, b in pairwise(path)) == pytest.approx(row["score"])
    strength = {v: sum(graph[v].values()) for v in graph}
    for row in local.run("seeded_propagation", network(graph), {"seeds": [start], "damping": 0.7}).to_pylist():
        steps = list(pairwise(row["path"]))
        brought = 0.3 * math.prod(0.7 * graph[a][b] / math.sqrt(strength[a] * strength[b]) for a, b in steps)
        assert row["carried"] == pytest.approx(brought)
        assert row["carried"] <= row["score"] * (1 + 1e-9)


@settings(deadline=None, max_examples=60)
@given(graphs(), st.sampled_from(["modularity", "cpm"]), st.integers(0, 3))
def test_leiden_communities_are_connected_and_no_worse_than_being_alone(
    graph: Graph, objective: str, seed: int
) -> None:
    label = by_vertex(local.run("leiden", network(graph), {"objective": objective, "seed": seed}))
    inside = {v: {u: w for u, w in graph[v].items() if label[u] == label[v]} for v in graph}
    assert reference.wcc(inside) == label
    if objective == "modularity" and any(w > 0 for v in graph for w in graph[v].values()):
        alone = reference.modularity(graph, {v: v for v in graph}, 1.0)
        assert reference.modularity(graph, label, 1.0) >= alone - 1e-9  # type: ignore[arg-type]  # labels are vertices


@settings(deadline=None, max_examples=60)
@given(graphs(), st.integers(0, 100))
def test_neither_the_order_nor_the_number_of_threads_matters(graph: Graph, seed: int) -> None:
    start = {"start": min(graph)}
    given_ = {"bfs": start, "sssp": start, "evidence_paths": start}
    seeds = {"seeds": sorted(graph)[:2]}
    given_ |= {"personalized_pagerank": seeds, "seeded_propagation": seeds}
    for name in PROCEDURES.keys() - {"rings"}:
        one = local.run(name, network(graph), given_.get(name), threads=1)
        assert one.equals(local.run(name, network(graph, seed), given_.get(name), threads=3)), name


def test_every_procedure_runs_here() -> None:
    assert list(local.RUNS) == list(PROCEDURES)


def test_two_cliques_on_a_bridge_are_two_communities() -> None:
    graph: Graph = {v: {u: 1.0 for u in range(v // 5 * 5, v // 5 * 5 + 5) if u != v} for v in range(10)}
    graph[4][5] = graph[5][4] = 1.0
    label = np.array(list(by_vertex(local.run("leiden", network(graph))).values()))
    assert label.tolist() == [0] * 5 + [5] * 5
