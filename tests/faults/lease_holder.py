"""A program that holds a store's lease: ``lease_holder.py URL EXPIRES_S ROUNDS``. Raced and killed by tests.

Each round counts one up what it finds in the graph, which goes wrong as soon as two do it at once. 0 rounds: for ever.
"""

import sys
import time
from itertools import count
from pathlib import Path

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parents[2]), str(HERE.parents[1])]

from factory import changes, record  # noqa: E402  # the path comes first

from identity_graph.settings import Settings  # noqa: E402
from identity_graph.stores import lease, open_store  # noqa: E402

COUNTER = record("counter")


def count_up(url: str, rounds: int) -> None:
    with open_store(url, Settings(busy_timeout_s=60)) as store:
        print("ready", flush=True)
        for _ in range(rounds) if rounds else count():
            with store.exclusive():
                found = store.nodes([COUNTER.id])
                value = int(str(found[COUNTER.id].properties["content"])) if found else 0
                print("holds", flush=True)
                store.apply(changes(record("counter", content=str(value + 1)), reference=f"to {value + 1}"))
                while not rounds:
                    time.sleep(60)


if __name__ == "__main__":
    lease.EXPIRES_S = float(sys.argv[2])  # type: ignore[misc]  # what is final for the store is a setting of this test
    count_up(sys.argv[1], int(sys.argv[3]))
