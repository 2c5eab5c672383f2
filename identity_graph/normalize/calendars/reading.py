"""A date as somebody wrote it, to every Gregorian date it may be."""

import re
from functools import lru_cache
from typing import Final

from identity_graph.normalize.calendars.cleaning import DATE_MAX, clean
from identity_graph.normalize.calendars.data import version
from identity_graph.normalize.calendars.formats import in_formats
from identity_graph.normalize.calendars.orders import YEARS_EASY_TO_READ, in_digits
from identity_graph.normalize.calendars.placeholders import nobodys, stands_for, without_unknown_parts
from identity_graph.normalize.calendars.qualified import qualified
from identity_graph.normalize.calendars.result import DateReading, Qualifier, ReadDate
from identity_graph.normalize.calendars.weighing import CALENDAR_NAMES, latest_year, weigh, years_meant
from identity_graph.normalize.calendars.wording import in_plain_words, in_words
from identity_graph.normalize.countries import country_code
from identity_graph.normalize.text import CACHE_SIZE

READINGS_MAX: Final = 24
"""Readings of one text that are kept, the likeliest."""
YEARS_MAX: Final = 12
"""Years between two that are listed each; of a wider range only its ends."""
FUTURE_SHARE: Final = 0.05
"""What is left of the share of a year that has not come yet."""
_ISO_DAY: Final = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])")
"""A day that every month has."""
_PLAIN: Final = re.compile(r"[0-9][0-9 ./,:tz+-]*", re.ASCII)


def read_date(text: str, *, country: str | None = None, formats: tuple[str, ...] = ()) -> ReadDate:
    """Every date a text may mean, with shares. ``country`` (a code or name) says what is usual there; ``formats`` are
    the source's own (``%d.%m.%Y``, ``hijri:%Y/%m/%d``), tried first. Never raises; no clock is asked."""
    return _read_date(text[: DATE_MAX + 1], country[:DATE_MAX] if country else None, tuple(formats))


@lru_cache(CACHE_SIZE)
def _read_date(text: str, country: str | None, formats: tuple[str, ...]) -> ReadDate:
    code = country_code(country)
    if not formats and (day := _iso_day(text, code)):
        return _result([day], None, (), code)
    cleaned = clean(text)
    if formats and (found := in_formats(cleaned.text, formats, code)):
        return _result(found, None, (*cleaned.changes, "by the source's format"), code)
    if reason := nobodys(cleaned.text):
        known = _single(cleaned.text, code) if cleaned.text.startswith("1") else []
        return ReadDate(_merged(known), None, "date", 1.0, (*cleaned.changes, reason), version())
    plain = _PLAIN.fullmatch(cleaned.text) is not None
    readings = _digits(cleaned.text, code) if plain else in_plain_words(cleaned.text, code)
    if readings:
        return _result(readings, None, cleaned.changes, code)
    masked = without_unknown_parts(cleaned.text)
    changes = cleaned.changes + (("parts marked as unknown left out",) if masked != cleaned.text else ())
    parts, qualifier = qualified(masked)
    found = _together([_single(part, code) for part in parts], qualifier)
    return _result(found, qualifier if found else None, changes, code)


def _iso_day(text: str, country: str | None) -> DateReading | None:
    """The commonest of `_digits` at a fraction of its time: ``1978-11-12`` where no other calendar has such a year."""
    match = _ISO_DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day = map(int, match.groups())
    only_gregorian = year in YEARS_EASY_TO_READ and len(years_meant(year, 4, country)) == 1
    return DateReading(text, 1.0, said=(year, month, day)) if only_gregorian else None


def _digits(text: str, country: str | None) -> list[DateReading]:
    return [reading for numbers in in_digits(text, country) for reading in weigh(numbers, None, country)]


def _single(text: str, country: str | None) -> list[DateReading]:
    return _digits(text, country) or in_words(text, country)


def _together(parts: list[list[DateReading]], qualifier: Qualifier | None) -> list[DateReading]:
    """The readings of one date, of alternatives, or of all years from the first to the last."""
    if not all(parts):
        return []
    if qualifier != "between":
        return [reading._replace(share=reading.share / len(parts)) for part in parts for reading in part]
    first, last = (max(part, key=lambda reading: reading.share) for part in (parts[0], parts[-1]))
    if last.iso < first.iso:
        return []
    years = range(int(first.iso[:4]), int(last.iso[:4]) + 1)
    if len(years) == 1:
        within = first.iso[: 7 if first.iso[:7] == last.iso[:7] else 4]
        return [DateReading(within, 1.0, said=(years[0], 0, 0))]
    if len(years) > YEARS_MAX:
        return [first._replace(share=0.5), last._replace(share=0.5)]
    between = [DateReading(str(year), 1 / len(years), said=(year, 0, 0)) for year in years[1:-1]]
    return [first._replace(share=1 / len(years)), *between, last._replace(share=1 / len(years))]


def _result(
    found: list[DateReading], qualifier: Qualifier | None, changes: tuple[str, ...], country: str | None
) -> ReadDate:
    readings = _merged(found)
    if not readings:
        return ReadDate(changes=changes, table=version())
    best = readings[0]
    stands, chance, reason = stands_for(best, country) if qualifier is None else (None, 0.0, "")
    notes = (*changes, *_notes(readings, country), *((reason,) if reason else ()))
    return ReadDate(readings, qualifier, stands, chance, notes, version())


def _merged(found: list[DateReading]) -> tuple[DateReading, ...]:
    """Each date once, the likeliest first, shares adding up to 1."""
    if len(found) == 1:
        return (found[0] if found[0].share == 1.0 else found[0]._replace(share=1.0),)
    best: dict[tuple[str, str], DateReading] = {}
    for reading in found:
        key = (reading.iso, reading.calendar)
        known = best.get(key)
        best[key] = known._replace(share=known.share + reading.share) if known else reading
    for key, reading in best.items():
        if int(reading.iso[:4]) > latest_year():
            best[key] = reading._replace(share=reading.share * FUTURE_SHARE)
    ranked = sorted(best.values(), key=lambda reading: (-reading.share, reading.iso))[:READINGS_MAX]
    total = sum(reading.share for reading in ranked)
    return tuple(reading._replace(share=round(reading.share / total, 4)) for reading in ranked)


def _notes(readings: tuple[DateReading, ...], country: str | None) -> tuple[str, ...]:
    best = readings[0]
    notes = [f"{best.note}{f', as usual in {country}' if country else ''}"] if best.note else []
    if best.calendar in CALENDAR_NAMES and not best.note.startswith(CALENDAR_NAMES[best.calendar]):
        notes.append(f"read in the {CALENDAR_NAMES[best.calendar]} calendar")
    _, month, day = best.said
    if (month and len(best.iso) == 4 and len(readings) == 1) or (day and len(best.iso) == 7 and len(readings) == 1):
        notes.append("an impossible month or day left out")
    if len(readings) > 1 and len({reading.iso for reading in readings}) > 1:
        notes.append(f"{len(readings)} readings kept")
    return tuple(notes)
