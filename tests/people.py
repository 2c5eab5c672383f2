"""People to resolve: the generated sample as comparable values, and single records as short calls."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from identity_graph.model import Identifier, Name, PostalAddress, Record
from identity_graph.normalize import Comparable, blocking_keys, comparable
from identity_graph.resolution import Decided, MatchModel, PairScorer, decide, feature_table, train
from identity_graph.resolution.scoring import ScoredPairs
from identity_graph.resolution.training import RECORDS_MIN
from identity_graph.sample import SampleRow, generate_rows

SAMPLE_RECORDS = 1_000


def person(record_id: str, full: str | None = None, **said: Any) -> Comparable:
    """A person; single values may be given for what a record has many of."""
    names = (Name(full=full, given=said.pop("given", None), family=said.pop("family", None)),)
    many = {
        name: (value,) if isinstance(value, str | Identifier | PostalAddress) else value for name, value in said.items()
    }
    country = many.pop("country", None)
    return comparable(Record("test", record_id, names=names, country=country[0] if country else None, **many))


def decided(model: MatchModel, *people: Comparable, pairs: Sequence[tuple[int, int]] = ((0, 1),)) -> Decided:
    """The pairs of these people (numbered as given), scored and decided."""
    with PairScorer(model, threads=1) as scorer:
        scorer.add(people)
        scorer.pair([left for left, _ in pairs], [right for _, right in pairs])
        return decide(ScoredPairs.together(list(scorer.scored())), model)


@cache
def prior_model() -> MatchModel:
    """The model of somebody with 10,000 records and no experience (names as common as in the sample)."""
    return train(feature_table(sample()[: RECORDS_MIN - 1]), records=10_000)


@cache
def sample() -> tuple[Comparable, ...]:
    """1,000 generated records, ascending by id."""
    rows = enumerate(generate_rows(SAMPLE_RECORDS, seed=3))
    return tuple(sorted((comparable(_record(row, number)) for number, row in rows), key=lambda seen: seen.record))


@cache
def sample_model() -> MatchModel:
    """The model these records teach (about five seconds, once in each test process)."""
    return train(feature_table(sample()))


def keys_of(people: Sequence[Comparable]) -> list[tuple[int, int]]:
    """(blocking key, record number) of all of them."""
    return [(key, number) for number, seen in enumerate(people) for key in blocking_keys(seen)]


def _record(row: SampleRow, number: int) -> Record:
    said: Mapping[str, Any] = row.fields
    residence = said.get("residence", said)
    documents = said.get("documents") or [
        {"type": scheme, "number": said[scheme], "country": row.country}
        for scheme in ("national_id", "passport")
        if said.get(scheme)
    ]
    address = PostalAddress(
        street=residence.get("street") or residence.get("line"),
        house_number=residence.get("house_number") or None,
        city=residence.get("city") or None,
        postal_code=residence.get("postal_code") or None,
        country=row.country,
    )
    return Record(
        row.source,
        str(number),
        names=_names(said),
        birth_dates=_texts(said, "birth_date", "date_of_birth"),
        genders=_texts(said, "sex"),
        nationalities=_texts(said, "nationality"),
        addresses=(address,),
        identifiers=tuple(Identifier(d["type"], d["number"], d["country"]) for d in documents),
        phones=_texts(said, "phone"),
        emails=_texts(said, "email"),
        bank_accounts=_texts(said, "iban"),
        country=row.country,
    )


def _names(said: Mapping[str, Any]) -> tuple[Name, ...]:
    if said.get("given_name") or said.get("family_name"):
        return (Name(given=said["given_name"], family=said["family_name"]),)
    full = Name(full=said.get("full_name") or said.get("name") or said.get("holder_name"))
    native = [Name(full=said["native_name"], type="native")] if said.get("native_name") else []
    return (full, *native, *(Name(full=alias, type="alias") for alias in said.get("aliases", ())))


def _texts(said: Mapping[str, Any], *columns: str) -> tuple[str, ...]:
    return tuple(said[column] for column in columns if said.get(column))
