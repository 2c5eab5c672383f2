"""People turned into rows, and rows scattered so that nobody's stand side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from identity_graph.sample.dice import Dice
from identity_graph.sample.households import new_registry, population
from identity_graph.sample.people import SamplePerson
from identity_graph.sample.rings import ring_members
from identity_graph.sample.sources import ROWS

SCATTER_ROWS = 8192


@dataclass(frozen=True, slots=True)
class SampleRow:
    """What one source says about one person, before it gets its record id."""

    source: str
    entity_id: str
    country: str
    ring: str
    fields: dict[str, object]


def generate_people(records: int, seed: int = 7) -> Iterator[SamplePerson]:
    """As many people as have ``records`` rows together; the last one is cut to fit. Ring members come first."""
    registry = new_registry(seed)
    left = records
    for person in chain(ring_members(registry), population(registry)):
        if left <= 0:
            return
        left -= len(person.sources)
        yield person


def generate_rows(records: int, seed: int = 7) -> Iterator[SampleRow]:
    """Exactly ``records`` rows in a scattered order, holding ``SCATTER_ROWS`` of them in memory."""
    return _scattered(Dice(seed + 1), _rows(records, seed))


def _rows(records: int, seed: int) -> Iterator[SampleRow]:
    dice = Dice(seed + 2)
    left = records
    for person in generate_people(records, seed):
        for turn, source in enumerate(person.sources[:left]):
            fields = ROWS[source](dice, person, turn)
            yield SampleRow(source, person.entity_id, person.country.code, person.ring, fields)
        left -= len(person.sources)


def _scattered(dice: Dice, rows: Iterator[SampleRow]) -> Iterator[SampleRow]:
    held: list[SampleRow] = []
    for row in rows:
        if len(held) < SCATTER_ROWS:
            held.append(row)
            continue
        place = dice.below(SCATTER_ROWS)
        yield held[place]
        held[place] = row
    dice.shuffle(held)
    yield from held
