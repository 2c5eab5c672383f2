"""Addresses of many countries and scripts are read into their parts; all of them are made up."""

import pytest

from identity_graph.normalize.postal import parse_address

READ = [
    (
        "123 Main Street, Las Vegas NV 89132",
        {
            "house_number": "123",
            "road": "Main Street",
            "city": "Las Vegas",
            "region": "NV",
            "postal_code": "89132",
            "country": "US",
        },
    ),
    (
        "123 Main St Springfield IL 62704",
        {"road": "Main St", "city": "Springfield", "region": "IL", "postal_code": "62704"},
    ),
    (
        "350 Fifth Avenue, Floor 34, New York, NY 10118-3299",
        {"house_number": "350", "level": "34", "city": "New York", "region": "NY"},
    ),
    (
        "1010 EASY ST, OTTAWA, ONTARIO, K1A 0B1",
        {"road": "EASY ST", "city": "OTTAWA", "region": "ONTARIO", "postal_code": "K1A 0B1", "country": "CA"},
    ),
    (
        "Level 5, 123 George St, Sydney NSW 2000",
        {
            "level": "5",
            "house_number": "123",
            "city": "Sydney",
            "region": "NSW",
            "postal_code": "2000",
            "country": "AU",
        },
    ),
    (
        "53 Pirie Street, Mount Victoria, Wellington 6011, New Zealand",
        {"suburb": "Mount Victoria", "city": "Wellington", "postal_code": "6011", "country": "NZ"},
    ),
    (
        "Flat 4, Orchard House, 12 West Wells Road, Ossett, WF5 8PG, United Kingdom",
        {
            "unit": "4",
            "building": "Orchard House",
            "house_number": "12",
            "road": "West Wells Road",
            "city": "Ossett",
            "postal_code": "WF5 8PG",
            "country": "GB",
        },
    ),
    (
        "Apartment 3, 8 Bishop Street, Dublin 8, D08 TD99, Ireland",
        {"unit": "3", "house_number": "8", "postal_code": "D08 TD99", "country": "IE"},
    ),
    (
        "Rosenthaler Straße 1 10119 Berlin",
        {"house_number": "1", "road": "Rosenthaler Straße", "postal_code": "10119", "city": "Berlin", "country": "DE"},
    ),
    ("Mariahilfer Straße 45/2/13, 1060 Wien, Österreich", {"house_number": "45/2/13", "city": "Wien", "country": "AT"}),
    (
        "Bahnhofstr. 12, CH-8001 Zürich",
        {"house_number": "12", "postal_code": "CH-8001", "city": "Zürich", "country": "CH"},
    ),
    (
        "10 bis rue de la Paix, 75002 Paris",
        {"house_number": "10 bis", "road": "rue de la Paix", "city": "Paris", "country": "FR"},
    ),
    ("Rue de la Loi 16 bte 3, 1000 Bruxelles, Belgique", {"house_number": "16", "unit": "3", "city": "Bruxelles"}),
    (
        "Herengracht 573-2, 1017CD Amsterdam",
        {"house_number": "573-2", "road": "Herengracht", "postal_code": "1017CD", "country": "NL"},
    ),
    ("Calle Mayor 5, 3º B, 28013 Madrid", {"house_number": "5", "level": "3", "unit": "B", "city": "Madrid"}),
    ("Via Roma, 15, 00184 Roma RM, Italia", {"house_number": "15", "road": "Via Roma", "region": "RM", "city": "Roma"}),
    (
        "Kungsgatan 12 lgh 1201, 111 35 Stockholm, Sverige",
        {"house_number": "12", "unit": "1201", "postal_code": "111 35"},
    ),
    ("Nørrebrogade 45, 2. tv, 2200 København N, Danmark", {"house_number": "45", "level": "2", "unit": "TV"}),
    ("Mannerheimintie 12 B 34, 00100 Helsinki, Suomi", {"house_number": "12", "entrance": "B", "unit": "34"}),
    (
        "ul. Marszałkowska 84/92 m. 5, 00-514 Warszawa, Polska",
        {"house_number": "84/92", "unit": "5", "city": "Warszawa"},
    ),
    (
        "Kossuth Lajos utca 12. 3. em., 1053 Budapest, Hungary",
        {"house_number": "12", "level": "3", "road": "Kossuth Lajos utca"},
    ),
    (
        "101000, г. Москва, ул. Тверская, д. 12, корп. 1, кв. 45",
        {
            "road": "ул. Тверская",
            "house_number": "12",
            "building": "корп. 1",
            "unit": "45",
            "postal_code": "101000",
            "country": "RU",
        },
    ),
    ("г. Москва ул. Ленина д.5 кв12", {"road": "ул. Ленина", "house_number": "5", "unit": "12"}),
    (
        "вул. Хрещатик, 22, Київ, 01001, Україна",
        {"road": "вул. Хрещатик", "house_number": "22", "city": "Київ", "country": "UA"},
    ),
    ("Αριστοτέλους 12, 546 24 Θεσσαλονίκη, Ελλάδα", {"house_number": "12", "postal_code": "546 24", "country": "GR"}),
    (
        "Atatürk Mah. Cumhuriyet Cad. No:5 D:3 Kadıköy/İstanbul Türkiye",
        {
            "suburb": "Atatürk Mah.",
            "road": "Cumhuriyet Cad.",
            "house_number": "5",
            "unit": "3",
            "city": "İstanbul",
            "country": "TR",
        },
    ),
    ("P.O. Box 1234, Dubai, UAE", {"po_box": "1234", "city": "Dubai", "country": "AE"}),
    (
        "Block 5, Street 10, House 12, Salmiya, Kuwait",
        {"block": "Block 5", "road": "Street 10", "house_number": "12", "city": "Salmiya"},
    ),
    ("ص.ب 12345، الرياض 11564، المملكة العربية السعودية", {"po_box": "12345", "postal_code": "11564", "country": "SA"}),
    (
        "شارع التحرير 15، القاهرة، مصر",
        {"road": "شارع التحرير", "house_number": "15", "city": "القاهرة", "country": "EG"},
    ),
    (
        "רחוב הרצל 15 דירה 4, תל אביב-יפו 6688312, ישראל",
        {"road": "רחוב הרצל", "house_number": "15", "unit": "4", "postal_code": "6688312"},
    ),
    (
        "Flat No 302, Sai Residency, Opp. City Mall, Baner Road, Pune 411045, Maharashtra, India",
        {
            "unit": "302",
            "building": "Sai Residency",
            "landmark": "Opp. City Mall",
            "road": "Baner Road",
            "city": "Pune",
            "region": "Maharashtra",
            "postal_code": "411045",
        },
    ),
    (
        "House 12, Road 5, Block C, Banani, Dhaka 1213, Bangladesh",
        {"house_number": "12", "road": "Road 5", "block": "Block C", "suburb": "Banani", "city": "Dhaka"},
    ),
    (
        "123/45 ถนนสุขุมวิท แขวงคลองเตย เขตคลองเตย กรุงเทพฯ 10110",
        {
            "house_number": "123/45",
            "road": "ถนนสุขุมวิท",
            "suburb": "แขวงคลองเตย",
            "district": "เขตคลองเตย",
            "postal_code": "10110",
        },
    ),
    (
        "123 Nguyễn Huệ, Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh, Việt Nam",
        {"house_number": "123", "road": "Nguyễn Huệ", "district": "Quận 1", "country": "VN"},
    ),
    (
        "Jl. Jend. Sudirman No. 52, Kel. Senayan, Kec. Kebayoran Baru, Jakarta 12190, Indonesia",
        {"road": "Jl. Jend. Sudirman", "house_number": "52", "city": "Jakarta", "postal_code": "12190"},
    ),
    (
        "Unit 1204, 121 Paseo de Roxas, Brgy. San Lorenzo, Makati City 1223 Metro Manila, Philippines",
        {
            "unit": "1204",
            "house_number": "121",
            "suburb": "Brgy. San Lorenzo",
            "city": "Makati City",
            "postal_code": "1223",
        },
    ),
    (
        "Blk 123 Ang Mo Kio Ave 3 #05-12 Singapore 560123",
        {"house_number": "123", "road": "Ang Mo Kio Ave 3", "unit": "05-12", "postal_code": "560123", "country": "SG"},
    ),
    (
        "東京都中央区日本橋1丁目2番3号 〒103-0027",
        {"house_number": "1-2-3", "suburb": "日本橋", "district": "中央区", "postal_code": "103-0027", "country": "JP"},
    ),
    (
        "1-2-3 Nihombashi, Chuo-ku, Tokyo 103-0027, Japan",
        {"house_number": "1-2-3", "suburb": "Chuo-ku", "city": "Tokyo", "postal_code": "103-0027"},
    ),
    (
        "中国北京市朝阳区建国路88号SOHO现代城A座1201室",
        {
            "city": "北京市",
            "district": "朝阳区",
            "road": "建国路",
            "house_number": "88",
            "unit": "1201",
            "country": "CN",
        },
    ),
    ("台北市信義區信義路五段7號89樓", {"road": "信義路五段", "house_number": "7", "level": "89", "country": "TW"}),
    (
        "서울특별시 강남구 테헤란로 152, 101동 1203호",
        {"district": "강남구", "road": "테헤란로", "house_number": "152", "unit": "1203", "country": "KR"},
    ),
    ("서울 종로구 청운동 12-3번지", {"district": "종로구", "suburb": "청운동", "house_number": "12-3"}),
    (
        "Av. Paulista, 1578 - Bela Vista, São Paulo - SP, 01310-200, Brasil",
        {"road": "Av. Paulista", "house_number": "1578", "suburb": "Bela Vista", "city": "São Paulo", "region": "SP"},
    ),
    ("Calle 10 # 43-12, Medellín, Colombia", {"road": "Calle 10", "house_number": "43-12", "city": "Medellín"}),
    (
        "Av. Insurgentes Sur 1602 Int. 4, Col. Crédito, C.P. 03940, Ciudad de México",
        {"house_number": "1602", "unit": "4", "suburb": "Col. Crédito", "postal_code": "03940"},
    ),
    ("P.O. Box 46464-00100, Nairobi, Kenya", {"po_box": "46464", "postal_code": "00100", "city": "Nairobi"}),
    (
        "Apt 4B, 12 Adeola Odeku Street, Victoria Island, Lagos, Nigeria",
        {"unit": "4B", "house_number": "12", "suburb": "Victoria Island", "city": "Lagos"},
    ),
]


