"""The comparable values of one record: what matching sees of it."""

from typing import NamedTuple

from identity_graph.model import EntityKind


class Comparable(NamedTuple):
    """A record, reduced to values that can be compared with any other record's, whatever script or custom it came in.

    All text is NFKC, case-folded Latin without diacritics or punctuation, words separated by one blank; absent values
    are ``None`` or empty. ``record`` is the record's node id.

    - ``given`` / ``family``: of the primary name, for persons only; ``full``: all words of the primary name, sorted
      (organizations: in their order, legal form removed).
    - ``given_spellings`` / ``family_spellings``: the same names as others write them in Latin letters (a family name
      also without the ending of its sex); ``given_in_full``: the names the given name is a spelling or short form of,
      ``given_abroad``: those whose form in some language it (its first word) is; ``given_known``: whether it is listed,
      ``given_sex``: ``f`` or ``m`` where nearly all who bear it are of that sex.
    - ``given_codes`` / ``family_codes``: phonetic codes of each word; ``given_sounds`` / ``family_sounds``: of the
      whole, one for each way to read it, for blocking.
    - ``generation``: ``1`` for Sr. and I, ``2`` for Jr. and II …, where a person's name says so.
    - ``names``: every name's sorted words, ``full`` among them, so that aliases and swapped parts meet.
    - ``name_codes``: phonetic codes of the words of all names, for blocking and as a weak agreement level.
    - ``birth_date``: ISO 8601, possibly partial (``1978`` or ``1978-11``); the most precise one said, as far as it is
      clear. ``birth_days``: every full date that may be meant (``12/11/1978`` of no country has two).
      ``birth_stand_in``: a day that stands for "sometime that year" (``1961-01-01``); ``birth_date`` then has the year.
    - ``documents``: ``scheme:COUNTRY:number`` of every identifier with a plausible number, e.g.
      ``passport:DE:C01X00T47``; ``strong_documents``: those of schemes that are unique to one person or company and
      that do not fail their check.
    - ``phones`` (E.164), ``emails`` (normalized), ``accounts`` (bank, mobile and product accounts).
    - ``postal_codes``, ``streets`` (house number and street, or the first line), ``cities``: one entry for each
      address that has one, sorted, equal ones once.
    """

    record: str
    source: str
    kind: EntityKind
    given: str | None = None
    family: str | None = None
    given_spellings: tuple[str, ...] = ()
    family_spellings: tuple[str, ...] = ()
    given_in_full: tuple[str, ...] = ()
    given_abroad: tuple[str, ...] = ()
    given_known: bool = False
    given_sex: str | None = None
    given_codes: tuple[str, ...] = ()
    family_codes: tuple[str, ...] = ()
    given_sounds: tuple[str, ...] = ()
    family_sounds: tuple[str, ...] = ()
    full: str | None = None
    generation: str | None = None
    names: tuple[str, ...] = ()
    name_codes: tuple[str, ...] = ()
    birth_date: str | None = None
    birth_days: tuple[str, ...] = ()
    birth_stand_in: str | None = None
    birth_place: str | None = None
    gender: str | None = None
    nationalities: tuple[str, ...] = ()
    occupation: str | None = None
    documents: tuple[str, ...] = ()
    strong_documents: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    postal_codes: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
