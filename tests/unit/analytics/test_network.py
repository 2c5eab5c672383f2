"""A network is simple and in order, whatever arrives."""

import subprocess
import sys

import pyarrow as pa
import pytest

from identity_graph.analytics.network import network_of_links, network_of_table
from identity_graph.errors import NotFound, SettingsError
from identity_graph.model import Link


def table(*rows: tuple[str, str, float]) -> pa.Table:
    source, target, weight = zip(*rows, strict=True)
    return pa.table({"source": source, "target": target, "weight": weight})


def test_repeated_links_are_one_with_the_sum_and_loops_are_none() -> None:
    found = network_of_table(table(("b", "a", 0.5), ("a", "b", 0.25), ("a", "a", 9.0), ("c", "b", 1.0)))
    assert found.ids.to_pylist() == ["a", "b", "c"]
    assert (found.source.tolist(), found.target.tolist()) == ([0, 1], [1, 2])
    assert found.weight is not None
    assert found.weight.tolist() == [0.75, 1.0]


def test_of_lengths_the_least_counts() -> None:
    found = network_of_table(table(("b", "a", 0.5), ("a", "b", 0.25)), repeated="least")
    assert found.weight is not None
    assert found.weight.tolist() == [0.25]


def test_directions_are_kept_apart() -> None:
    found = network_of_table(table(("b", "a", 0.5), ("a", "b", 0.25)), directed=True)
    assert (found.source.tolist(), found.target.tolist()) == ([0, 1], [1, 0])
    assert found.undirected().weight is not None
    assert found.undirected().weight.tolist() == [2.0]  # type: ignore[union-attr]  # asserted one line above


def test_of_links_with_a_weight_and_vertices_without_links() -> None:
    links = [Link("SAME_AS", "x", "y", {"weight": 2}), Link("SAME_AS", "y", "z")]
    found = network_of_links(links, weight="weight", vertices=["w"])
    assert found.ids.to_pylist() == ["w", "x", "y", "z"]
    assert found.weight is not None
    assert found.weight.tolist() == [2.0, 1.0]


def test_what_is_no_network() -> None:
    with pytest.raises(SettingsError, match="0 or more"):
        network_of_table(table(("a", "b", -1.0)))
    with pytest.raises(SettingsError, match="null"):
        network_of_table(pa.table({"source": ["a", None], "target": ["b", "c"]}))
    with pytest.raises(NotFound, match="1 of 2 ids"):
        network_of_links([Link("HAS", "a", "b")]).numbers(["a", "q"])


def test_nothing_but_kernels_needs_numba() -> None:
    """Communities in a table of labels, declarations and networks do without; a kernel says how to install it."""
    code = """
import sys
sys.modules["numba"] = None
from identity_graph.analytics import communities_of
from identity_graph.analytics.network import network_of_links
from identity_graph.analytics.procedures import procedure
from identity_graph.errors import SettingsError
from identity_graph.model import Link
links = [Link("HAS", f"idn_{n}", "tel_1") for n in range(3)]
import pyarrow as pa
labels = pa.table({"id": [link.source for link in links], "label": ["x"] * 3})
ends = pa.table({"source": labels["id"], "target": ["tel_1"] * 3})
assert len(communities_of(labels, ends)) == 1
network_of_links(links)
procedure("wcc").checked({})
try:
    from identity_graph.analytics import local
except SettingsError as error:
    assert "pip install 'identity-graph[analytics]'" in str(error)
else:
    raise AssertionError
"""
    subprocess.run([sys.executable, "-c", code], check=True)
