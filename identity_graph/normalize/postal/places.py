"""Town, quarter, district, region and the name of the house among what is left of an address."""

from typing import Final

from identity_graph.normalize.postal.draft import Draft, is_number
from identity_graph.normalize.postal.gazetteer import CODE_LENGTH, City, cities, city_of, regions
from identity_graph.normalize.postal.roads import venue_in
from identity_graph.normalize.postal.tokens import Run, joined
from identity_graph.normalize.postal.vocabulary import floors, hyphened, kinds_of_places

_HYPHEN_KINDS: Final = {
    "district": "districts",
    "suburb": "districts",
    "region": "regions",
    "city": "towns",
    "block": "districts",
}


def assign_places(draft: Draft, road_at: int | None) -> None:
    """Give every run that is left its part. ``road_at``: how many of them stood before the road."""
    before, after = (draft.runs, []) if road_at is None else (draft.runs[:road_at], draft.runs[road_at:])
    if road_at is None:
        before, after = _without_road(draft)
    large_first = _large_first(draft, before, after)
    if road_at is None and len(draft.runs) == 1 and not draft.stated and not _is_place(draft, draft.runs[0]):
        draft.put("rest", draft.runs[0].written())
        return
    venue = False
    for run in before[:]:
        if (
            (kind_of(run) == "districts" and not venue_in(run))
            or (large_first and _is_place(draft, run))
            or (venue and not venue_in(run))
        ):
            continue
        venue = venue or venue_in(run)
        draft.put("building", run.written(), ahead=not venue or "building" in draft.found)
        before.remove(run)
    if large_first:
        for run in [run for run in after if venue_in(run) and kind_of(run) is None]:
            draft.put("building", run.written())
            after.remove(run)
        _assign(draft, [*after, *reversed(before)])
    else:
        _assign(draft, [*before, *after])


def _without_road(draft: Draft) -> tuple[list[Run], list[Run]]:
    """Where no word tells the road: before a town with a postal code the run is the road, and behind a house's name;
    else all are places."""
    runs = draft.runs
    if len(runs) < 2 or "po_box" in draft.found:
        return [run for run in runs[:1] if venue_in(run) and len(runs) > 1], runs[1:] if len(runs) > 1 and venue_in(
            runs[0]
        ) else runs
    named = [at for at in range(1, len(runs)) if kind_of(runs[at]) != "regions"]
    if not named:
        return [], runs
    town = next((at for at in reversed(named) if _could_be_town(draft, runs[at])), named[-1])
    first = 1 if venue_in(runs[0]) and town > 1 else 0
    coded = draft.code_at is not None
    third = town >= 2 and not coded and kind_of(runs[0]) is None and not any(kind_of(run) for run in runs[:town])
    if (first == 1 or coded or third) and town > first and not _is_place(draft, runs[first]):
        at = max(first, min(1, town - 1))
        draft.put("road", runs[at].written())
        start = at
        if at and is_number(runs[at - 1].tokens) and "house_number" not in draft.found:  # 123, 4th Cross, Indiranagar
            start -= 1
            draft.put("house_number", runs[start].written())
        return runs[:start], runs[at + 1 :]
    return runs[:first], runs[first:]


def _could_be_town(draft: Draft, run: Run) -> bool:
    return run.at == draft.code_at or city_of(run.phrase, draft.country) is not None


def _is_place(draft: Draft, run: Run) -> bool:
    return kind_of(run) is not None or city_of(_bare(run), draft.country) is not None or run.at == draft.code_at


def _large_first(draft: Draft, before: list[Run], after: list[Run]) -> bool:
    """Whether towns stand before the road: a known one does, and none behind it."""
    if not before:
        return False
    behind = any(city_of(_bare(run), draft.country) or run.at == draft.code_at for run in after)
    ahead = any(_is_place(draft, run) and not venue_in(run) for run in before)
    return ahead and (not behind or not after)


def infer_country(draft: Draft) -> None:
    """The country, where nothing said it, by a large town that is a run of its own, numbers aside. Where a state's
    letters stand, they will tell it (``Paris, TX``)."""
    if draft.country or any(_has_state(run) for run in draft.runs):
        return
    for run in reversed(draft.runs):
        words = [token for token in run.tokens if not token.digit]
        if draft.country is None and words and (found := city_of(joined(words), None)):
            _infer(draft, found)


def _has_state(run: Run) -> bool:
    """Whether the run ends, but for numbers, with the capitals of a state."""
    last = next((at for at in range(len(run.tokens) - 1, -1, -1) if not run.tokens[at].digit), None)
    if last is None or len(run.tokens[last].key) > CODE_LENGTH:
        return False
    return run.written(last, last + 1).strip(".").isupper() and run.tokens[last].key in regions()


