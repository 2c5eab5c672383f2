from dataclasses import replace

from identity_graph.model import Identifier, Name, PostalAddress, Record, node_id, record_node_id
from identity_graph.normalize import Comparable, blocking_keys, comparable, identifier_keys

BOB = Record(
    "CRM",
    "1",
    names=(Name(given="Bob", family="Smith"), Name(full="محمد سميث", type="native")),
    birth_dates=("1978", "12/11/1978"),
    birth_places=("Las Vegas",),
    genders=("Male",),
    nationalities=("American", "DE", "Martian"),
    occupations=("Engineer",),
    addresses=(PostalAddress(full="123 Main St, Las Vegas NV 89132"),),
    identifiers=(Identifier("ssn", "294-66-9999"), Identifier("passport", "N/A")),
    phones=("702-919-1300", "(702) 919-1300"),
    emails=("B.Smith@gmail.com", "info@work.com", "noemail@x.com"),
    bank_accounts=("DE89370400440532013000",),
    mobile_accounts=("0712345679",),
    devices=("Dev-7x",),
    ip_addresses=("203.0.113.7", "10.0.0.1"),
    accounts=("A-1",),
    face_templates=("t-1",),
    country="US",
)


def test_a_person() -> None:
    assert comparable(replace(BOB, mobile_accounts=())) == Comparable(
        record=record_node_id("CRM", "1"),
        source="CRM",
        kind="person",
        given="bob",
        family="smith",
        given_spellings=("bob",),
        family_spellings=("smith",),
        given_in_full=("robert",),
        given_known=True,
        given_sex="m",
        given_codes=("pp",),
        family_codes=("smt",),
        given_sounds=("rprt",),
        family_sounds=("smt",),
        full="bob smith",
        names=("bob smith", "muhammad smyth", "robert smith"),
        name_codes=("mmt", "pp", "sms", "smt"),
        birth_date="1978-12-11",
        birth_days=("1978-12-11",),
        birth_place="las vegas",
        gender="m",
        nationalities=("DE", "US"),
        occupation="engineer",
        documents=("social_security:US:294669999",),
        strong_documents=("social_security:US:294669999",),
        phones=("+17029191300",),
        emails=("bsmith@gmail.com",),
        accounts=("account:CRM:A-1", "bank:DE:DE89370400440532013000"),
        postal_codes=("89132",),
        streets=("123 main street",),
        cities=("las vegas",),
    )


def test_an_organization_keeps_its_desk() -> None:
    record = Record("CRM", "2", "organization", names=(Name(full="Acme Ltd."),), emails=("info@acme.com",))
    found = comparable(record)
    assert (found.given, found.family, found.full, found.emails) == (None, None, "acme", ("info@acme.com",))


def test_an_empty_record_has_nothing() -> None:
    empty = Record("s", "1")
    assert comparable(empty) == Comparable(record_node_id("s", "1"), "s", "person")
    assert identifier_keys(empty) == ()
    assert blocking_keys(comparable(empty)) == {}


def test_identifier_nodes() -> None:
    found = identifier_keys(BOB)
    kinds = [(node.kind, node.key) for node in found]
    assert kinds == sorted(kinds)
    assert kinds == [
        ("Account", ("CRM", "A-1")),
        ("Address", ("US", "89132", "", "main street", "123", "")),
        ("BankAccount", ("DE", "DE89370400440532013000")),
        ("Device", ("Dev-7x",)),
        ("Document", ("social_security", "US", "294669999")),
        ("Email", ("bsmith@gmail.com",)),
        ("Email", ("info@work.com",)),
        ("FaceTemplate", ("t-1",)),
        ("IpAddress", ("203.0.113.7",)),
        ("MobileAccount", ("0712345679",)),
        ("Phone", ("+17029191300",)),
    ]
    assert all(None not in node.properties.values() for node in found)
    assert len({node_id(node.kind, *node.key) for node in found}) == len(found)


def test_identifier_properties() -> None:
    by_kind = {node.kind: dict(node.properties) for node in identifier_keys(BOB)}
    assert by_kind["Document"] == {"scheme": "social_security", "country": "US", "number": "294669999"}
    assert by_kind["Account"] == {"account_id": "A-1", "source": "CRM"}
    assert by_kind["Address"] == {
        "house_number": "123",
        "street": "main street",
        "city": "las vegas",
        "region": "nv",
        "postal_code": "89132",
        "country": "US",
        "text": "123 Main St, Las Vegas NV 89132",
    }
