"""Senzing and FollowTheMoney JSON: known by their first line, sorted into what a record has."""

import json
from pathlib import Path
from typing import Any

import pytest
from loaders.factory import Read, data, load

from identity_graph.model import Identifier, Name, PostalAddress


def write(path: Path, *objects: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects), "utf-8")
    return path


FEATURES = [
    {"RECORD_TYPE": "PERSON"},
    {"NAME_FIRST": "Ana", "NAME_LAST": "Gil", "NAME_SUFFIX": "Jr"},
    {"NAME_TYPE": "AKA", "NAME_FULL": "Nan"},
    {"DATE_OF_BIRTH": "12/11/1978"},
    {"ADDR_TYPE": "HOME", "ADDR_LINE1": "1 Main St", "ADDR_LINE2": "Flat 2", "ADDR_CITY": "Reno", "ADDR_STATE": "NV"},
    {"ADDR_LINE1": "1 Main St, Reno NV"},
    {"PHONE_NUMBER": "1", "PHONE_TYPE": "HOME"},
    {"PASSPORT_NUMBER": "P1", "PASSPORT_COUNTRY": "ES"},
    {"DRIVERS_LICENSE_NUMBER": "D1", "DRIVERS_LICENSE_STATE": "NV"},
    {"SSN_NUMBER": "S1"},
    {"EMPLOYER": "ACME"},
]
FLAT = {
    "PRIMARY_NAME_FIRST": "Ana", "PRIMARY_NAME_LAST": "Gil", "AKA_NAME_FULL": "Nan", "DATE_OF_BIRTH": "12/11/1978",
    "HOME_ADDR_LINE1": "1 Main St", "HOME_ADDR_CITY": "Reno", "HOME_PHONE_NUMBER": "1", "PASSPORT_NUMBER": "P1",
    "PASSPORT_COUNTRY": "ES", "STATUS": "Active",
}  # fmt: skip


def test_senzing_features_in_a_list(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl", {"DATA_SOURCE": "CRM", "RECORD_ID": "1", "FEATURES": FEATURES, "STATUS": "Active"}
    )
    (record,) = load(path, None, None).records
    assert (record.source, record.record_id, record.kind) == ("CRM", "1", "person")
    assert record.names == (Name("Ana Gil Jr", "Ana", None, "Gil"), Name("Nan", type="alias"))
    assert record.birth_dates == ("1978-12-11",)
    assert record.addresses == (
        PostalAddress(street="1 Main St, Flat 2", city="Reno", region="NV", type="home"),
        PostalAddress(full="1 Main St, Reno NV"),
    )
    assert record.identifiers == (
        Identifier("passport", "P1", "ES"),
        Identifier("driving_licence", "D1", "US"),
        Identifier("social_security", "S1", "US"),
    )
    assert dict(record.attributes) == {
        "DRIVERS_LICENSE_STATE": '["NV"]',
        "EMPLOYER": '["ACME"]',
        "PHONE_TYPE": '["HOME"]',
        "STATUS": "Active",
    }


def test_senzing_flat(tmp_path: Path) -> None:
    (record,) = load(
        write(tmp_path / "a.jsonl", {"DATA_SOURCE": "CRM", "RECORD_ID": "1", **FLAT}), None, "mine"
    ).records
    assert record.source == "mine"
    assert record.names == (Name(given="Ana", family="Gil"), Name("Nan", type="alias"))
    assert record.addresses == (PostalAddress(street="1 Main St", city="Reno", type="home"),)
    assert record.phones == ("1",)
    assert record.identifiers == (Identifier("passport", "P1", "ES"),)
    assert record.attributes == (("STATUS", "Active"),)


def test_senzing_organizations_and_other_types(tmp_path: Path) -> None:
    acme = {"DATA_SOURCE": "R", "RECORD_ID": "1", "FEATURES": [{"NAME_ORG": "ACME"}]}
    ship = {"DATA_SOURCE": "R", "RECORD_ID": "2", "FEATURES": [{"NAME_ORG": "Anna"}, {"RECORD_TYPE": "VESSEL"}]}
    read = load(write(tmp_path / "a.jsonl", acme, ship), None, None)
    assert [record.kind for record in read.records] == ["organization"]
    assert [bad.reason for bad in read.bad] == ["the kind is neither person nor organization"]


@pytest.mark.parametrize(("name", "count"), [("customers", 120), ("reference", 22), ("watchlist", 17)])
def test_senzing_truth_set(name: str, count: int) -> None:
    read = load(data(f"senzing-truth-set/{name}.jsonl"), None, None)
    assert (len(read.records), read.bad) == (count, [])
    assert {record.source for record in read.records} == {name.upper()}
    assert all(record.names or record.identifiers or record.phones or record.emails for record in read.records)


PERSON = {
    "id": "p1", "schema": "Person", "datasets": ["list"], "caption": "Ana Gil",
    "properties": {
        "name": ["Ana Gil", "Ана Хиль"], "alias": ["Nan"], "firstName": ["Ana"], "lastName": ["Gil"],
        "birthDate": ["1978-11"], "nationality": ["es"], "passportNumber": ["P1"], "address": ["Calle 1, Vigo"],
        "passports": [{"id": "d", "schema": "Passport", "properties": {"number": ["P2"], "country": ["es"]}}, "d9"],
        "addressEntity": [{"id": "a", "schema": "Address", "properties": {"city": ["Vigo"], "country": ["es"]}}],
        "topics": ["sanction"],
    },
}  # fmt: skip


def ftm(path: Path, *entities: dict[str, Any]) -> Read:
    return load(write(path / "a.ftm.json", *entities), None, None)


def test_ftm_person(tmp_path: Path) -> None:
    (record,) = ftm(tmp_path, PERSON).records
    assert (record.source, record.record_id, record.kind) == ("list", "p1", "person")
    assert record.names == (
        Name("Ana Gil", given="Ana", family="Gil"), Name("Ана Хиль"), Name("Nan", type="alias"),
    )  # fmt: skip
    assert (record.birth_dates, record.nationalities) == (("1978-11",), ("es",))
    assert record.identifiers == (Identifier("passport", "P1"), Identifier("passport", "P2", "es"))
    assert record.addresses == (PostalAddress(full="Calle 1, Vigo"), PostalAddress(city="Vigo", country="es"))
    assert dict(record.attributes)["topics"] == '["sanction"]'
    assert dict(record.attributes)["passports"] == '["d9"]'


def test_ftm_company_and_what_is_not_supported(tmp_path: Path) -> None:
    company = {"id": "c", "schema": "Company", "datasets": ["x"], "properties": {"name": ["ACME"], "leiCode": ["L"]}}
    passport = {"id": "d", "schema": "Passport", "properties": {"holder": ["p1"], "number": ["P1"]}}
    read = ftm(tmp_path, company, passport, {"id": "e", "schema": "Person"})
    assert [record.kind for record in read.records] == ["organization"]
    assert read.records[0].identifiers == (Identifier("lei", "L"),)
    assert [bad.line for bad in read.bad] == [2, 3]
    assert read.bad[0].reason.startswith("unsupported schema")
