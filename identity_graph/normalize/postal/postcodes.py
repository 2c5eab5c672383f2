"""The postal code taken out of the runs."""

from typing import Final

from identity_graph.normalize.postal.codes import PLAIN, fits, is_outward, told_country
from identity_graph.normalize.postal.draft import Draft, is_number
from identity_graph.normalize.postal.gazetteer import cities, city_of, region_of
from identity_graph.normalize.postal.roads import street_at
from identity_graph.normalize.postal.tokens import joined

SURE_DIGITS: Final = 6
"""Digits from which on a number at a road's end is no house number."""
COMMON_DIGITS: Final = 4
"""Digits from which on a number beside a town in the first part is no house number."""


def take_code(draft: Draft) -> None:
    """Take the postal code out: the last that has the country's shape, else a number beside a town."""
    if "postal_code" in draft.found:
        return
    last_first = range(len(draft.runs) - 1, -1, -1)
    order = sorted(last_first, key=lambda at: not draft.runs[at].code) if len(draft.runs) > 1 else last_first
    for at in order:
        if (found := _fitting(draft, at)) is not None:
            _take(draft, at, *found, fit=True)
            return
    for at in order:
        if (found := _plain(draft, at)) is not None:
            _take(draft, at, *found, fit=False)
            return


def _fitting(draft: Draft, at: int) -> tuple[int, int] | None:
    """Which words of a run are a code of the country (of any, where none is known)."""
    run = draft.runs[at]
    tokens = run.tokens
    if True not in [token.digit for token in tokens]:
        return None
    for start in range(len(tokens) - 1, -1, -1):
        for end in (start + 2, start + 1):
            if end <= len(tokens) and (tokens[start].digit or tokens[end - 1].digit):
                text = run.text[tokens[start].start : tokens[end - 1].end].upper()
                bare = _bare(text) if end == start + 1 and draft.country else ""
                told = fits(text, draft.country) or (bare and fits(bare, draft.country))
                if told and _allowed(draft, at, start, end):
                    return start, end
        alone = len(tokens) == 1 and tokens[0].digit and at > 0
        if (
            alone
            and draft.country in {None, "GB"}
            and is_outward(run.written().upper())
            and not run.written().isdecimal()
        ):
            return 0, 1
    return None


def _bare(text: str) -> str:
    """Without the blanks and hyphens that some write in it."""
    return text.replace("-", "") if "-" in text and any(map(str.isalpha, text)) else ""


def _allowed(draft: Draft, at: int, start: int, end: int) -> bool:
    """Whether a number at this place may be a code, and not a house number."""
    run = draft.runs[at]
    tokens = run.tokens
    if run.house is not None and is_number(tokens):
        return False
    if run.code or (at > 0 and start == 0 and end == len(tokens)):
        return not (_follows_road(draft, at) or _leads_road(draft, at))
    if end == len(tokens) and start == 0 and draft.country and len(tokens[0].key) >= SURE_DIGITS - 1:
        return len(draft.runs) > 1
    street = street_at(run, draft.country)
    if start == 0:
        return _opens(draft, at, end, street)
    if end < len(tokens) and joined(tokens[end:]) in cities() and len(joined(tokens[start:end])) >= SURE_DIGITS - 1:
        return True
    if draft.country is None and end < len(tokens) and not tokens[start - 1].digit:
        return False
    first = max(1, start - 3) if street is None else max(street + 2, start - 3)
    if any(city_of(joined(tokens[place:start]), draft.country) for place in range(first, start)):
        return True
    earlier = any(token.digit for token in tokens[:start]) or run.house is not None
    if street is None and at > 0:
        return True
    if street is None and at == 0 and (len(draft.runs) == 1 or joined(tokens[:start]) in cities()):
        return True
    return (
        earlier or sum(map(str.isdecimal, joined(tokens[start:end]))) >= SURE_DIGITS or " " in joined(tokens[start:end])
    )


def _opens(draft: Draft, at: int, end: int, street: int | None) -> bool:
    """At the start of a run: not before a street, and in the first run only before a town or where roads come later."""
    run = draft.runs[at]
    if street is not None:
        return False
    if at > 0:
        return not (draft.country is None and end < len(run.tokens) and _is_house_beside(draft, at))
    zero_led = run.tokens[0].key[0] == "0" and draft.country is not None
    if end < len(run.tokens) and (zero_led or (len(draft.runs) == 1 and draft.country)):
        return True
    later = any(street_at(other, draft.country) is not None for other in draft.runs[1:])
    return later or joined(run.tokens[end:]) in cities()


def _is_house_beside(draft: Draft, at: int) -> bool:
    """``12 Alhambra``: in an address with no road so far, a short number before a name is a house's."""
    run = draft.runs[at]
    short = len(run.tokens[0].key) < 5
    return short and not any(street_at(other, draft.country) is not None for other in draft.runs)


def _follows_road(draft: Draft, at: int) -> bool:
    """A short number alone behind a road without a number is the house number (``Via Roma, 15``)."""
    if draft.runs[at].code or at == 0:
        return False
    run, before = draft.runs[at], draft.runs[at - 1]
    short = len(run.written()) <= (4 if at + 1 < len(draft.runs) or draft.country is None else 3)
    road = street_at(before, draft.country) is not None and not any(token.digit for token in before.tokens)
    return short and road and before.house is None


def _leads_road(draft: Draft, at: int) -> bool:
    """``1, Queen Elizabeth Avenue``: a short number alone before a road without one."""
    behind = draft.runs[at + 1] if at + 1 < len(draft.runs) else None
    if behind is None or not is_number(draft.runs[at].tokens) or len(draft.runs[at].written()) >= SURE_DIGITS:
        return False
    return street_at(behind, draft.country) is not None and not behind.tokens[0].digit


def _plain(draft: Draft, at: int) -> tuple[int, int] | None:
    """A number at the start or end of a run that is no road: what the source took for a code."""
    run = draft.runs[at]
    tokens = run.tokens
    if run.house is not None or street_at(run, draft.country) is not None:
        return None
    places = [place for place in (0, len(tokens) - 1) if PLAIN.fullmatch(run.written(place, place + 1))]
    if not places or _follows_road(draft, at) or _leads_road(draft, at):
        return None
    if len(tokens) == 1:
        return (0, 1) if at > 1 or not is_number(draft.runs[0].tokens) else None
    if at == 0 and (len(tokens) == 1 or len(run.written(places[0], places[0] + 1)) < COMMON_DIGITS):
        return None
    rest = tokens[1:] if places[0] == 0 else tokens[:-1]
    if len(joined(tokens)) and len(run.written(places[0], places[0] + 1)) < 2 and joined(rest) not in cities():
        return None
    road_before = any(street_at(other, draft.country) is not None for other in draft.runs[:at])
    if (
        joined(rest) in cities()
        or (at > 0 and region_of(joined(rest), draft.country))
        or (road_before and at == len(draft.runs) - 1)
    ):
        return places[0], places[0] + 1
    return None


def _take(draft: Draft, at: int, start: int, end: int, *, fit: bool) -> None:
    run = draft.runs[at]
    text = run.written(start, end)
    draft.put("postal_code", text)
    if draft.country is None and (told := told_country(text.upper())):
        draft.country = told
        draft.note(f"the country is inferred from the postal code: {told}")
    draft.code_at, draft.code_fits = run.at, fit and draft.country is not None
    if not fit:
        draft.note(
            "the postal code has not the shape of the country's"
            if draft.country
            else "a number was taken for the postal code"
        )
    before, after = run.sub(0, start), run.sub(end)
    before.house, before.code, after.code = run.house, False, False
    draft.replace(at, before, after)
