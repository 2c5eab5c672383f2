"""Components and label propagation."""

import numpy as np
import pyarrow as pa

from identity_graph.stores.gremlin.procedures.links import Numbers, Rows, SelectedLinks


def wcc(links: SelectedLinks) -> pa.Table:
    """Weakly connected components: each link is looked at once and forgotten; the smallest vertex is the root."""
    root = list(range(links.vertex_count))
    for rows in links.rows():
        for vertex, neighbour in zip(rows.vertex.tolist(), rows.neighbour.tolist(), strict=True):
            if neighbour < vertex:  # in a batch of its own it comes again the other way round
                _join(root, vertex, neighbour)
    return links.labelled(np.array([_find(root, vertex) for vertex in range(len(root))], np.int64))


def cdlp(links: SelectedLinks, iterations: int) -> pa.Table:
    """Labels of most neighbours, passed on so often."""
    labels = np.arange(links.vertex_count)
    before = None
    for done in range(iterations):
        into = _passed_on(links, labels)
        if np.array_equal(into, labels):
            break
        if before is not None and np.array_equal(into, before):
            # What comes back after two rounds comes back after every two.
            return links.labelled(into if (iterations - done) % 2 else labels)
        labels, before = into, labels
    return links.labelled(labels)


def _passed_on(links: SelectedLinks, labels: Numbers) -> Numbers:
    into = labels.copy()
    for rows in links.rows():
        vertices, found = _most_frequent(rows, labels)
        into[vertices] = found
    return into


def _most_frequent(rows: Rows, labels: Numbers) -> tuple[Numbers, Numbers]:
    """Each vertex of the rows and the label that most of its neighbours have, of several the smallest."""
    key, count = np.unique(rows.vertex.astype(np.int64) * len(labels) + labels[rows.neighbour], return_counts=True)
    vertex, label = np.divmod(key, max(len(labels), 1))
    order = np.lexsort((label, -count, vertex))
    first = np.flatnonzero(np.diff(vertex[order], prepend=-1))
    return vertex[order][first], label[order][first]


def _join(root: list[int], one: int, other: int) -> None:
    one, other = _find(root, one), _find(root, other)
    root[max(one, other)] = min(one, other)


def _find(root: list[int], vertex: int) -> int:
    while root[vertex] != vertex:
        root[vertex] = root[root[vertex]]
        vertex = root[vertex]
    return vertex
