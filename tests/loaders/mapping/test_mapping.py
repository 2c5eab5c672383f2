"""What a mapping can say, and how it says what is wrong with it."""

import json
from pathlib import Path
from typing import Any

import pytest
from identity_graph_loaders.mapping import UnfitRow, compile_mapping, load_mapping, mapping_path, ready_mappings
from loaders.factory import load, mapping

from identity_graph.errors import InputError, MappingError, SettingsError
from identity_graph.model import Identifier, Name, PostalAddress, Record


def record(values: dict[str, Any], **said: Any) -> Record:
    return compile_mapping(mapping(**said).file, "test")({"id": "1", "name": "Ana", **values})


def test_names_of_every_form() -> None:
    names = [
        {"given": "g", "middle": "m", "family": "f"},
        {"full": "native", "type": "native"},
        {"full": "aliases", "type": "alias"},
        {"each": "more", "full": "n", "type": {"column": "t"}},
    ]
    values = {
        "g": "Ana",
        "m": "",
        "f": " Gil ",
        "native": "安娜",
        "aliases": ["A", "B"],
        "more": [{"n": "C", "t": "old"}],
    }
    assert record(values, names=names).names == (
        Name(given="Ana", family="Gil"),
        Name("安娜", type="native"),
        Name("A", type="alias"),
        Name("B", type="alias"),
        Name("C", type="old"),
    )


def test_inverted_names_are_turned_for_people_only() -> None:
    names = [{"full": "name", "inverted": True}]
    assert record({"name": "GIL, Ana"}, names=names).names == (Name("GIL, Ana", given="Ana", family="GIL"),)
    assert record({"name": "GIL"}, names=names).names == (Name("GIL"),)
    assert record({"name": "GIL, LTD"}, names=names, kind="organization").names == (Name("GIL, LTD"),)


def test_identifiers_of_lists_and_constants() -> None:
    identifiers = [
        {"scheme": "social_security", "number": "ssn", "country": {"value": "US"}},
        {
            "each": "docs",
            "scheme": {"column": "type", "values": {"NIE": "national_id"}},
            "number": "no",
            "country": "c",
        },
    ]
    docs = [{"type": "Driving Licence", "no": "D1", "c": "ES"}, {"type": "nie", "no": "X2"}, {"type": "passport"}]
    assert record({"ssn": "1", "docs": docs}, identifiers=identifiers).identifiers == (
        Identifier("social_security", "1", "US"),
        Identifier("driving_licence", "D1", "ES"),
        Identifier("national_id", "X2"),
    )


def test_addresses_drop_out_where_they_say_only_the_country() -> None:
    said = {"country": "c", "addresses": [{"city": "home.city", "country": "c"}]}
    assert record({"c": "ES", "home": {"city": "Vigo"}}, **said).addresses == (
        PostalAddress(city="Vigo", country="ES"),
    )
    assert record({"c": "ES", "home": {}}, **said).addresses == ()
    assert record({"c": "ES"}, addresses=[{"country": "c"}]).addresses == (PostalAddress(country="ES"),)


@pytest.mark.parametrize(
    ("spec", "values", "found"),
    [
        ("p", {"p": " 1 "}, ("1",)),
        (["p", "q"], {"p": "1", "q": "1"}, ("1",)),
        ("p", {"p": ["1", ["2", None]]}, ("1", "2")),
        ({"column": "p", "split": ";"}, {"p": "1; 2;;1"}, ("1", "2")),
        ("a.b", {"a": [{"b": 1}, {"b": [2, 3]}, "x"]}, ("1", "2", "3")),
        ("a[].b", {"a": [{"b": "1"}]}, ("1",)),
        ("a.b", {"a.b": "1"}, ("1",)),
        ({"value": "9"}, {}, ("9",)),
        ({"template": "{p}-{q}"}, {"p": "1", "q": "2"}, ("1-2",)),
        ({"template": "{p}-{q}"}, {"p": "1"}, ()),
        ({"column": "p", "default": "d"}, {"p": "NULL"}, ("d",)),
        ({"column": "p", "values": {"one": "1"}}, {"p": "ONE"}, ("1",)),
        ({"column": "p", "values": {"one": "1"}, "default": "d"}, {"p": "two"}, ("d",)),
        ("p", {"p": "NULL"}, ()),
        ("p", {"p": True}, ("true",)),
    ],
)
def test_where_texts_come_from(spec: Any, values: dict[str, Any], found: tuple[str, ...]) -> None:
    assert record(values, phones=spec, empty=["NULL"]).phones == found


