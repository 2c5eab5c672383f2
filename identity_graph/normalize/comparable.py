"""The comparable values of one record: what matching sees of it."""

from dataclasses import dataclass

from identity_graph.model import EntityKind


@dataclass(frozen=True, slots=True)
class Comparable:
    """A record, reduced to values that can be compared with any other record's, whatever script or custom it came in.

    All text is NFKC, case-folded Latin without diacritics or punctuation, words separated by one blank; absent values
    are ``None`` or empty. ``record`` is the record's node id.

    - ``given`` / ``family``: of the primary name, for persons only; ``full``: all words of the primary name, sorted
      (organizations: in their order, legal form removed).
    - ``generation``: ``1`` for Sr. and I, ``2`` for Jr. and II …, where a person's name says so.
    - ``names``: every name's sorted words, ``full`` among them, so that aliases and swapped parts meet.
    - ``name_codes``: phonetic codes of the words of all names, for blocking and as a weak agreement level.
    - ``birth_date``: ISO 8601, possibly partial (``1978`` or ``1978-11``); the most precise one said.
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
    full: str | None = None
    generation: str | None = None
    names: tuple[str, ...] = ()
    name_codes: tuple[str, ...] = ()
    birth_date: str | None = None
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
