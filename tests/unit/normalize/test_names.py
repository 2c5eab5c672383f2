import pytest

from identity_graph.model import Name
from identity_graph.normalize.names import PersonName, canonical_given, normalize_names, organization_name, person_name


@pytest.mark.parametrize(
    ("full", "given", "family"),
    [
        ("Dr. Robert J. Smith Jr.", "robert", "smith"),
        ("SMITH, Bob", "bob", "smith"),
        ("Smith, Jr., John", "john", "smith"),
        ("Smith, Jr.", None, "smith"),
        ("Ludwig van Beethoven", "ludwig", "van beethoven"),
        ("al-Zawahiri, Ayman", "ayman", "al zawahiri"),
        ("O'Brien, Mary-Jane", "mary jane", "obrien"),
        ("ВАСИЛЬЕВ, Александр Павлович", "aleksandr", "vasilev"),
        ("王伟", "wei", "wang"),
        ("欧阳娜娜", "nana", "ouyang"),
        ("김정은", "jeongeun", "gim"),
        ("山田 太郎", "tailang", "shantian"),
        ("乔治·华盛顿", "qiaozhi", "huashengdun"),
        ("Cher", None, "cher"),
        ("Sr", None, "sr"),
    ],
)
def test_a_full_name_is_read_in_its_own_order(full: str, given: str | None, family: str | None) -> None:
    found = person_name(Name(full=full))
    assert (found.given, found.family) == (given, family)


def test_given_parts_stay_as_said_and_full_adds_what_they_do_not_name() -> None:
    name = Name(full="Sir Thomas Ben Adair", given="Thomas", family="Adair")
    assert person_name(name) == PersonName("thomas", "adair", ("ben",))
    assert person_name(Name(full="王伟", given="Wei", family="Wang")) == PersonName("wei", "wang")


def test_entries_hold_short_and_canonical_names() -> None:
    found = normalize_names([Name(given="Bob", middle="J", family="Smith")], "person")
    assert (found.given, found.family, found.full) == ("bob", "smith", "bob j smith")
    assert found.entries == ("bob j smith", "bob smith", "robert smith")


def test_the_primary_name_is_preferably_latin() -> None:
    names = [Name(full="فيصل صديقي"), Name(full="Faisal Siddiqui"), Name(full="Fay", type="alias")]
    found = normalize_names(names, "person")
    assert found.full == "faisal siddiqui"
    assert found.entries == ("faisal siddiqui", "fay", "fysl sdyqy")


def test_no_name_is_no_name() -> None:
    assert normalize_names([Name(full="  "), Name()], "person").entries == ()
    assert normalize_names([], "organization").full is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CECOEX, S.A.", "cecoex"),
        ("ANGLO-CARIBBEAN CO., LTD.", "anglo caribbean"),
        ("ООО «Ромашка»", "romashka"),
        ("Müller GmbH & Co. KG", "muller"),
        ("J.P. Morgan Chase & Co", "jp morgan chase"),
        ("Delvest Sp. z o.o.", "delvest"),
        ("The Company", "company"),
        ("Ltd", "ltd"),
    ],
)
def test_organizations_lose_their_legal_form_but_never_everything(text: str, name: str) -> None:
    assert organization_name(text) == name


def test_an_organization_keeps_its_order_and_has_sorted_entries() -> None:
    found = normalize_names([Name(full="Zeta Alpha Ltd")], "organization")
    assert (found.given, found.family, found.full) == (None, None, "zeta alpha")
    assert found.entries == ("alpha zeta", "zeta alpha")


def test_nicknames_of_several_languages() -> None:
    assert [canonical_given(name) for name in ("bob", "pepe", "sasha", "hans", "bob lee", "zoltan")] == [
        "robert",
        "jose",
        "aleksandr",
        "johannes",
        "robert lee",
        "zoltan",
    ]
