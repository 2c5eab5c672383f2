"""Names in many threads at once: what is worked out when first asked for is worked out once for all."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from identity_graph.normalize import compare_names

PAIRS = Path(__file__).parents[1] / "unit" / "normalize" / "naming" / "pairs.yaml"
IN_THREADS = """
import json, sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from identity_graph.normalize import compare_names
pairs = json.load(sys.stdin)
together = Barrier(8)
def said(_):
    together.wait()
    return [[found.score, list(found.reasons)] for found in (compare_names(one, other) for one, other in pairs)]
sys.setswitchinterval(1e-6)
with ThreadPoolExecutor(8) as threads:
    json.dump(list(threads.map(said, range(8))), sys.stdout)
"""


@pytest.mark.slow
def test_eight_threads_that_begin_together_say_what_one_says() -> None:
    pairs = [pair["names"] for pair in yaml.safe_load(PAIRS.read_text("utf-8"))["person"]][:400]
    alone = [[found.score, list(found.reasons)] for found in (compare_names(*pair) for pair in pairs)]
    done = subprocess.run(
        [sys.executable, "-c", IN_THREADS],
        input=json.dumps(pairs),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert json.loads(done.stdout) == [alone] * 8
