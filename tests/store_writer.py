"""A program that writes change sets into a store: ``store_writer.py URL SEED COUNT``. Killed and raced by tests."""

import random
import sys
from pathlib import Path

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]

from factory import changes, link, phone, record  # noqa: E402  # the path comes first

from identity_graph.model import ChangeSet  # noqa: E402
from identity_graph.settings import Settings  # noqa: E402
from identity_graph.stores import open_store  # noqa: E402

RECORDS_EACH = 20


def change_set(seed: int, number: int) -> ChangeSet:
    """The same for the same numbers; removes some of what the one before wrote, but never a record."""
    pick = random.Random(seed * 1_000_003 + number)
    records = [record(f"{seed} {number} {i}", name=f"Name {pick.random()}") for i in range(RECORDS_EACH)]
    phones = [phone(f"{seed} {pick.randrange(200)}") for _ in range(RECORDS_EACH)]
    before = [record(f"{seed} {number - 1} {i}") for i in range(RECORDS_EACH)] if number else []
    return changes(
        *records,
        *{node.id: node for node in phones}.values(),
        *(link("HAS_PHONE", a, b, records=number) for a, b in zip(records, phones, strict=True)),
        *(link("SAME_AS", a, b) for a, b in zip(records, before, strict=False)),
        removed_links=[link("SAME_AS", records[0], records[1]).key],
        keys={node.id: tuple(sorted({pick.randrange(50) for _ in range(4)})) for node in records},
        reference=f"{seed} {number}",
    )


if __name__ == "__main__":
    with open_store(sys.argv[1], Settings(busy_timeout_s=60)) as store:
        seed, count = int(sys.argv[2]), int(sys.argv[3])
        done = store.applied([f"{seed} {number}" for number in range(count)])
        print("ready", flush=True)
        for number in range(count):
            if f"{seed} {number}" not in done:
                store.apply(change_set(seed, number))
    print("done", flush=True)