@pytest.mark.parametrize(("text", "parts"), READ, ids=[text[:24] for text, _ in READ])
def test_an_address_is_read_into_its_parts(text: str, parts: dict[str, str]) -> None:
    found = parse_address(text).components()
    assert {name: found.get(name) for name in parts} == parts


def test_what_the_text_says_goes_before_what_the_caller_knows() -> None:
    found = parse_address("5 Rue Haute, Paris, France", "Germany")
    assert found.country == "FR"
    assert "the text says FR, not DE" in found.changes
    assert parse_address("Hauptstraße 5", "Germany").country == "DE"


def test_a_result_says_what_was_done_how_sure_it_is_and_by_which_tables() -> None:
    sure, unsure = parse_address("12 Main St, Springfield, IL 62704, USA"), parse_address("somewhere")
    assert sure.confidence > 0.9 > 0.3 > unsure.confidence
    assert unsure.rest == "somewhere"
    assert any(table.startswith("cities ") for table in sure.tables)
    assert parse_address("1 Elm St, Boston MA 02108").changes == ("the country is inferred from the region: US",)


def test_a_code_of_another_shape_is_kept_and_said() -> None:
    found = parse_address("5 Main Street, Boston, 021, USA")
    assert found.postal_code == "021"
    assert "the postal code has not the shape of the country's" in found.changes


def test_a_long_text_is_cut_and_says_so() -> None:
    assert "cut: the text was longer than what is read" in parse_address("12 Main Street, " * 100).changes
    assert "characters nobody sees were taken out" in parse_address("12 \u200bMain\u200f Street").changes