@pytest.mark.parametrize(
    ("formats", "text", "iso"),
    [
        (["%Y-%m-%d", "%d/%m/%Y"], "2/11/1978", "1978-11-02"),
        (["%d %b %Y", "%b %Y", "%Y"], "02 Nov 1978", "1978-11-02"),
        (["%d %b %Y", "%b %Y", "%Y"], "November 1978", "1978-11"),
        (["%d %b %Y", "%b %Y", "%Y"], "1978", "1978"),
        (["%Y%m%d"], "19781102", "1978-11-02"),
        (["%Y%m%d"], "1978112", "1978112"),
        (["%d/%m/%Y"], "31/02/1978", "31/02/1978"),
        (["%m/%d/%Y", "%d/%m/%Y"], "25/12/1978", "1978-12-25"),
        ([], "02.11.78", "02.11.78"),
    ],
)
def test_dates(formats: list[str], text: str, iso: str) -> None:
    assert record({"d": text}, birth_dates={"column": "d", "formats": formats}).birth_dates == (iso,)


def test_nothing_a_source_said_is_lost() -> None:
    said: dict[str, Any] = {
        "kind": {"column": "type", "values": {"ship": "organization"}, "default": "person"},
        "identifiers": [{"each": "docs", "scheme": {"column": "t"}, "number": "no"}],
        "phones": "home.phone",
        "ignore": ["cluster", "docs.hash"],
    }
    values = {
        "type": "ship", "cluster": "7", "extra": "x", "blank": " ",
        "home": {"phone": "1", "fax": "2", "deep": {"a": [1]}},
        "docs": [{"t": "p", "no": "1", "until": "2030", "hash": "h"}],
    }  # fmt: skip
    assert record(values, **said).attributes == (
        ("docs[0].until", "2030"),
        ("extra", "x"),
        ("home.deep", '{"a":[1]}'),
        ("home.fax", "2"),
        ("type", "ship"),
    )


def test_extract_takes_the_first_rule_that_fits_a_piece() -> None:
    rules = [
        {"pattern": "(alt )?DOB (?P<birth_date>.+)", "formats": ["%d %b %Y"]},
        {"scheme": "passport", "country": "XX", "starts": ["Passport"]},
        {"pattern": "aka '(?P<name>.+)'"},
    ]
    text = "DOB 02 Nov 1978; Passport A1 (Iran) issued 2001; Passport B2; Passport lost; aka 'Nan'; other."
    found = record({"r": text}, extract=[{"column": "r", "rules": rules}])
    assert found.birth_dates == ("1978-11-02",)
    assert found.identifiers == (Identifier("passport", "A1", "Iran"), Identifier("passport", "B2", "XX"))
    assert found.names == (Name("Ana"), Name("Nan", type="alias"))
    assert found.attributes == (("r", text),)


def test_joins_hang_small_files_under_rows(tmp_path: Path) -> None:
    (tmp_path / "main.csv").write_text("id,name\n1,Ana\n2,Bo\n")
    (tmp_path / "alias.csv").write_text("1,Anita\n1,Nan\nbroken\n3,Nobody\n")
    joins = {"aliases": {"file": "alias.csv", "on": "id", "columns": ["id", "alias"]}}
    named = mapping(joins=joins, names=[{"full": "name"}, {"each": "aliases", "full": "alias", "type": "alias"}])
    read = load(tmp_path / "main.csv", named)
    assert [len(record.names) for record in read.records] == [3, 1]
    assert [(bad.file, bad.line) for bad in read.bad] == [(str(tmp_path / "alias.csv"), 3)]
    (tmp_path / "alias.csv").unlink()
    with pytest.raises(InputError, match="put it beside it"):
        load(tmp_path / "main.csv", named)
    joins["aliases"]["optional"] = True
    assert len(load(tmp_path / "main.csv", mapping(joins=joins)).records) == 2


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"id": " "}, "no record id"),
        ({"name": ""}, "says nothing: every mapped column is empty"),
        ({"type": "ship"}, "the kind is neither person nor organization"),
    ],
)
def test_rows_that_make_no_record(values: dict[str, Any], reason: str) -> None:
    with pytest.raises(UnfitRow, match=reason):
        record({"type": "person", **values}, kind={"column": "type"})


