"""Labelled name pairs: how right, and how fast beside ``nomenklatura``'s ``logic-v2`` where that is installed.

Run: ``python -m benchmarks.name_pairs [pairs.yaml]``; where the peer is not installed, it says so.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from time import process_time
from typing import Any

import yaml

from benchmarks.datasets import ROOT
from benchmarks.targets import Row
from identity_graph.normalize import compare_names

PAIRS = ROOT / "tests" / "unit" / "normalize" / "naming" / "pairs.yaml"
Labelled = tuple[str, str, bool]
Compare = Callable[[str, str, str], float]
THRESHOLDS = (0.5, 0.6, 0.7, 0.8)
"""The peer is given the best of these; ours is asked at .5."""


def rows(path: Path = PAIRS) -> Iterator[Row]:
    """A row for each kind of name and program."""
    found: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text("utf-8"))
    for kind, entries in found.items():
        pairs = [(entry["names"][0], entry["names"][1], bool(entry["same"])) for entry in entries]
        yield {"kind": kind, "program": "identity-graph", **_measured(_ours, kind, pairs, (0.5,))}
        peer = _peer()
        if peer is None:
            yield {"kind": kind, "program": "nomenklatura logic-v2 is not installed: not measured"}
        else:
            yield {"kind": kind, "program": "nomenklatura logic-v2", **_measured(peer, kind, pairs, THRESHOLDS)}


def _measured(compare: Compare, kind: str, pairs: Sequence[Labelled], thresholds: Sequence[float]) -> Row:
    compare(kind, "Anna Weber", "Анна Вебер")
    began = process_time()
    scores = [compare(kind, one, other) for one, other, _ in pairs]
    new = (process_time() - began) / len(pairs) * 1e6
    began = process_time()
    for one, other, _ in pairs:
        compare(kind, one, other)
    again = (process_time() - began) / len(pairs) * 1e6
    truth = [same for _, _, same in pairs]
    best = max((_f1(scores, truth, threshold), threshold) for threshold in thresholds)
    return {
        "pairs": len(pairs),
        "f1": round(best[0], 4),
        "threshold": best[1],
        "micros_new": round(new, 1),
        "micros_again": round(again, 1),
    }


def _f1(scores: Sequence[float], truth: Sequence[bool], threshold: float) -> float:
    right = sum(same and score > threshold for score, same in zip(scores, truth, strict=True))
    wrong = sum(same != (score > threshold) for score, same in zip(scores, truth, strict=True))
    return 2 * right / (2 * right + wrong)


def _ours(kind: str, one: str, other: str) -> float:
    return compare_names(one, other, kind="organization" if kind == "organization" else "person").score


def _peer() -> Compare | None:
    """``logic-v2`` as a whole on entities that have nothing but a name, made anew each time."""
    if not (find_spec("nomenklatura") and find_spec("followthemoney")):
        return None
    from followthemoney import model
    from nomenklatura.matching import LogicV2

    config, numbers = LogicV2.default_config(), count()

    def entity(kind: str, name: str) -> Any:
        schema = "Organization" if kind == "organization" else "Person"
        return model.get_proxy({"id": f"e{next(numbers)}", "schema": schema, "properties": {"name": [name]}})

    return lambda kind, one, other: float(LogicV2.compare(entity(kind, one), entity(kind, other), config).score)


if __name__ == "__main__":
    for row in rows(Path(sys.argv[1]) if len(sys.argv) > 1 else PAIRS):
        print(row)
