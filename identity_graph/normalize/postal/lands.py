"""The country and the region, told by their names at the ends of an address."""

from typing import Final

from identity_graph.normalize.countries import country_of
from identity_graph.normalize.postal.draft import Draft
from identity_graph.normalize.postal.gazetteer import (
    CODE_LENGTH,
    Region,
    cities,
    city_of,
    countries,
    last_words,
    region_of,
    regions,
    territories,
)
from identity_graph.normalize.postal.roads import street_at
from identity_graph.normalize.postal.tokens import Run, joined
from identity_graph.normalize.postal.vocabulary import kinds_of_places, words

NAME_WORDS_MAX: Final = 6
"""Words of a country's or region's name that are looked at."""


def take_country(draft: Draft) -> None:
    """Take the country's name out: from the last run or the end of it, else from the first."""
    if _take_turned(draft):
        return
    for at in [len(draft.runs) - 1, len(draft.runs) - 2, 0][: len(draft.runs)]:
        if _take_whole(draft, at):
            _take_territory(draft)
            return
    if draft.runs:
        _take_ending(draft, len(draft.runs) - 1)


def _take_turned(draft: Draft) -> bool:
    """``Korea, North``: a country's name in two runs, the second part first."""
    if len(draft.runs) < 2:  # two runs make the name
        return False
    before, last = draft.runs[-2:]
    phrase = f"{last.phrase} {before.phrase}"
    code = countries().get(phrase) or (country_of(phrase) if len(last.phrase) > CODE_LENGTH else None)
    if code is None or len(phrase) <= CODE_LENGTH or code in {countries().get(last.phrase)}:
        return False
    _set(draft, code, f"{before.written()}, {last.written()}")
    del draft.runs[-2:]
    return True


def _take_whole(draft: Draft, at: int) -> bool:
    """The country as all the words of a run that are no number (``860000 China``)."""
    if at < 0 or at >= len(draft.runs):
        return False
    run, whole, start = draft.runs[at], draft.runs[at], 0
    if at == 0 and len(draft.runs) > 1:
        start = next((place for place, token in enumerate(whole.tokens) if not token.digit), 0)
        run = whole.sub(start)
    code = _named(run)
    if code is None or (len(draft.runs) > 1 and _is_rather_region(draft, at, code)):
        return False
    if at not in {0, len(draft.runs) - 1} and not _is_code_only(draft.runs[-1]):
        return False
    if at == 0 and at != len(draft.runs) - 1 and run.phrase in cities():
        return False
    _set(draft, code, run.written())
    draft.replace(at, whole.sub(0, start) if run is not whole else run.sub(0, 0))
    return True


def _is_code_only(run: Run) -> bool:
    return all(token.digit for token in run.tokens)


def _named(run: Run) -> str | None:
    """The country a run names; two letters only in capitals, and not those of a state beside a code."""
    phrase = run.phrase
    if code := countries().get(phrase):
        return code
    if len(phrase) > CODE_LENGTH:
        return country_of(phrase)
    text = run.written()
    if not text.isupper() or (len(phrase) < CODE_LENGTH and (len(text) != 2 or phrase in regions())):
        return None
    return country_of(phrase)


def _is_rather_region(draft: Draft, at: int, code: str) -> bool:
    """``Georgia`` behind Atlanta: the region of a country in which a town before it lies, but none in the other."""
    phrase = draft.runs[at].phrase
    held = regions().get(phrase, ())
    if not held or at == 0:
        return False
    near = draft.runs[at - 1].phrase
    towns = {city.country for city in cities().get(near, ())[:1]}
    return code not in towns and any(region.country in towns for region in held)


def _take_territory(draft: Draft) -> None:
    """``Réunion, France``: the territory stays as the region."""
    if not draft.runs:
        return
    run = draft.runs[-1]
    inner = _named(run)
    if inner and (territories().get(inner) == draft.country or inner == draft.country):
        if inner != draft.country:
            draft.put("region", run.written())
            draft.country, draft.country_text = inner, run.written()
            draft.runs.pop()
        elif len(draft.runs) > 2 and run.phrase not in cities() and run.phrase not in regions():
            draft.runs.pop()


