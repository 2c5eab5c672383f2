"""Machine-readable zones: the samples of ICAO 9303, what scanners make of them, and what is wrong."""

import pytest

from identity_graph.normalize.documents import parse_mrz

TD3 = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")
TD2 = ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6")
TD1 = ("I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<")
LONG = ("I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2", "STEVENSON<<PETER<JOHN<<<<<<<<<")
MRV_A = ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<")
MRV_B = ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<")


@pytest.mark.parametrize(
    ("lines", "format", "number", "birth", "expiry", "nationality"),
    [
        (TD3, "TD3", "L898902C3", "1974-08-12", "2012-04-15", "UTO"),
        (TD2, "TD2", "D23145890", "1974-08-12", "2012-04-15", "UTO"),
        (TD1, "TD1", "D23145890", "1974-08-12", "2012-04-15", "UTO"),
        (MRV_A, "MRV-A", "L8988901C", "1940-09-07", "1996-12-10", "XXX"),
        (MRV_B, "MRV-B", "L8988901C", "1940-09-07", "1996-12-10", "XXX"),
    ],
)
def test_icao_samples(
    lines: tuple[str, ...], format: str, number: str, birth: str, expiry: str, nationality: str
) -> None:
    zone = parse_mrz(lines)
    assert (zone.format, zone.number, zone.birth_dates, zone.expiry_date) == (format, number, (birth,), expiry)
    assert (zone.surname, zone.given_names, zone.sex) == ("ERIKSSON", "ANNA MARIA", "F")
    assert (zone.issuer, zone.issuing_country, zone.nationality) == ("UTO", None, nationality)
    assert zone.valid
    assert zone.checks
    assert all(zone.checks.values())
    assert not zone.repairs
    assert zone.lines == lines


def test_a_long_number_goes_on_in_the_optional_data() -> None:
    zone = parse_mrz(LONG)
    assert (zone.number, zone.optional, zone.birth_dates) == ("D23145890734", ("", ""), ("1934-07-12",))
    assert zone.checks == {"document number": True, "birth date": True, "expiry date": True, "composite": True}
    assert zone.valid


@pytest.mark.parametrize(
    "lines",
    [
        "".join(TD3),
        "\n".join(TD3),
        " \r\n".join(TD3).lower(),
        f"{TD3[0][:20]}\n{TD3[0][20:]}{TD3[1][:10]}\n{TD3[1][10:]}",
        (TD3[0].rstrip("<"), TD3[1]),
        TD3[0].rstrip("<") + TD3[1],
        (TD3[0] + "<<<", TD3[1]),
        (TD3[0].replace("<<", "«"), TD3[1].replace("<", "‹")),
        " ".join("\n".join(TD3)),
        (TD3[0].replace("<", " "), TD3[1]),
    ],
)
def test_lines_however_they_are_broken(lines: str | tuple[str, ...]) -> None:
    zone = parse_mrz(lines)
    assert (zone.format, zone.number, zone.surname, zone.given_names) == ("TD3", "L898902C3", "ERIKSSON", "ANNA MARIA")
    assert zone.valid


def test_confusions_are_put_right_and_told() -> None:
    zone = parse_mrz((TD3[0], "L8989O2C36UTO74O8122F12O4I59ZE184226B<<<<<1O"))
    assert (zone.number, zone.birth_dates, zone.expiry_date) == ("L898902C3", ("1974-08-12",), "2012-04-15")
    assert zone.repairs[0] == "document number: O at 50 read as 0"
    assert len(zone.repairs) == 5
    assert zone.valid
    assert zone.confidence < parse_mrz(TD3).confidence


def test_fillers_read_as_k() -> None:
    zone = parse_mrz((TD3[0][:25] + "<<" + "K" * 17, TD3[1]))
    assert (zone.given_names, zone.valid) == ("ANNA MARIA", True)
    assert zone.repairs == ("name: K among the closing fillers read as filler",)


def test_what_no_check_digit_covers_is_a_fault_not_a_guess() -> None:
    zone = parse_mrz((TD3[0].replace("ERIKSSON", "ER1KSS0N"), TD3[1].replace("UTO", "UT0")))
    assert (zone.surname, zone.nationality) == ("ER1KSS0N", "UT0")
    assert zone.faults == ("a digit in the name", "a digit in the nationality", "no such code for the nationality")


def test_a_wrong_digit_is_a_fault() -> None:
    zone = parse_mrz((TD3[0], TD3[1].replace("7408122", "7408132")))
    assert zone.checks == {
        "document number": True,
        "birth date": False,
        "expiry date": True,
        "optional data": True,
        "composite": False,
    }
    assert not zone.valid
    assert zone.confidence < 0.3


def test_g_and_6_are_told_unless_the_issuer_decides() -> None:
    united_states = parse_mrz(
        ("P<USATRAVELER<<HAPPY<<<<<<<<<<<<<<<<<<<<<<<<", "3400076237USA7001017M2501017<<<<<<<<<<<<<<04")
    )
    assert not [doubt for doubt in united_states.doubts if "document number" in doubt]
    utopia = parse_mrz(("I<UTOD23145690<<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", TD1[2]))
    assert "6 at 7 of the document number may be G: check digits cannot tell" in utopia.doubts


@pytest.mark.parametrize(
    ("digits", "births"), [("74<<<<", ("1974",)), ("7408<<", ("1974-08",)), ("740800", ("1974-08",)), ("<<<<<<", ())]
)
def test_birth_dates_not_known(digits: str, births: tuple[str, ...]) -> None:
    zone = parse_mrz((TD3[0], f"L898902C36UTO{digits}0F1204159ZE184226B<<<<<10"))
    assert zone.birth_dates == births


def test_both_centuries_where_both_are_possible() -> None:
    zone = parse_mrz((TD3[0], TD3[1].replace("7408122", "0508126")))
    assert zone.birth_dates == ("2005-08-12", "1905-08-12")


@pytest.mark.parametrize(
    ("code", "country"),
    [
        ("D<<", "DE"),
        ("GBN", "GB"),
        ("RKS", "XK"),
        ("USA", "US"),
        ("UNO", None),
        ("XXA", None),
        ("XXB", None),
        ("EUE", None),
    ],
)
def test_codes_of_issuers(code: str, country: str | None) -> None:
    zone = parse_mrz((TD3[0].replace("UTO", code), TD3[1]))
    assert zone.issuing_country == country
    assert not [fault for fault in zone.faults if "issuer" in fault]


def test_names_that_fill_their_field_may_be_cut() -> None:
    full = "P<UTONILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K"
    assert parse_mrz((full, TD3[1])).truncated
    assert not parse_mrz(TD3).truncated


@pytest.mark.parametrize("lines", ["", "hello", "<" * 88, "P<UTO", ["", ""], "\ud800" * 100, "7" * 90, "ﷺ" * 400])
def test_what_is_no_zone_has_faults(lines: str | list[str]) -> None:
    zone = parse_mrz(lines)
    assert zone.faults
    assert not zone.valid
