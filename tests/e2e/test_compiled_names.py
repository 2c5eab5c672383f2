"""Names compiled and names in plain Python are one program."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAIRS = ROOT / "tests" / "unit" / "normalize" / "naming" / "pairs.yaml"
SAID = """
import json, sys, yaml
from identity_graph.normalize import compare_names, parse_name
from identity_graph.normalize.naming import comparing
found = []
for kind, pairs in yaml.safe_load(open(sys.argv[1], encoding="utf-8")).items():
    for one, other in (pair["names"] for pair in pairs):
        said = compare_names(one, other, kind=kind)
        found.append([one, other, said.score, said.reasons, repr(parse_name(one, kind=kind))])
print(json.dumps({"file": comparing.__file__, "found": found}))
"""


@pytest.mark.slow
def test_compiled_and_plain_names_say_the_same(tmp_path: Path) -> None:
    compiled = said(ROOT)
    if compiled["file"].endswith(".py"):
        assert not os.environ.get("CI"), "a build server compiles names: see `make names`"
        pytest.skip("names are not compiled here")
    shutil.copytree(ROOT / "identity_graph", tmp_path / "identity_graph", ignore=shutil.ignore_patterns("*.so"))
    plain = said(tmp_path)
    assert plain["file"].endswith(".py")
    assert len(plain["found"]) > 1000
    assert [(x, y) for x, y in zip(compiled["found"], plain["found"], strict=True) if x != y] == []


def said(root: Path) -> dict[str, object]:
    """What a source tree says of the pairs of the tests."""
    env = {**os.environ, "PYTHONPATH": str(root)}
    command = [sys.executable, "-c", SAID, str(PAIRS)]
    done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=True, timeout=120)
    found: dict[str, object] = json.loads(done.stdout)
    return found
