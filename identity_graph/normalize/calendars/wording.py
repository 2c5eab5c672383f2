"""Dates with words: ``3rd of May, 1980``, ``15 رمضان 1405 هـ``, ``昭和55年3月5日``, ``ט"ו בשבט תשמ"ה``."""

import re
from typing import Final, NamedTuple

from identity_graph.normalize.calendars import words
from identity_graph.normalize.calendars.orders import in_digits
from identity_graph.normalize.calendars.result import DateReading
from identity_graph.normalize.calendars.weighing import Numbers, weigh

WORDS_MAX: Final = 12
"""Words of a date that are looked at; longer texts are none."""
NAME_WORDS_MAX: Final = 4
"""Words of a month's name."""
_TOKENS: Final = re.compile(r"""[0-9]+|[^\s0-9,.;:()\[\]/\\|_+*=<>«»{}-]+""")
_TIME: Final = re.compile(r"[t ]+[0-9]{1,2}:[0-9]{2}(?::[0-9.]+)?(?: ?[ap]m)?(?: ?z| ?[+-][0-9:]+| utc| gmt)?$")


_DAY_MONTH_YEAR: Final = re.compile(r"([0-9]{1,2})[ .-]{1,2}([^\W\d_]{3,})[ .,-]{1,2}([0-9]{4})")
_MONTH_DAY_YEAR: Final = re.compile(r"([^\W\d_]{3,})[ .-]{1,2}([0-9]{1,2})[ .,-]{1,2}([0-9]{4})")


class _Worded(NamedTuple):
    months: tuple[words.Month, ...]
    calendar: str | None
    numbers: tuple[str, ...]


def in_plain_words(text: str, country: str | None) -> list[DateReading]:
    """The commonest of `in_words`, at a fraction of its time: day, one month's name and year; none for all others."""
    if match := _DAY_MONTH_YEAR.fullmatch(text):
        day, name, year = match.groups()
    elif match := _MONTH_DAY_YEAR.fullmatch(text):
        name, day, year = match.groups()
    else:
        return []
    months = words.month_words().get(name, ())
    if len(months) != 1 or name in words.country_months(country):
        return []
    calendar, month = months[0]
    return weigh(Numbers(int(year), month, int(day), 4), calendar if calendar != "gregorian" else None, country)


def in_words(text: str, country: str | None) -> list[DateReading]:
    """Every date that a text with words may stand for; none where it is none."""
    bare = _TIME.sub("", text)
    if match := words.era_pattern().match(bare):
        found = _of_era(match, bare[match.end() :], country)
        if found:
            return found
    worded = _sorted_out(bare, country)
    if worded is None:
        return []
    if not worded.months:
        return _numeric(bare, worded, country)
    return [reading for month in worded.months for reading in _with_month(worded, month, country)]


def _of_era(match: re.Match[str], rest: str, country: str | None) -> list[DateReading]:
    name, before, years = words.eras()[match["era"] or match["letter"]]
    year = int(match["year"])
    if not 1 <= year <= years or (match["letter"] and not re.fullmatch(r"(?:[-./ ][0-9]{1,2}){0,2}", rest)):
        return []
    numbers = [int(number) for number in re.findall(r"[0-9]+", rest)[:2]]
    if rest.strip(" -./0123456789"):
        return []
    month, day = (*numbers, 0, 0)[:2]
    found = weigh(Numbers(before + year, month, day, 4), "gregorian", country)
    return [reading._replace(note=f"year {year} of {name.capitalize()}") for reading in found]


def _sorted_out(text: str, country: str | None) -> _Worded | None:
    """The words by what they mean; ``None`` where one means nothing."""
    tokens = _TOKENS.findall(text)
    if not 0 < len(tokens) <= WORDS_MAX:
        return None
    months: tuple[words.Month, ...] = ()
    calendar, numbers, position = None, list[str](), 0
    while position < len(tokens):
        token = tokens[position]
        width, found = _month(tokens, position, country)
        if token.isdecimal():
            numbers.append(token)
        elif found and not months:
            months = found
        elif named := words.calendar_words().get(" ".join(tokens[position : position + 2])):
            calendar, width = named, min(2, len(tokens) - position)
        elif named := words.calendar_words().get(token):
            calendar = calendar or named
        elif (number := words.hebrew_number(token.lstrip("ב") if len(token) > 4 else token)) is not None:
            numbers.append(f"{number:04d}" if number > 30 else str(number))
        elif words.qualifier_words().get(token) != "noise":
            return None
        position += width
    return _Worded(months, calendar, tuple(numbers))


def _month(tokens: list[str], position: int, country: str | None) -> tuple[int, tuple[words.Month, ...]]:
    """How many words from there are a month's name, and the months it may be."""
    for width in range(min(NAME_WORDS_MAX, len(tokens) - position), 0, -1):
        name = " ".join(tokens[position : position + width])
        if number := words.country_months(country).get(name):
            return width, (("gregorian", number),)
        if found := words.month_words().get(name) or words.month_words().get(name.removeprefix("ב")):
            return width, found
    return 1, ()


def _numeric(text: str, worded: _Worded, country: str | None) -> list[DateReading]:
    """Digits beside words that name a calendar (``1405/03/02 هـ``) or say nothing (``born 12/11/1978``)."""
    shape = re.search(r"[0-9].*[0-9]|[0-9]", text)
    found = in_digits(shape[0], country) if shape else []
    if not found and len(worded.numbers) == 1 and worded.calendar:
        found = [Numbers(int(worded.numbers[0][:4]), 0, 0, len(worded.numbers[0]))]
    if not found and len(worded.numbers) == 3:  # ``ngày 5 tháng 3 năm 1980``
        found = in_digits(".".join(worded.numbers), country)
    return [reading for numbers in found for reading in weigh(numbers, worded.calendar, country)]


def _with_month(worded: _Worded, month: words.Month, country: str | None) -> list[DateReading]:
    name, number = month
    calendar = worded.calendar or (name if name != "gregorian" else None)
    if worded.calendar not in {None, name} and not _shares_months(str(worded.calendar), name):
        return []
    year, day = _year_and_day(worded.numbers)
    if year is None:
        return []
    share = 1 / len(worded.months)
    return weigh(Numbers(int(year), number, int(day or 0), len(year), share), calendar, country)


def _shares_months(calendar: str, other: str) -> bool:
    return other == "gregorian" and calendar in {"buddhist", "minguo"}


def _year_and_day(numbers: tuple[str, ...]) -> tuple[str | None, str | None]:
    """A year of three or four digits wherever it stands; else the second number."""
    if not 1 <= len(numbers) <= 2:
        return None, None
    years = [number for number in numbers if 3 <= len(number) <= 4]
    if len(years) == 1:
        return years[0], next((number for number in numbers if number != years[0]), None)
    return (
        (numbers[1], numbers[0])
        if len(numbers) == 2 and len(numbers[1]) == 2 and len(numbers[0]) <= 2
        else (None, None)
    )
