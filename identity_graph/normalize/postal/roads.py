"""Which run is the road, its house number, and what else stands in the same run."""

import re
from typing import Final

from identity_graph.normalize.postal.codes import fits
from identity_graph.normalize.postal.draft import Draft, is_number
from identity_graph.normalize.postal.gazetteer import cities, city_of, region_of
from identity_graph.normalize.postal.tokens import Run, Token, joined
from identity_graph.normalize.postal.vocabulary import (
    ending_of,
    kinds_behind,
    kinds_of_places,
    own_words,
    phrase_at,
    streets,
    venues,
    words,
)

TOLD: Final = 2.0
"""The score from which on a run is the road."""
CODE_MIN: Final = 4
"""Digits of a postal code behind a state's letters."""
REFERENCE_MAX: Final = 4
"""Letters and digits that open a road's reference."""
TOWN_WORDS_MAX: Final = 4
_ORDINAL: Final = re.compile(r"\d+(?:st|nd|rd|th|er|eme|re|й|я|ая|ый|-[йя])\b")
_MAYBE_ORDINAL: Final = re.compile(r"\d+(?:e|a|o)")
_REFERENCE: Final = re.compile(r"[a-z]{1,3} ?\d+[a-z]?(?: ?[a-z]\d+)*")
_NO_TOWNS: Final = frozenset({"regions", "districts"})
_OF: Final = frozenset({"de", "of", "di", "da", "do", "th", "st", "sierpnia", "maja", "listopada", "kwietnia"})


def street_at(run: Run, country: str | None) -> int | None:
    """Which word says that the run is a street; ``None`` where none does."""
    if run.street is None or run.street[0] != country:
        run.street = (country, _street_word(run, country))
    return run.street[1]


def _street_word(run: Run, country: str | None) -> int | None:
    known, own = streets(), own_words("streets", country)
    tokens = run.tokens
    for at, token in enumerate(tokens):
        if (token.key in known or token.key in own) and not _is_state(run, at, country):
            opens = at == 0 or (at == 1 and tokens[0].digit) or (at > 0 and tokens[at - 1].key in _OF)
            if not opens or (token.key not in words("not_first") and len(tokens) > at + 1):
                return at
    return next((at for at, token in enumerate(tokens) if ending_of(token.key)), None)


def _is_state(run: Run, at: int, country: str | None) -> bool:
    """``CT 06101``: the capitals of a state, not a court."""
    written = run.text[run.tokens[at].start : run.tokens[at].end]
    if len(written) > CODE_MIN - 1 or not written.isupper():
        return False
    nexts = run.tokens[at + 1] if at + 1 < len(run.tokens) else None
    coded = nexts is not None and nexts.digit and len(nexts.key) >= CODE_MIN
    if not (coded or (at > 0 and nexts is None)):
        return False
    return region_of(run.tokens[at].key, country or "US") is not None and (coded or not run.text.isupper())


def venue_in(run: Run) -> bool:
    """Whether a word says that the run is the name of a house or an institution."""
    known = venues()
    if known.keys().isdisjoint([token.key for token in run.tokens]):
        return False
    return any(phrase_at(known, run.tokens, at) for at in range(len(run.tokens)))


def road_score(run: Run, country: str | None) -> float:
    """How much speaks for a run being the road; from `TOLD` on it may be it."""
    tokens = run.tokens
    if is_number(tokens):
        return 0.0
    street = street_at(run, country)
    weak = street is not None and tokens[street].key in words("weak")
    score = 0.0 if street is None else 3.0 if weak else 4.0
    if run.house:
        score += 3.0
    elif len(tokens) > 1 and (_leads(tokens) or tokens[-1].digit):
        score += 2.0
    if _REFERENCE.fullmatch(run.phrase) and street is None:
        score += 2.0
    if venue_in(run):
        score -= 0.5 if score >= 4 and not weak else 2.5
    kinds = kinds_of_places()
    if kinds.get(tokens[0].key) in _NO_TOWNS or kinds.get(tokens[-1].key) in _NO_TOWNS:
        score -= 2.0
    if run.phrase in cities() or region_of(run.phrase, country):
        score -= 3.0
    return score


def choose_road(draft: Draft) -> int | None:
    """The place of the road's run: the one most speaks for, the first of equals."""
    best, score = None, TOLD - 0.01
    for at, run in enumerate(draft.runs):
        if (found := road_score(run, draft.country)) > score:
            best, score = at, found
    draft.road_told = best is not None
    return best


def take_road(draft: Draft, at: int) -> int:
    """Take the road and its number out; a town in the same run becomes the run behind it. Gives how many runs stand
    before the road."""
    run = draft.runs.pop(at)
    street = street_at(run, draft.country)
    road, house, behind = _numbered(run, street, draft)
    several = run.house is None and house is not None and run.tokens[-1].digit and sum(t.digit for t in run.tokens) > 1
    if house is None or (several and not _leads(run.tokens)):  # str. 31 August 1989, 121a
        beside, at = _beside(draft, at)
        road = run.written() if beside and several else road
        house = beside or house
    if behind:
        draft.runs.insert(min(at, len(draft.runs)), behind)
        draft.note("the town stood behind the road without a comma")
    draft.put("road", road)
    if house:
        draft.put("house_number", house)
    return at


