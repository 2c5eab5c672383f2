"""Addresses as some 250 territories write them: are the parts found again in the text?

The data are the test cases of the OpenCage address formatter: parts, and the text (`expected`) that a formatter made of
them. The text is what is read, its lines joined by line ends, no country given; the parts are the truth, as far as they
stand in the text. One random half of the cases was looked at while the tables were written (see `looked_at`); both
halves are reported.
Run: ``.venv/bin/python -m benchmarks.addresses``
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

import yaml

from benchmarks.datasets import ROOT
from benchmarks.targets import Row
from identity_graph.normalize import country_code, fold
from identity_graph.normalize.postal import ParsedAddress, parse_address

SEED = 5
WEAK = 0.75
"""Countries below this F1 get a row."""
CASES_MIN = 3
"""… if they have this many cases in the half."""
SAME_PART = {
    "house_number": "house_number",
    "road": "road", "pedestrian": "road", "road_reference": "road", "road_reference_intl": "road",
    "suburb": "quarter", "neighbourhood": "quarter", "city_district": "quarter", "residential": "quarter",
    "quarter": "quarter", "district": "quarter", "subdivision": "quarter", "commercial": "quarter",
    "industrial": "quarter", "houses": "quarter", "allotments": "quarter",
    "city": "city", "town": "city", "village": "city", "hamlet": "city", "municipality": "city", "locality": "city",
    "postal_city": "city", "croft": "city", "farm": "city",
    "state": "region", "county": "region", "state_district": "region", "region": "region", "province": "region",
    "island": "region", "archipelago": "region", "department": "region", "subcounty": "region", "state_code": "region",
    "postcode": "postal_code", "partial_postcode": "postal_code",
    "country": "country", "po_box": "po_box",
}  # fmt: skip
"""The formatter's names for what `ParsedAddress` calls one thing; every other name is of a house or an institution."""
NOT_PARTS = {"country_code", "continent", "attention", "county_code", "ISO3166-2-lvl4"}
OURS = {
    "house_number": "house_number",
    "road": "road",
    "suburb": "quarter",
    "district": "quarter",
    "block": "quarter",
    "city": "city",
    "county": "region",
    "region": "region",
    "postal_code": "postal_code",
    "po_box": "po_box",
    "building": "name",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A territory's text and its parts by what they are; a value may be several things (city and state)."""

    territory: str
    text: str
    parts: dict[str, set[str]]


@dataclass(slots=True)
class Count:
    """Parts found, parts in the truth, parts of the truth that were found."""

    said: int = 0
    true: int = 0
    right: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.said + self.true) if self.said + self.true else 1.0


def rows() -> Iterator[Row]:
    """Both halves, the parts, and the weak countries of the half that was not looked at."""
    parse_address("1 Main Street")  # reads the tables, which is not timed
    seen, kept = halves(cases(ROOT.parent / "shared" / "data" / "addresses"))
    for name, half in (("looked at", seen), ("held out", kept)):
        began = process_time()
        counts = counted(half)
        micros = (process_time() - began) / len(half) * 1e6
        yield {"half": name, "of": "all", **figures(len(half), total(counts.values())), "micros": round(micros)}
    by_part = {
        part: total(count for (_, p), count in counts.items() if p == part)
        for part in sorted({*OURS.values(), "country"})
    }
    for part, count in by_part.items():
        if count.true:
            yield {"half": "held out", "of": part, **figures(len(kept), count)}
    for territory in sorted({case.territory for case in kept}):
        of = [case for case in kept if case.territory == territory]
        count = total(c for (t, _), c in counts.items() if t == territory)
        if count.f1 < WEAK and len(of) >= CASES_MIN:
            yield {"half": "held out", "of": territory.upper(), **figures(len(of), count)}


def figures(cases: int, count: Count) -> Row:
    return {
        "cases": cases,
        "parts": count.true,
        "precision": round(count.right / max(1, count.said), 3),
        "recall": round(count.right / max(1, count.true), 3),
        "f1": round(count.f1, 3),
    }


def total(counts: Any) -> Count:
    found = Count()
    for count in counts:
        found.said, found.true, found.right = (
            found.said + count.said,
            found.true + count.true,
            found.right + count.right,
        )
    return found


def cases(folder: Path) -> list[Case]:
    """All cases in the order of the files' names."""
    found: list[Case] = []
    for path in sorted(folder.rglob("*.yaml")):
        for entry in yaml.safe_load_all(path.read_text("utf-8").replace("\t", " ")):
            if entry and entry.get("expected") and entry.get("components"):
                found.append(_case(path.stem, str(entry["expected"]).strip(), entry["components"]))
    return found


def halves(of: Sequence[Case]) -> tuple[list[Case], list[Case]]:
    """The half that was looked at, and the other."""
    shuffled = list(of)
    Random(SEED).shuffle(shuffled)
    return shuffled[: len(shuffled) // 2], shuffled[len(shuffled) // 2 :]


def counted(of: Sequence[Case]) -> dict[tuple[str, str], Count]:
    """Counts by territory and part."""
    counts: dict[tuple[str, str], Count] = defaultdict(Count)
    for case in of:
        for part, said, true, right in compared(case, parse_address(case.text)):
            count = counts[case.territory, part]
            count.said, count.true, count.right = count.said + said, count.true + true, count.right + right
    return counts


def compared(case: Case, parsed: ParsedAddress) -> Iterator[tuple[str, int, int, int]]:
    """For each value: its part, and whether it was said, is true, and is right.

    A value that is several things may be found as any of them. What we say that has no word of the truth (a state's
    abbreviation that the formatter put in) counts neither way."""
    ours = _ours(parsed)
    words = {word for value in case.parts for word in value.split()}
    for value, parts in case.parts.items():
        right = ours.get(value, set()) & parts
        part = min(right or parts)
        yield part, int(bool(right)), 1, int(bool(right))
    for value, parts in ours.items():
        for part in sorted(parts):
            if part not in case.parts.get(value, set()) and not words.isdisjoint(value.split()):
                yield part, 1, 0, 0


def _ours(parsed: ParsedAddress) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, value in parsed.components().items():
        if name in OURS:
            found[fold(value)].add(OURS[name])
    if parsed.country:
        found[f"country {parsed.country.lower()}"].add("country")
    return found


def _case(territory: str, text: str, components: dict[str, Any]) -> Case:
    """A part counts where it stands in the text outside of a longer one (``Liège`` of ``Chaussée de Liège`` does not).
    Where nothing in the text is called a town, the region or quarter that stands for it may be called one."""
    values = ((name, fold(str(raw)), str(raw)) for name, raw in components.items() if name not in NOT_PARTS)
    left = f" {fold(text).replace(' ', '  ')} "
    parts: dict[str, set[str]] = defaultdict(set)
    standing: set[str] = set()
    for name, value, raw in sorted(values, key=lambda item: -len(item[1])):
        wide = f" {value.replace(' ', '  ')} "
        if not value or (wide not in left and value not in standing):
            continue
        left = left.replace(wide, " | ", 1)
        standing.add(value)
        if name == "country":
            parts[f"country {(country_code(raw) or territory).lower()}"].add("country")
        else:
            parts[value].add(SAME_PART.get(name, "name"))
    if not any("city" in held for held in parts.values()):
        for held in parts.values():
            if held & {"region", "quarter"}:
                held.add("city")
    return Case(territory, text, dict(parts))


if __name__ == "__main__":
    for row in rows():
        print(row, flush=True)