def test_source_of_the_command_goes_before_the_mappings() -> None:
    named = mapping(source="s")
    assert compile_mapping(named.file, None)({"id": "1", "name": "A", "s": "crm"}).source == "crm"
    assert compile_mapping(named.file, "mine")({"id": "1", "name": "A", "s": "crm"}).source == "mine"
    with pytest.raises(UnfitRow, match="no source"):
        compile_mapping(named.file, None)({"id": "1", "name": "A"})
    with pytest.raises(SettingsError, match="--source"):
        compile_mapping(mapping().file, None)


def test_record_id_of_several_columns() -> None:
    assert record({"branch": "7"}, record_id=["branch", "id"]).record_id == "7:1"
    with pytest.raises(UnfitRow, match="no record id"):
        record({}, record_id=["branch", "id"])


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("names: [{full: n}]", "record_id: is missing"),
        ("record_id: a", "names nobody"),
        ("record_id: a\nnames: [{givn: n}]", r"names\[0\]\.givn: unknown key"),
        ("record_id: a\nnames: [{full: {colum: n}}]", r"names\[0\]\.full\.colum: unknown key"),
        ("record_id: a\nnames: [{full: {column: n, value: x}}]", "exactly one of column, value, template"),
        ("record_id: a\nnames: [{full: true}]", r"names\[0\]\.full"),
        ("record_id: a\nphones: p\nkind: ship", "a kind is person or organization"),
        ("record_id: a\nphones: p\nbirth_dates: {column: d, formats: ['%d.%m.%j']}", "unknown %j"),
        ("record_id: a\nphones: p\nextract: [{column: r, rules: [{pattern: '(?P<x>a)'}]}]", "unknown groups x"),
        ("record_id: a\nphones: p\nextract: [{column: r, rules: [{pattern: '('}]}]", "pattern"),
        ("record_id: a\nphones: p\nphones: q", "said twice: phones"),
        ("record_id: [a", "not YAML"),
        ("- a", "list of keys"),
        ("", "list of keys"),
    ],
)
def test_wrong_mappings_say_where(tmp_path: Path, said: str, error: str) -> None:
    (tmp_path / "m.yaml").write_text(said)
    with pytest.raises(MappingError, match=error):
        load_mapping(str(tmp_path / "m.yaml"))


def test_plain_words_are_texts(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text("record_id: on\nnames: [{full: no}]\ncountry: {value: NO}\nphones: 2020-01-01\n")
    named = load_mapping(str(tmp_path / "m.yaml"))
    found = compile_mapping(named.file, "x")({"on": "1", "no": "Ola", "2020-01-01": "5"})
    assert (found.record_id, found.country, found.names[0].full, found.phones) == ("1", "NO", "Ola", ("5",))


def test_missing_columns_are_listed_with_those_there(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id;name\n1;Ana\n")
    with pytest.raises(MappingError, match=r"has not: id, name\. The file has: id;name\. Is the delimiter another"):
        load(tmp_path / "a.csv", mapping())
    (tmp_path / "b.csv").write_text("id,name\n1,Ana\n")
    with pytest.raises(MappingError, match=r"has not: phone"):
        load(tmp_path / "b.csv", mapping(phones="phone"))
    assert load(tmp_path / "b.csv", mapping(phones="phone", optional=["phone"])).records[0].phones == ()


def test_unknown_mapping_names_the_ready_ones() -> None:
    with pytest.raises(MappingError, match=r"fake-1000.*ofac-sdn.*senzing"):
        mapping_path("nothing")


def test_ready_mappings_are_all_sound() -> None:
    assert set(ready_mappings()) >= {"febrl", "ftm", "senzing", "ofac-sdn", "sample-core-banking", "sample-watchlist"}
    for name in ready_mappings():
        assert load_mapping(name).file.description, json.dumps(name)
