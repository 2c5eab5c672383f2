import pytest

from identity_graph.model import EntityKind, Identifier, Name, PostalAddress, Record
from identity_graph.normalize import blocking_keys, comparable
from identity_graph.normalize.blocking import KEYS_MAX


def shared(one: Record, other: Record) -> set[str]:
    keys, others = blocking_keys(comparable(one)), blocking_keys(comparable(other))
    return {label for key, label in keys.items() if key in others}


def person(given: str | None, family: str | None, born: str | None = None, **said: object) -> Record:
    dates = (born,) if born else ()
    return Record("s", "1", names=(Name(given=given, family=family),), birth_dates=dates, **said)  # type: ignore[arg-type]  # the fields under test


@pytest.mark.parametrize(
    ("one", "other", "label"),
    [
        (person("Anna", "Bell", "1980-02-03"), person("Anna", "Kowalski", "1980-02-03"), "name part+birth date"),
        (person("Robert", "Smith"), person("Smith", "Robert"), "full name"),
        (person("Robert", "Smith"), person("Bob", "Smith"), "full name"),
        (person("Mohammed", "Saleh"), person("محمد", "صالح"), "name sound"),
        (person("Jon", "Meyer", "1980-02-03"), person("John", "Mayer", "1980-03-02"), "name sound+birth year"),
        (person("Al", "Meyer", "1980-02-03"), person("Bo", "Mayer", "1980"), "family sound+birth year"),
        (
            person(None, None, "1980-02-03", birth_places=("Lima",)),
            person("X", "Y", "1980-02-03", birth_places=("LIMA",)),
            "birth date+place",
        ),
        (
            person("Al", "Meyer", addresses=(PostalAddress(postal_code="10115"),)),
            person("Bo", "Meier", addresses=(PostalAddress(postal_code="D-10115"),)),
            "name+postal code",
        ),
        (
            person("Al", "Meyer", addresses=(PostalAddress(street="5 Elm St", city="Ulm"),)),
            person("Adam", "Zorn", addresses=(PostalAddress(street="5 Elm Street", city="ULM"),)),
            "street+initial",
        ),
        (
            person(None, None, identifiers=(Identifier("passport", "C01X00T47", "DE"),)),
            person(None, None, identifiers=(Identifier("national_id", "C01X00T47"),)),
            "document",
        ),
        (person(None, None, emails=("ana.bell@x.de",)), person(None, None, emails=("ana.bell@y.de",)), "email name"),
    ],
)
def test_each_key_survives_its_error(one: Record, other: Record, label: str) -> None:
    assert label in shared(one, other)


def test_kinds_never_meet() -> None:
    def acme(kind: EntityKind) -> Record:
        return Record("s", "1", kind, names=(Name(full="Acme Bank"),), phones=("+4930901820",))

    assert shared(acme("person"), acme("organization")) == set()
    assert {"full name", "phone", "name start", "name sound"} <= shared(acme("organization"), acme("organization"))


def test_keys_are_signed_64_bit_and_bounded() -> None:
    names = tuple(Name(full=f"Given{i} Family{i}") for i in range(1000))
    phones = tuple(f"+4930{i}" for i in range(100_000, 100_200))
    keys = blocking_keys(comparable(Record("s", "1", names=names, phones=phones)))
    assert len(keys) == KEYS_MAX
    assert all(-(2**63) <= key < 2**63 for key in keys)


def test_keys_are_the_same_on_every_machine() -> None:
    """They are stored: a change here needs a new NORMALIZER_VERSION."""
    keys = blocking_keys(comparable(person("Zoltan", "Lovelace")))
    assert keys == {-221215343890374541: "full name", -1918635605467838249: "name sound"}
