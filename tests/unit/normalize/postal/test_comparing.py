"""Two addresses: what is the same however it is written, and what is not."""

import pytest

from identity_graph.normalize.postal import ParsedAddress, compare_addresses, compare_parsed_addresses, parse_address

SAME = [
    ("Bahnhofstr. 12, 80335 München", "Bahnhofstraße 12, Munich, Germany"),
    ("12 Main St, Springfield IL 62704", "12 Main Street, Springfield, Illinois"),
    ("ул. Ленина 5, Москва", "Ulitsa Lenina 5, Moscow, Russia"),
    ("東京都中央区日本橋1丁目2番3号", "1-2-3 Nihombashi, Chuo-ku, Tokyo, Japan"),
    ("서울특별시 강남구 테헤란로 152", "152 Teheran-ro, Gangnam-gu, Seoul"),
    ("北京市朝阳区建国路88号", "No. 88 Jianguo Road, Chaoyang District, Beijing, China"),
    ("شارع التحرير 15، القاهرة، مصر", "15 El Tahrir Street, Cairo, Egypt"),
    ("Αριστοτέλους 12, Θεσσαλονίκη", "Aristotelous 12, Thessaloniki, Greece"),
    ("Av. Paulista 1578, São Paulo", "Avenida Paulista, 1578 - Bela Vista, Sao Paulo - SP"),
    ("Calle 10 # 43-12, Medellín", "Cl 10 No 43-12 Medellin Colombia"),
    ("P.O. Box 1234, Dubai, UAE", "PO BOX 1234 Dubai United Arab Emirates"),
    ("Rosenthaler Str. 1 Berlin", "Rosentaler Strasse 1, 10119 Berlin"),
    ("10 rue de la Paix, 75002 Paris", "10, r. de la Paix Paris 75002 France"),
    ("12 Main St, Springfield IL", "Springfield, IL, 12 Main Street"),
]
OTHER = [
    ("12 Main St, Springfield IL 62704", "14 Main Street, Springfield, Illinois 62704"),
    ("12 Main St, Springfield IL 62704", "12 Main Street, Chicago, Illinois"),
    ("12 Main St, Springfield IL 62704", "12 Oak Street, Springfield, Illinois 62704"),
    ("P.O. Box 1234, Dubai, UAE", "PO BOX 1235 Dubai United Arab Emirates"),
    ("Flat 4, 12 Wells Road, Ossett, WF5 8PG", "Flat 5, 12 Wells Rd, Ossett WF5 8PG"),
    ("Paris, France", "London, United Kingdom"),
    ("ул. Ленина 5, Москва", "ул. Пушкина 5, Москва"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_written_differently_it_is_one_place(a: str, b: str) -> None:
    found = compare_addresses(a, b)
    assert found.score > 0.85, found
    assert found.level == "same"


@pytest.mark.parametrize(("a", "b"), OTHER)
def test_other_places_are_told_apart(a: str, b: str) -> None:
    assert compare_addresses(a, b).score < 0.5


def test_a_missing_flat_is_not_another_flat() -> None:
    one, none, other = (f"{flat}12 Wells Road, Ossett, WF5 8PG" for flat in ("Flat 4, ", "", "Flat 5, "))
    missing, different = compare_addresses(one, none), compare_addresses(one, other)
    assert missing.score > 0.9 > 0.5 > different.score
    assert missing.level == different.level == "same building"
    assert "flat only in one" in missing.reasons
    assert different.reasons[0] == "different flats"


def test_the_weightiest_reason_comes_first() -> None:
    found = compare_addresses("12 Main St, Springfield IL 62704", "14 Main St, Springfield IL 62704")
    assert found.reasons[0] == "different house numbers (12, 14)"
    assert "same street" in found.reasons


def test_a_missing_house_number_tells_less_than_another_one() -> None:
    full, none, other = (f"{number}Main St, Springfield IL 62704" for number in ("12 ", "", "14 "))
    assert compare_addresses(full, full).score == 1
    assert compare_addresses(full, none).score > 0.7 > compare_addresses(full, other).score
    assert compare_addresses(full, none).level == "same street"


def test_without_commas_words_and_numbers_tell() -> None:
    text = "No. 56, Opp. Security Hall, Toraboz Khan Lane, Kabul, Afghanistan"
    assert compare_addresses("Zaragoza 1050, Reynosa, Tamaulipas, Mexico", "Zaragoaz 1050 Reynosa").score > 0.7
    assert compare_addresses(text, text.replace("56", "57")).score < 0.5
    assert compare_addresses("Box 12, Stockholm", "Kungsgatan 12, Stockholm").score < 0.5
    assert compare_addresses("100 Queen St W, Toronto ON", "100 Queen St E, Toronto ON").score < 0.5


def test_nothing_to_compare_is_said() -> None:
    found = compare_addresses("", "12 Main St, Boston")
    assert (found.score, found.level) == (0.0, "nothing to compare")


def test_addresses_that_were_read_already_compare_alike() -> None:
    a, b = "12 Main St, Springfield IL", "12 Main Street, Springfield, Illinois"
    assert compare_parsed_addresses(parse_address(a), parse_address(b)) == compare_addresses(a, b)
    columns = ParsedAddress(house_number="12", road="Main St", city="Springfield", country="US")
    assert compare_parsed_addresses(columns, parse_address(b)).level == "same"