def kind_of(run: Run) -> str | None:
    """``districts``, ``regions`` or ``towns``, as a word at an end of the run says."""
    kinds = kinds_of_places()
    first, last = run.tokens[0], run.tokens[-1]
    if len(run.tokens) > 1:
        if found := kinds.get(last.key) or kinds.get(first.key):
            return found
        for at in range(1, len(run.tokens) - 1):
            if kinds.get(run.tokens[at].key) == "regions" and len(run.tokens[at].key) > 3:
                return "regions"
        two = kinds.get(joined(run.tokens[-2:])) or kinds.get(joined(run.tokens[:2]))
        if two:
            return two
    text = run.text[last.start : last.end]
    if "-" in text:
        return _HYPHEN_KINDS.get(hyphened().get(text.rpartition("-")[2].lower(), ""))
    return None


def _bare(run: Run) -> str:
    """The name without a word such as ``city`` or ``г.``"""
    kinds = kinds_of_places()
    tokens = run.tokens
    if len(tokens) > 1 and run.phrase not in cities():
        if kinds.get(tokens[0].key) == "towns":
            return joined(tokens[1:])
        if kinds.get(tokens[-1].key) == "towns":
            return joined(tokens[:-1])
    return run.phrase


def _assign(draft: Draft, runs: list[Run]) -> None:
    """Runs from the small to the large: what stands before the town is a quarter, what stands behind it a region."""
    at = _town_at(draft, runs)
    if at is None:
        for run in runs:
            draft.put({"regions": "region", "districts": "suburb"}.get(kind_of(run) or "", "suburb"), run.written())
        return
    town = runs[at]
    known = city_of(_bare(town), draft.country)
    draft.city_known = known is not None
    _infer(draft, known)
    draft.put("city", town.written())
    for run in runs[:at]:
        number = is_number(run.tokens) and not floors(draft.country, run.written())
        if number and "unit" not in draft.found and "house_number" in draft.found:
            draft.put("unit", run.written())
        else:
            _put_small(draft, run)
    for run in runs[at + 1 :]:
        draft.put(
            "district" if kind_of(run) == "districts" else "county" if "region" in draft.found else "region",
            run.written(),
        )


def _put_small(draft: Draft, run: Run) -> None:
    kind = kind_of(run)
    if kind is None and venue_in(run) and city_of(run.phrase, draft.country) is None:
        draft.put("building", run.written())
    elif kind == "regions":
        draft.put("county", run.written())
    elif "suburb" in draft.found:
        draft.put("district", run.written())
    else:
        draft.put("suburb", run.written())


def _town_at(draft: Draft, runs: list[Run]) -> int | None:
    """Which run is the town: beside the postal code, or known, or the last that no word calls otherwise."""
    free = [at for at, run in enumerate(runs) if kind_of(run) in {None, "towns"}]
    if not free:
        return (
            next((at for at, run in enumerate(runs) if kind_of(run) == "districts" and at), None)
            if len(runs) > 1
            else None
        )
    coded = [at for at, run in enumerate(runs) if run.at == draft.code_at and kind_of(run) != "regions"]
    after = [at for at in free if coded and at > coded[0] and city_of(_bare(runs[at]), draft.country)]
    if after and not city_of(_bare(runs[coded[0]]), draft.country):
        return after[0]
    if coded:
        return coded[0]
    if draft.code_at is not None and draft.code_at == draft.region_at:
        beside = [at for at, run in enumerate(runs) if run.at < draft.code_at]
        if beside and kind_of(runs[beside[-1]]) != "regions":
            return beside[-1]
    called = [at for at in free if kind_of(runs[at]) == "towns"]
    known = [at for at in free if city_of(_bare(runs[at]), draft.country)]
    if called and not known:
        return called[-1]
    return known[-1] if known else free[-1]


def _infer(draft: Draft, known: City | None) -> None:
    """A large town whose name no other large one has tells the country, where nothing else does."""
    if draft.country or known is None or known.people < PEOPLE_MIN:
        return
    held = cities().get(known.name, ())
    if len(held) < 2 or held[1].country == known.country or held[1].people * MUCH_LARGER < known.people:
        draft.country = known.country
        draft.note(f"the country is inferred from the town: {known.country}")


PEOPLE_MIN: Final = 100
"""Thousands of people of a town that tells its country."""
MUCH_LARGER: Final = 10
"""How many times larger than its namesake in another country."""
