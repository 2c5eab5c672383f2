import pytest

from identity_graph.model import PostalAddress
from identity_graph.normalize.addresses import NormalAddress, address_key, address_text, normalize_address
from identity_graph.normalize.postal_codes import normalize_postal_code


@pytest.mark.parametrize(
    ("full", "line", "city", "postal_code", "country"),
    [
        ("123 Main Street, Las Vegas NV 89132", "123 main street", "las vegas", "89132", "US"),
        ("1515 Adela Ln, LV, NV", "1515 adela lane", "lv", None, "US"),
        ("P.O. Box 12987", "12987 po box", None, None, None),
        ("Chinatown Point, 133 New Bridge Road, 059413 singapore", "133 new bridge road", "singapore", "059413", "SG"),
        ("Fieldstr. 10, FL-2198 Triesen, Liechtenstein", "10 field strasse", "triesen", "2198", "LI"),
        (
            "18 Danver Place, Loughborough, United Kingdom, LE11 1UU",
            "18 danver place",
            "loughborough",
            "le111uu",
            "GB",
        ),
        ("ул. Ленина, д. 5, кв. 12, Москва, 101000", "5 ulitsa lenina", "moscow", "101000", "RU"),
        ("Mullanpara Road, Vythiri, 673576, India", "mullanpara road", "vythiri", "673576", "IN"),
        ("Nowhere", "nowhere", None, None, None),
    ],
)
def test_free_text(full: str, line: str, city: str | None, postal_code: str | None, country: str | None) -> None:
    found = normalize_address(PostalAddress(full=full))
    assert (found.line, found.city, found.postal_code, found.country) == (line, city, postal_code, country)


def test_units_are_apart_from_the_house_number() -> None:
    for text in ("Suite 900, 1450 N City Rd", "1450 N City Rd Suite 900", "1450 N. City Road #900"):
        found = normalize_address(PostalAddress(street=text))
        assert (found.house_number, found.street, found.unit) == ("1450", "north city road", "900")


def test_columns_go_before_what_the_text_says() -> None:
    address = PostalAddress(
        full="9 Elm St, Boston", house_number="9 B", city="Salem", country="US", postal_code="01970-1234"
    )
    assert normalize_address(address) == NormalAddress("9b", "elm street", None, "salem", None, "01970", "US")


def test_written_differently_it_is_the_same_node() -> None:
    columns = PostalAddress(
        house_number="87", street="Hardenbergstraße", city="Berlin", postal_code="D-10623", country="DE"
    )
    text = PostalAddress(full="Hardenberg Str. 87, 10623 Berlin, Germany")
    assert address_key(columns) == address_key(text) == ("DE", "10623", "", "hardenberg strasse", "87", "")


def test_a_town_has_one_name_and_a_place_without_streets_a_line() -> None:
    munich = [
        normalize_address(PostalAddress(full=f"Ringstr. 5, {town}", country="DE")).city
        for town in ("Munich", "München")
    ]
    assert munich == ["munich", "munich"]
    block = normalize_address(PostalAddress(full="1-2-3 Nihombashi, Chuo-ku, Tokyo 103-0027, Japan"))
    assert (block.line, block.city) == ("1 2 3 nihombashi", "tokyo")
    assert normalize_address(PostalAddress(street="Paris", city="Lyon", country="FR")).street == "paris"


def test_too_little_is_no_node() -> None:
    assert address_key(PostalAddress(city="Paris", country="FR", postal_code="75001")) is None
    assert address_key(PostalAddress(street="5 Rue X")) is None
    assert address_key(PostalAddress()) is None
    assert address_key(PostalAddress(street="PO Box 5", city="Paris")) == ("ZZ", "", "paris", "po box", "5", "")


def test_display_keeps_the_sources_spelling() -> None:
    address = PostalAddress(house_number="5", street="Rue Lé", city="Paris", postal_code="75001", country="FR")
    assert address_text(address) == "5 Rue Lé, 75001 Paris, FR"


@pytest.mark.parametrize(
    ("text", "country", "code"),
    [
        ("EC3N 1DY", "GB", "ec3n1dy"),
        ("89132-1234", "US", "89132"),
        ("CH-8022", "CH", "8022"),
        ("AD500", "AD", "ad500"),
        ("00000", "US", None),
        ("none", None, None),
    ],
)
def test_postal_codes(text: str, country: str | None, code: str | None) -> None:
    assert normalize_postal_code(text, country) == code
