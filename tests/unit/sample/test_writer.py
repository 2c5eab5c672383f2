"""The files: same seed, same bytes; nothing lost between records and truth."""

import csv
import json
from itertools import pairwise
from pathlib import Path

import pytest

from identity_graph.sample import COUNTRIES, SampleFiles, write_sample

RECORDS = 4001
SCRIPTS = {
    "Latin": ("a", "z"),
    "Cyrillic": ("а", "я"),
    "Arabic": ("\u0621", "\u064a"),
    "Han": ("\u4e00", "\u9fff"),
    "Devanagari": ("\u0900", "\u097f"),
}
STEMS = {"core_banking": "customer_no", "kyc": "applicant_id", "payments": "account_id", "watchlist": "entry_id"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleFiles:
    return write_sample(tmp_path_factory.mktemp("sample"), RECORDS, seed=5)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def record_ids(sample: SampleFiles) -> list[tuple[str, str]]:
    found = [("core_banking", row["customer_no"]) for row in table(sample.core_banking)]
    found += [("payments", row["account_id"]) for row in table(sample.payments)]
    for path in (sample.kyc, sample.watchlist):
        lines = path.read_text("utf-8").splitlines()
        found += [(path.stem, json.loads(line)[STEMS[path.stem]]) for line in lines]
    return found


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_same_seed_same_bytes(sample: SampleFiles, tmp_path: Path) -> None:
    write_sample(tmp_path, RECORDS, seed=5)
    assert contents(tmp_path) == contents(sample.truth.parent)


def test_another_seed_another_sample(sample: SampleFiles, tmp_path: Path) -> None:
    write_sample(tmp_path, RECORDS, seed=6)
    assert contents(tmp_path)["core_banking.csv"] != contents(sample.truth.parent)["core_banking.csv"]


@pytest.mark.parametrize("records", [1, 63, 1000])
def test_exactly_as_many_rows_as_asked_for(tmp_path: Path, records: int) -> None:
    reported: list[int] = []
    sample = write_sample(tmp_path, records, progress=reported.append)
    assert len(record_ids(sample)) == len(table(sample.truth)) == sum(reported) == records


def test_every_record_is_in_the_truth_once_and_the_reverse(sample: SampleFiles) -> None:
    records = record_ids(sample)
    truth = [(row["source"], row["record_id"]) for row in table(sample.truth)]
    assert len(set(records)) == len(records) == RECORDS
    assert sorted(records) == sorted(truth)


def test_people_are_counted_and_many_have_several_records(sample: SampleFiles) -> None:
    entities = [row["entity_id"] for row in table(sample.truth)]
    several = {entity for entity in entities if entities.count(entity) > 1}
    assert sample.people == len(set(entities))
    assert 0.40 < len(several) / sample.people < 0.50


def test_rows_of_one_person_do_not_stand_side_by_side(sample: SampleFiles) -> None:
    entities = [row["entity_id"] for row in table(sample.truth)]
    assert sum(one == other for one, other in pairwise(entities)) < RECORDS / 200


def test_rings_have_their_members_whatever_the_size(sample: SampleFiles, tmp_path: Path) -> None:
    assert sample.rings == write_sample(tmp_path, 1000).rings == {"device_ring": 12, "synthetic_identities": 9}
    truth = {(row["source"], row["record_id"]): row["entity_id"] for row in table(sample.truth)}
    rows = table(sample.ring_members)
    assert all(truth[row["source"], row["record_id"]] == row["entity_id"] for row in rows)


def test_ring_members_share_what_the_ring_shares(sample: SampleFiles) -> None:
    accounts = {row["account_id"]: row for row in table(sample.payments)}
    members = [row for row in table(sample.ring_members) if row["source"] == "payments"]
    star = [accounts[row["record_id"]] for row in members if row["ring"] == "device_ring"]
    chain = [accounts[row["record_id"]] for row in members if row["ring"] == "synthetic_identities"]
    assert len({row["device_id"] for row in star}) == 2
    assert len({row["iban"] for row in chain}) == 3
    assert len({row["ip_address"] for row in chain}) == 2
    assert len({row["email"].lower() for row in chain}) == 9


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts(sample: SampleFiles, script: str) -> None:
    low, high = SCRIPTS[script]
    assert any(low <= sign <= high for sign in sample.kyc.read_text("utf-8"))


def test_all_countries(sample: SampleFiles) -> None:
    assert set(sample.by_country) == set(COUNTRIES)
    assert sum(sample.by_country.values()) == sum(sample.by_source.values()) == RECORDS
