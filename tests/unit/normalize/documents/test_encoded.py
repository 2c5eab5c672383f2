"""What numbers say of their holders, and where that contradicts what is stated."""

import pytest

from identity_graph.normalize.documents import parse_identifier


@pytest.mark.parametrize(
    ("scheme", "number", "births", "sex", "region"),
    [
        ("mx.curp", "BOXW310820HNERXN09", ("1931-08-20",), "M", "born abroad"),
        ("cn.resident_id", "360426199101010071", ("1991-01-01",), "M", "CN-JX"),
        ("pl.pesel", "44051401359", ("1944-05-14",), "M", None),
        ("bg.egn", "8032056031", ("1880-12-05",), "F", None),
        ("cz.rc", "7103192745", ("1971-03-19",), "M", None),
        ("dk.cpr", "2110625629", ("1862-10-21",), "M", None),
        ("ee.isikukood", "36805280109", ("1968-05-28",), "M", None),
        ("fi.hetu", "131052-308T", ("1952-10-13",), "F", None),
        ("it.codice_fiscale", "RCCMNL83S18D969H", ("1983-11-18",), "M", "D969"),
        ("it.codice_fiscale", "RCCMNL83SM8D969S", ("1983-11-18",), "M", "D969"),
        ("no.fnr", "15108695088", ("1986-10-15",), "F", None),
        ("se.personnummer", "8803200016", ("1988-03-20",), "M", None),
        ("ro.cnp", "1630615123457", ("1963-06-15",), "M", "RO-CJ"),
        ("lk.nic_old", "851283746V", ("1985-05-07",), "M", None),
        ("id.nik", "3171011708450001", ("1945-08-17",), "M", "ID-JK"),
        ("kr.rrn", "9710139019902", ("1897-10-13",), "M", None),
        ("za.id", "7503305044089", ("1975-03-30",), "M", None),
        ("be.nn", "85073003328", ("1985-07-30",), "M", None),
        ("be.nn2000", "17073003384", ("2017-07-30",), "M", None),
        ("ua.rntrc", "1759013776", ("1948-02-28",), "M", None),
        ("my.mykad", "770305021234", ("1977-03-05",), "F", "MY-02"),
        ("hn.dni", "0801198504829", ("1985",), None, "HN-FM"),
        ("qa.qid", "28563428374", ("1985",), None, "634"),
    ],
)
def test_encoded(scheme: str, number: str, births: tuple[str, ...], sex: str | None, region: str | None) -> None:
    says = parse_identifier(number, scheme=scheme).says
    assert (says.birth_dates, says.sex, says.region) == (births, sex, region)


def test_the_century_stays_open_where_the_number_does_not_say_it() -> None:
    assert parse_identifier("770305021234", scheme="mykad").says.birth_dates == ("1977-03-05",)
    assert parse_identifier("0502030240813", scheme="sa id").standing == "failed"
    young = parse_identifier("050312021233", scheme="mykad")
    assert young.says.birth_dates == ("1905-03-12", "2005-03-12")


def test_an_impossible_date_fails() -> None:
    assert parse_identifier("7513305044085", scheme="za.id").standing == "failed"


def test_contradictions() -> None:
    number = parse_identifier("7503305044089", scheme="za.id")
    assert number.contradictions(birth_date="30 March 1975", sex="male") == ()
    assert number.contradictions(birth_date="1975") == ()
    assert number.contradictions() == ()
    assert number.contradictions(birth_date="1976-03-30", sex="F") == (
        "the number says born 1975-03-30, stated is 1976-03-30",
        "the number says sex M, stated is F",
    )


def test_either_century_agrees() -> None:
    number = parse_identifier("050312021233", scheme="mykad")
    assert number.contradictions(birth_date="1905-03-12") == ()
    assert number.contradictions(birth_date="2005-03-12") == ()
    assert number.contradictions(birth_date="2006-03-12")


def test_a_number_that_says_nothing_contradicts_nothing() -> None:
    assert parse_identifier("234123412346", scheme="aadhaar").contradictions(birth_date="1975-01-01", sex="F") == ()
