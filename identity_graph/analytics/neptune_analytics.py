"""The `neptune-analytics` engine: what a procedure is in Neptune Analytics' openCypher. It writes the text, and sends
nothing: no Neptune Analytics was at hand, so **none of this was ever run**; tests hold the text alone.

Source: Amazon Neptune Analytics User Guide, "Graph algorithms" (`neptune.algo.*`). The graph is one that was loaded
from this project's bulk files, so that ``id(n)`` is our id and edge labels are our link types.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from identity_graph.analytics.procedures import ParameterValue, procedure
from identity_graph.analytics.selection import Selection
from identity_graph.errors import SettingsError

ENGINE: Final = "neptune-analytics"
_NAME: Final = re.compile(r"[A-Za-z_]\w*", re.ASCII)
Setting = str | int | float | list[str]


@dataclass(frozen=True, slots=True)
class Statement:
    """An openCypher text and its parameters; the rows have the columns of the procedure's `Shape`."""

    text: str
    parameters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Algorithm:
    """What stands for a procedure there. ``settings``: the algorithm's own, of ours. ``unsaid``: what its
    documentation leaves open, so that its rows may differ from those declared; empty where they may not."""

    name: str
    settings: Callable[[Selection, Mapping[str, ParameterValue]], Mapping[str, Setting]]
    returned: str
    unsaid: str = ""


def statement(name: str, selection: Selection, parameters: Mapping[str, object]) -> Statement:
    """The procedure as a statement. Raises `SettingsError` for what Neptune Analytics has no procedure for, and for
    what its algorithms cannot select."""
    if name not in ALGORITHMS:
        raise SettingsError(f"the engine {ENGINE} has no {name}; it has {', '.join(ALGORITHMS)}")
    _refuse(selection)
    algorithm, checked = ALGORITHMS[name], procedure(name).checked(parameters)
    settings: dict[str, Setting] = {"edgeLabels": list(selection.types)}
    settings |= algorithm.settings(selection, checked)
    start = checked.get("start")
    where = "id(n) = $start" if start is not None else _vertices(selection)
    text = (
        f"MATCH (n) WHERE {where}\n"
        f"CALL neptune.algo.{algorithm.name}(n, {{{_listed(settings)}}})\n"
        f"{algorithm.returned}\nORDER BY id"
    )
    return Statement(text, {} if start is None else {"start": str(start)})


def _refuse(selection: Selection) -> None:
    """What `neptune.algo` filters by is edge labels and one vertex label."""
    asked = {
        "source_kind": selection.source_kind is not None,
        "tiers": bool(selection.tiers),
        "documents": bool(selection.documents),
        "generic_over": selection.generic_over is not None,
    }
    if wrong := [name for name, there in asked.items() if there]:
        raise SettingsError(
            f"the engine {ENGINE} selects by link types and kinds only, not by {', '.join(wrong)};"
            " load a graph that has only the links wanted"
        )
    if not selection.types:
        raise SettingsError("a selection needs one link type at least")
    for name in (*selection.types, *selection.kinds, *filter(None, [selection.weight])):
        if not _NAME.fullmatch(name):
            raise SettingsError("link types, kinds and properties have names of letters, digits and underscores")


def _vertices(selection: Selection) -> str:
    linked = f"(n)-[:{'|'.join(selection.types)}]-()"
    return " OR ".join([*(f"n:{kind}" for kind in selection.kinds), linked])


def _listed(settings: Mapping[str, Setting]) -> str:
    return ", ".join(f"{name}: {_literal(value)}" for name, value in settings.items())


def _literal(value: Setting) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value))}]"
    return f'"{value}"' if isinstance(value, str) else repr(value)


def _number(value: ParameterValue) -> int | float:
    if not isinstance(value, int | float):
        raise TypeError
    return value


def _direction(selection: Selection) -> Mapping[str, Setting]:
    return {"traversalDirection": "outbound" if selection.directed else "both"}


def _propagation(_: Selection, given: Mapping[str, ParameterValue]) -> Mapping[str, Setting]:
    return {"maxIterations": _number(given["iterations"]), "traversalDirection": "both"}


def _weighted_propagation(selection: Selection, given: Mapping[str, ParameterValue]) -> Mapping[str, Setting]:
    weight = {"edgeWeightProperty": selection.weight, "edgeWeightType": "double"} if selection.weight else {}
    return {**_propagation(selection, given), **weight}


def _ranks(selection: Selection, given: Mapping[str, ParameterValue]) -> Mapping[str, Setting]:
    numbers = {"dampingFactor": _number(given["damping"]), "numOfIterations": _number(given["iterations"])}
    return {**numbers, "tolerance": 0.0, **_direction(selection)}


_BY_SMALLEST: Final = (
    "WITH {0}, min(id(node)) AS label, collect(id(node)) AS ids\nUNWIND ids AS id\nRETURN id AS id, label AS label"
)
_TIES: Final = (
    "whether all vertices change at once, and how ties are broken; labels are made the smallest id of each group"
)
ALGORITHMS: Final[Mapping[str, Algorithm]] = {
    "wcc": Algorithm("wcc", lambda _, __: {}, "YIELD node, component\n" + _BY_SMALLEST.format("component")),
    "cdlp": Algorithm(
        "labelPropagation", _propagation, "YIELD node, community\n" + _BY_SMALLEST.format("community"), _TIES
    ),
    "label_propagation": Algorithm(
        "labelPropagation", _weighted_propagation, "YIELD node, community\n" + _BY_SMALLEST.format("community"), _TIES
    ),
    "pagerank": Algorithm(
        "pageRank",
        _ranks,
        "YIELD node, rank\nRETURN id(node) AS id, rank AS score",
        "what becomes of the rank of vertices without outgoing links, and what all ranks sum up to",
    ),
    "bfs": Algorithm(
        "bfs.levels",
        lambda selection, _: _direction(selection),
        "YIELD node, level\nRETURN id(node) AS id, level AS count",
        "nothing, but what is not reached has no row",
    ),
}
"""Ours by theirs. `neptune.algo.degree` has no procedure of ours; `louvain` is not Leiden."""
