"""Labelled name pairs: how right, and how fast beside ``nomenklatura``'s ``logic-v2``.

The peer runs in an environment of its own, so that its libraries do not meet ours; `make bench` makes it (ICU's headers
may be needed: ``apt-get install libicu-dev pkg-config``). Where it is absent, the rows say so.
Run: ``.venv/bin/python -m benchmarks.name_pairs`` for the rows; with a file of pairs as `peers.logic_v2` has it, for
the scores and processor seconds of ours as that prints the peer's. Each runs in a process of its own, its caches empty.
"""

import gc
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import numpy as np
import numpy.typing as npt
import yaml

from benchmarks.datasets import ROOT
from benchmarks.labelled_names import Labelled, LabelledSet, labelled_sets
from benchmarks.targets import Row
from identity_graph.normalize import compare_names
from identity_graph.normalize.naming import Kind

PEER = ROOT / ".venv-peers" / "bin" / "python"
OURS, LOGIC_V2 = "identity-graph", "nomenklatura logic-v2"
THRESHOLDS = np.arange(0.02, 1.0, 0.02)
TURNS = 5
"""Runs of each program in turn; the quickest counts, for others use the machine too."""
FIRST = (
    ("Anna Weber", "Анна Вебер"),
    ("Anna Webber", "Hana Veber"),
    ("Smith, J.", "John Smyth"),
    ("Zhang Wei", "张伟"),
    ("Yamada Taro", "山田太郎"),
    ("Yamada Taro", "ヤマダ タロウ"),
    ("Kim Jihun", "김지훈"),
    ("Muhammad Ali", "محمد علي"),
    ("David Levi", "דוד לוי"),
    ("Nikos Pappas", "Νίκος Παππάς"),
    ("Somchai Jaidee", "สมชาย ใจดี"),
    ("Ravi Kumar", "रवि कुमार"),
    ("Ani Petrosyan", "Անի Պետրոսյան"),
    ("Giorgi Beridze", "გიორგი ბერიძე"),
    ("Abebe Bekele", "አበበ በቀለ"),
    ("Weber Trading GmbH", "ООО Вебер Трейдинг"),
)
"""Compared before the clock runs: tables are read and expressions compiled once in the life of a program."""
TESTS = ROOT / "tests" / "unit" / "normalize" / "naming" / "pairs.yaml"


@dataclass(frozen=True, slots=True)
class Scored:
    """What a program made of the pairs of a set, and its processor seconds."""

    scores: npt.NDArray[np.float64]
    seconds: float


def rows() -> Iterator[Row]:
    """Two rows for each set: ours and the peer's."""
    for labelled in (*labelled_sets(), *_tests()):
        ours, peer = _in_turn(labelled)
        row = _row(labelled, OURS, ours)
        if peer is None:
            yield row
            yield {"set": labelled.name, "program": f"{LOGIC_V2}: not installed"}
            continue
        other = _row(labelled, LOGIC_V2, peer)
        ahead = round(float(row["f1"]) - float(other["f1"]), 4)
        yield {**row, "f1_ahead": ahead, "times_faster": round(peer.seconds / ours.seconds, 2)}
        yield other


def _in_turn(labelled: LabelledSet) -> tuple[Scored, Scored | None]:
    """The quickest run of each program."""
    ours, peer = list[Scored](), list[Scored]()
    for _ in range(TURNS):
        ours.append(_run(labelled, [sys.executable, "-m", "benchmarks.name_pairs"]))
        if PEER.exists():
            peer.append(_run(labelled, [str(PEER), "benchmarks/peers/logic_v2.py"]))
    return min(ours, key=_seconds), min(peer, key=_seconds, default=None)


def _seconds(scored: Scored) -> float:
    return scored.seconds


def _tests() -> Iterator[LabelledSet]:
    """The pairs of our own tests, which the rules were tuned on."""
    kinds: tuple[Kind, Kind] = ("person", "organization")
    found = yaml.safe_load(TESTS.read_text("utf-8"))
    for kind in kinds:
        pairs = [Labelled(*entry["names"], bool(entry["same"])) for entry in found[kind]]
        yield LabelledSet(f"our tests' (in sample): {kind}", kind, pairs)


def _run(labelled: LabelledSet, program: Sequence[str]) -> Scored:
    with TemporaryDirectory() as folder:
        asked = Path(folder) / "pairs.json"
        pairs = [[pair.one, pair.other] for pair in labelled.pairs]
        asked.write_text(json.dumps({"kind": labelled.kind, "first": FIRST, "pairs": pairs}), "utf-8")
        told = json.loads(subprocess.run([*program, str(asked)], cwd=ROOT, check=True, capture_output=True).stdout)
    return Scored(np.array(told["scores"]), told["seconds"])


def _row(labelled: LabelledSet, program: str, scored: Scored) -> Row:
    same = np.array([pair.same for pair in labelled.pairs])
    best = max((_f1(scored.scores, same, threshold), -threshold) for threshold in map(float, THRESHOLDS))
    return {
        "set": labelled.name,
        "program": program,
        "pairs": len(labelled.pairs),
        "f1": round(best[0], 4),
        "threshold": round(-best[1], 2),
        "f1_at_half": round(_f1(scored.scores, same, 0.5), 4),
        "micros": round(scored.seconds / len(labelled.pairs) * 1e6, 1),
    }


def _f1(scores: npt.NDArray[np.float64], same: npt.NDArray[np.bool_], threshold: float) -> float:
    held = scores > threshold
    right, wrong = int(np.sum(held & same)), int(np.sum(held != same))
    return 2 * right / (2 * right + wrong) if right else 0.0


def _score(path: Path) -> None:
    asked = json.loads(path.read_text("utf-8"))
    for one, other in asked["first"]:
        compare_names(one, other, kind=asked["kind"])
    gc.collect()  # what importing left behind is nobody's comparing; the peer's program does the same
    began = process_time()
    scores = [compare_names(one, other, kind=asked["kind"]).score for one, other in asked["pairs"]]
    print(json.dumps({"scores": scores, "seconds": process_time() - began}))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _score(Path(sys.argv[1]))
    else:
        for row in rows():
            print(row, flush=True)
