"""nomenklatura's ``logic-v2`` on pairs of names: a program of its own, in an environment of its own.

Run: ``.venv-peers/bin/python benchmarks/peers/logic_v2.py PAIRS.json`` prints scores and processor seconds as JSON.
``PAIRS.json`` is ``{"kind": "person" | "organization", "first": [[name, name], ...], "pairs": [[name, name], ...]}``.
Every pair is compared once, as two entities that have nothing but a name. They are made, and the first pairs compared,
before the clock runs.
"""

import gc
import json
import sys
from pathlib import Path
from time import process_time
from typing import Any

from followthemoney import model
from nomenklatura.matching import LogicV2


def main() -> None:
    asked = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    schema = "Organization" if asked["kind"] == "organization" else "Person"
    pairs = [(_entity(schema, one), _entity(schema, other)) for one, other in asked["pairs"]]
    config = LogicV2.default_config()
    for one, other in asked["first"]:  # its tables are read here
        LogicV2.compare(_entity(schema, one), _entity(schema, other), config)
    gc.collect()
    began = process_time()
    scores = [float(LogicV2.compare(one, other, config).score) for one, other in pairs]
    print(json.dumps({"scores": scores, "seconds": process_time() - began}))


def _entity(schema: str, name: str) -> Any:
    return model.get_proxy({"id": f"{schema}-{name}", "schema": schema, "properties": {"name": [name]}})


if __name__ == "__main__":
    main()