def _numbered(run: Run, street: int | None, draft: Draft) -> tuple[str, str | None, Run | None]:
    """The road, its number and what stands behind it."""
    tokens = run.tokens
    start, end, house = 0, len(tokens), run.house
    if _is_reference(run):
        return run.written(), house, None
    if (
        house is None
        and _leads(tokens)
        and not (street == 1 and len(tokens) == 2 and _MAYBE_ORDINAL.match(tokens[0].key))
    ):
        start = 2 if len(tokens) > 2 and tokens[1].key in words("number_tails") and street != 1 else 1
        house = run.written(0, start)
    behind = _town_behind(run, start, street, draft)
    if behind is not None:
        end = behind
    if house is None and _is_stair(tokens[:end]):  # Mannerheimintie 12 B 34
        draft.put("entrance", run.written(end - 2, end - 1))
        draft.put("unit", run.written(end - 1, end))
        end -= 2
    if house is None:
        block = "block" in draft.found and draft.country in words("block_is_house")
        last = _last_number(tokens, end, street, block=block)
        if last is not None:
            house, end = run.written(last, end), last
    road = run.written(start, end)
    return road, house, run.sub(behind) if behind is not None else None


def _is_reference(run: Run) -> bool:
    """``A 6``, ``E15``: a road by its number."""
    return (
        len(run.tokens[0].key) <= REFERENCE_MAX
        and bool(_REFERENCE.fullmatch(run.phrase))
        and run.written()[:1].isupper()
    )


def _leads(tokens: list[Token]) -> bool:
    """Whether the first word is a house number: no ordinal, no day of a month."""
    if len(tokens) < 2 or not tokens[0].digit or not tokens[0].key[0].isdecimal():
        return False
    return not _ORDINAL.fullmatch(tokens[0].key) and tokens[1].key not in _OF


def _is_stair(tokens: list[Token]) -> bool:
    """A number, a letter and a number at the end: house, stair and flat."""
    return len(tokens) > 3 and [t.digit for t in tokens[-3:]] == [True, False, True] and len(tokens[-2].key) == 1


def _last_number(tokens: list[Token], end: int, street: int | None, *, block: bool) -> int | None:
    """Where the house number at the end of a road begins."""
    at = end - 1
    tail = not tokens[at].digit and (len(tokens[at].key) == 1 or tokens[at].key in words("number_tails"))
    if tail and at > 0 and tokens[at - 1].digit:
        at -= 1
    if at < 1 or not tokens[at].digit:
        return None
    named = at == 1 and street == 0 and tokens[0].key in streets()
    named = named or (block and tokens[at - 1].key in streets())  # Blk 123 Ang Mo Kio Ave 3
    return None if named or _ORDINAL.fullmatch(tokens[at].key) else at


def _town_behind(run: Run, start: int, street: int | None, draft: Draft) -> int | None:
    """Where a town begins that stands behind the road in one run."""
    tokens = run.tokens
    first = _first_behind(tokens, start, street)
    if first is None and run.at == draft.code_at and street is not None:
        first = max(start, street) + 2
    if first is None or first >= len(tokens) or len(tokens) - first > TOWN_WORDS_MAX + 2:
        return None
    for at in range(max(first, len(tokens) - TOWN_WORDS_MAX), len(tokens)):
        if city_of(joined(tokens[at:]), draft.country):
            return first if at - first <= 1 and tokens[first].digit is False else at
    told = run.at in {draft.code_at, draft.region_at} and start > 0 and len(tokens) - first <= TOWN_WORDS_MAX
    return first if told and not tokens[first].digit else None


def _first_behind(tokens: list[Token], start: int, street: int | None) -> int | None:
    """The first word that may be no longer the road: behind the kind of street, or behind the house number."""
    if street is not None and street > start and start > 0 and tokens[street].key in kinds_behind():
        at = street + 1
        while at < len(tokens) and (tokens[at].key in words("behind_kind") or tokens[at].key in kinds_behind()):
            at += 1
        return at
    plain = street is not None and ending_of(tokens[street].key) is not None and tokens[street].key not in streets()
    for at in range(1 if plain else 2, len(tokens)):
        if at > start and tokens[at].digit and at + 1 < len(tokens) and tokens[at + 1].key not in _OF:
            tail = tokens[at + 1].key in words("number_tails") and at + 2 < len(tokens)
            return at + (2 if tail else 1)
    return 1 if start == 0 and street is None else None


def _beside(draft: Draft, at: int) -> tuple[str | None, int]:
    """A number that stands alone before or behind the road's run; how many runs then stand before the road."""
    told = [place for place, run in enumerate(draft.runs) if run.house is not None]
    for place in (at, at - 1, *told):
        if 0 <= place < len(draft.runs) and is_number(draft.runs[place].tokens):
            run = draft.runs[place]
            if run.code or (
                fits(run.written().upper(), draft.country) and draft.country and "postal_code" not in draft.found
            ):
                continue
            draft.runs.pop(place)
            return run.written(), at - (place < at)
    return None, at
