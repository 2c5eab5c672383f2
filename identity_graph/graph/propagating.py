"""What spreads from known identities over what people share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from identity_graph.graph.communities import SHARED_SIGNALS, Question
from identity_graph.model import Node, kind_of
from identity_graph.procedures import Result, run
from identity_graph.stores import GraphStore

PROPAGATION: Final = Question("seeded_propagation", replace(SHARED_SIGNALS, kinds=("Identity",)))
"""Every identity is a vertex, so that a seed which shares nothing is no error."""


@dataclass(frozen=True, slots=True)
class Reached:
    """An identity that is no seed, its score, and the walk that brought most of it: nodes from a seed to it."""

    node: Node
    score: float
    carried: float
    path: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Propagation:
    """The identities with the highest scores; ``found`` counts all that any score reached (seeds not counted)."""

    result: Result
    seeds: int
    found: int
    reached: tuple[Reached, ...]


def propagate(
    store: GraphStore,
    seeds: Mapping[str, float],
    question: Question = PROPAGATION,
    limit: int = 20,
    reading: Callable[[int], None] = lambda _: None,
) -> Propagation:
    """Spread the seeds' scores (identities by id). Nothing is written. Raises `SettingsError`, `NotFound`."""
    parameters = {**question.parameters, "seeds": dict(seeds)}
    done = run(
        store,
        question.procedure,
        question.selection,
        parameters,
        question.engine,
        exported=question.exported,
        reading=reading,
    )
    table = done.table.select(["id", "score", "carried", "path"])
    rows = [row for row in zip(*table.to_pydict().values(), strict=True) if _is_new(row[0], seeds)]
    nodes = store.nodes(sorted({id for row in rows[:limit] for id in row[3]}))
    reached = [
        Reached(nodes[id], score, by, tuple(nodes[step] for step in path)) for id, score, by, path in rows[:limit]
    ]
    return Propagation(done, len(seeds), len(rows), tuple(reached))


def _is_new(id: str, seeds: Mapping[str, float]) -> bool:
    return kind_of(id) == "Identity" and id not in seeds
