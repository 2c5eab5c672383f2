"""Measure, show, and write `docs/results.md`.

Run: ``.venv/bin/python -m benchmarks [--only NAME]``; ``scale`` and ``procedures`` run only when named.
"""

import argparse
from collections.abc import Callable, Iterable

from benchmarks import (
    addresses,
    name_pairs,
    names_across_scripts,
    procedures,
    real_data,
    results,
    rings,
    scale,
    store_speed,
    stores,
)
from benchmarks.measure import conditions
from benchmarks.show import show
from benchmarks.targets import Row

BENCHMARKS: dict[str, Callable[[], Iterable[Row]]] = {
    "store_speed": store_speed.rows,
    "stores": stores.rows,
    "real_data": real_data.rows,
    "name_pairs": name_pairs.rows,
    "names_across_scripts": names_across_scripts.rows,
    "addresses": addresses.rows,
    "scale": scale.rows,
    "procedures": procedures.rows,
    "rings": rings.rows,
}
UNLESS_NAMED = (
    "store_speed",
    "stores",
    "real_data",
    "rings",
    "name_pairs",
    "names_across_scripts",
    "addresses",
)
"""What runs where nothing is named: all that takes minutes, not an hour."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--only", choices=BENCHMARKS, help="this one; the others' tables stay as they are")
    only = options.parse_args().only
    for name in [only] if only else UNLESS_NAMED:
        under = conditions()
        done = show(name, BENCHMARKS[name]())
        results.keep(results.with_rows(results.read(), name, done, under))


if __name__ == "__main__":
    main()
