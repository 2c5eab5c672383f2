"""Pairs of names, the same party's or not, made of data that was written for other ends.

OFAC: a party's main name and an alias are one party's; historical figures: two ways a person's name is written. Two
that share a word but are of two parties are the non-pairs, as many as there are pairs: near names, as of blocking.
Many an alias is another name altogether (a nom de guerre, a former company name), which no comparison can know.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd

from benchmarks.datasets import ROOT
from identity_graph.normalize.naming import Kind

DATA = ROOT.parent / "shared" / "data"
SEED = 7
PAIRS_MAX = 5_000
"""Of each truth value in a set."""
WORD_LENGTH = 3
"""Letters of a word that brings two names together."""
Named = tuple[str, str]
"""A party and one of its names."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """Two names; whether they are one party's."""

    one: str
    other: str
    same: bool


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """All pairs of one source and kind, in no order."""

    name: str
    kind: Kind
    pairs: Sequence[Labelled]


def labelled_sets() -> Iterator[LabelledSet]:
    """A set for each source and kind."""
    yield _labelled("OFAC people", "person", list(_ofac(people=True)))
    yield _labelled("OFAC organizations", "organization", list(_ofac(people=False)))
    yield _labelled("historical 50k", "person", list(_historical()))
    yield _labelled("Senzing people", "person", list(_senzing("PERSON")))
    yield _labelled("Senzing organizations", "organization", list(_senzing("ORGANIZATION")))


def _labelled(name: str, kind: Kind, named: Sequence[Named]) -> LabelledSet:
    random = Random(SEED)
    matches = _matches(named)
    random.shuffle(matches)
    matches = matches[:PAIRS_MAX]
    pairs = [*matches, *_near_misses(named, len(matches), random)]
    random.shuffle(pairs)
    return LabelledSet(name, kind, pairs)


def _matches(named: Sequence[Named]) -> list[Labelled]:
    """All pairs of differing names of one party."""
    of_party: dict[str, list[str]] = defaultdict(list)
    for party, name in named:
        of_party[party].append(name)
    return [
        Labelled(one, other, same=True)
        for names in of_party.values()
        for one, other in combinations(dict.fromkeys(names), 2)
    ]


def _near_misses(named: Sequence[Named], wanted: int, random: Random) -> list[Labelled]:
    """Differing names of two parties that share a word."""
    with_word: dict[str, list[Named]] = defaultdict(list)
    for entry in named:
        for word in _words(entry[1]):
            with_word[word].append(entry)
    shared = {word for word, entries in with_word.items() if len({party for party, _ in entries}) > 1}
    usable = [entry for entry in named if not shared.isdisjoint(_words(entry[1]))]
    found: dict[tuple[str, str], None] = {}
    for _ in range(40 * wanted):  # small sets have fewer near misses than pairs
        party, name = random.choice(usable)
        other_party, other = random.choice(with_word[random.choice(sorted(shared & _words(name)))])
        if party != other_party and name != other:
            found[min(name, other), max(name, other)] = None
        if len(found) == wanted:
            break
    return [Labelled(*pair, same=False) for pair in found]


def _words(name: str) -> set[str]:
    return {word for word in name.lower().replace(",", " ").replace(".", " ").split() if len(word) >= WORD_LENGTH}


def _ofac(*, people: bool) -> Iterator[Named]:
    """Main names and aliases of the list; ``SMITH, John`` as ``John SMITH``."""
    main = {row[0]: row for row in _lines(DATA / "sanctions" / "sdn.csv") if len(row) > 2}
    wanted = {number for number, row in main.items() if (row[2] == "individual") is people and row[2] != "vessel"}
    for number in sorted(wanted):
        yield number, _straight(main[number][1])
    for row in _lines(DATA / "sanctions" / "alt.csv"):
        if len(row) > 3 and row[0] in wanted:
            yield row[0], _straight(row[3])


def _straight(name: str) -> str:
    family, comma, given = name.partition(", ")
    return (
        f"{given} {family}"
        if comma and "," not in given and not given.startswith(("Inc", "INC", "LTD", "S.A"))
        else name
    )


def _lines(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        return list(csv.reader(file))


def _historical() -> Iterator[Named]:
    people = pd.read_parquet(DATA / "people" / "historical_figures_with_errors_50k.parquet")
    for party, name in zip(people["cluster"], people["full_name"], strict=True):
        if isinstance(name, str) and name.strip():
            yield str(party), name


def _senzing(record_type: str) -> Iterator[Named]:
    folder = DATA / "senzing-truth-set"
    with (folder / "actual_truthset_key.csv").open(encoding="utf-8") as file:
        party = {(row["DATA_SOURCE"], row["RECORD_ID"]): row["CLUSTER_ID"] for row in csv.DictReader(file)}
    for source in ("customers", "reference", "watchlist"):
        for line in (folder / f"{source}.jsonl").read_text("utf-8").splitlines():
            record = json.loads(line)
            if {"RECORD_TYPE": record_type} in record["FEATURES"]:
                found = party[record["DATA_SOURCE"], str(record["RECORD_ID"])]
                yield from ((found, name) for feature in record["FEATURES"] if (name := _senzing_name(feature)))


def _senzing_name(feature: dict[str, Any]) -> str:
    keys = ("NAME_FULL", "NAME_ORG", "NAME_FIRST", "NAME_MIDDLE", "NAME_LAST", "NAME_SUFFIX")
    return " ".join(feature[key] for key in keys if feature.get(key))