def _take_ending(draft: Draft, at: int) -> None:
    """``Muscat Oman``: the country as the last words of a run, where they are not a region's or a town's."""
    run = draft.runs[at]
    end = len(run.tokens)
    while end > 1 and run.tokens[end - 1].digit:
        end -= 1
    if not _may_end(run, end):
        return
    for start in range(max(1, end - NAME_WORDS_MAX), end):
        phrase = joined(run.tokens[start:end])
        if phrase in regions() and phrase not in countries():
            return
        code = countries().get(phrase)
        if code and (len(phrase) > CODE_LENGTH or run.written(start, end).isupper()):
            if street_at(run, None) is not None and start < 3 and len(draft.runs) == 1:
                return
            if phrase in words("not_endings"):
                continue
            _set(draft, code, run.written(start, end))
            draft.replace(at, run.sub(0, start), run.sub(end))
            return


def _may_end(run: Run, end: int) -> bool:
    """Whether the words before ``end`` may be the name of a country or a region."""
    return not run.text.isascii() or run.tokens[end - 1].key.rpartition(" ")[2] in last_words()


def _set(draft: Draft, code: str, text: str) -> None:
    if draft.country and draft.country != code:
        draft.note(f"the text says {code}, not {draft.country}")
    draft.country, draft.stated, draft.country_text = code, True, text


def take_regions(draft: Draft) -> None:
    """Take out what is a state or province by name: whole runs behind the first, and the last words of one."""
    held: list[Region] = []
    for at in range(len(draft.runs) - 1, 0, -1):
        run = draft.runs[at]
        if run.written() == draft.country and run.at == draft.code_at:  # the territory's own letters: FM 96941
            draft.runs.pop(at)
            continue
        found = region_of(run.phrase, draft.country) or _region_named(run, draft.country)
        found = found or _abbreviated(run.phrase, run.written(), run, draft)
        if found and _leaves_town(draft, at, held):
            draft.put("region" if "region" not in draft.found else "county", run.written())
            draft.region_at = draft.region_at or run.at
            held.append(found)
            draft.runs.pop(at)
            _infer(draft, found)
    if "region" not in draft.found:
        _take_region_endings(draft)


def _region_named(run: Run, country: str | None) -> Region | None:
    """``Khanh Hoa province`` by its name without the word; ``None`` where the name is not known."""
    tokens = run.tokens
    for part in (tokens[:-1], tokens[1:]):
        other = tokens[-1] if part and part[0] is tokens[0] else tokens[0]
        if part and kinds_of_places().get(other.key) == "regions" and (found := region_of(joined(part), country)):
            return found
    return None


def _leaves_town(draft: Draft, at: int, held: list[Region]) -> bool:
    """Whether a run that names both a region and a town is rather the region: another town stands before it."""
    run = draft.runs[at]
    if not city_of(run.phrase, draft.country):
        return True
    if held:  # São Paulo - SP: the region is told already
        return False
    before = draft.runs[at - 1]
    return city_of(before.phrase, draft.country) is not None and street_at(before, draft.country) is None


def _take_region_endings(draft: Draft) -> None:
    """``Palo Alto CA``, ``Ashbury NSW``, ``Barletta BT``."""
    for at in range(len(draft.runs) - 1, -1, -1):
        run = draft.runs[at]
        if not _may_end(run, len(run.tokens)):
            continue
        for start in range(max(0 if at else 1, len(run.tokens) - NAME_WORDS_MAX), len(run.tokens)):
            phrase = joined(run.tokens[start:])
            written = run.written(start)
            found = region_of(phrase, draft.country) or _abbreviated(phrase, written, run, draft)
            short = len(phrase) <= CODE_LENGTH
            if not found or (short and not (written.isupper() or run.at == draft.code_at)):
                continue
            if start == 0 or (phrase in cities() and not short and not _town_before(run, start)):
                break
            draft.put("region", written)
            draft.region_at = run.at
            before = run.sub(0, start)
            before.house = run.house
            draft.replace(at, before)
            _infer(draft, found)
            return


def _town_before(run: Run, start: int) -> bool:
    return any(joined(run.tokens[at:start]) in cities() for at in range(start))


def _abbreviated(phrase: str, written: str, run: Run, draft: Draft) -> Region | None:
    """An abbreviation in capitals, of no known country, beside a postal code or at the end of all."""
    if draft.country or len(phrase) > CODE_LENGTH or not written.isupper() or len(phrase) < 2:
        return None
    held = regions().get(phrase, ())
    if run.at != draft.code_at and run is not draft.runs[-1]:
        return None
    order = {"US": 0, "CA": 1, "AU": 2}
    return min(held, key=lambda region: order.get(region.country, 9), default=None)


def _infer(draft: Draft, found: Region) -> None:
    """A region tells the country where nothing else does."""
    if draft.country is None:
        draft.country = found.country
        draft.note(f"the country is inferred from the region: {found.country}")
