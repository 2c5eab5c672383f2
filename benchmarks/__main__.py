"""Measure, show, and write `docs/results.md`.

Run: ``.venv/bin/python -m benchmarks [--only NAME]``; what `ONLY_NAMED` lists runs only when named.
"""

import argparse
from collections.abc import Callable, Iterable

from benchmarks import (
    addresses,
    name_pairs,
    names_across_scripts,
    normalizing,
    ofac_documents,
    procedures,
    procedures_in_stores,
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
    "normalizing": normalizing.rows,
    "ofac_documents": ofac_documents.rows,
    "name_pairs": name_pairs.rows,
    "names_across_scripts": names_across_scripts.rows,
    "addresses": addresses.rows,
    "scale": scale.rows,
    "procedures": procedures.rows,
    "procedures_in_stores": procedures_in_stores.rows,
    "rings": rings.rows,
}
ONLY_NAMED = frozenset({"scale"})
UNLESS_NAMED = tuple(name for name in BENCHMARKS if name not in ONLY_NAMED)
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
