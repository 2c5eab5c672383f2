import pytest

from identity_graph.model import Name
from identity_graph.normalize.names import normalize_names, organization_name, person_name


@pytest.mark.parametrize(
    ("full", "given", "family"),
    [
        ("Dr. Robert J. Smith Jr.", "robert", "smith"),
        ("SMITH, Bob", "bob", "smith"),
        ("Smith, Jr., John", "john", "smith"),
        ("Smith, Jr.", "", "smith"),
        ("Ludwig van Beethoven", "ludwig", "beethoven"),
        ("al-Zawahiri, Ayman", "ayman", "zawahiri"),
        ("O'Brien, Mary-Jane", "mary", "obrien"),
        ("ВАСИЛЬЕВ, Александр Павлович", "alexandr", "vasilev"),
        ("王伟", "wei", "wang"),
        ("欧阳娜娜", "nana", "ouyang"),
        ("김정은", "jeongeun", "gim"),
        ("山田 太郎", "taro", "yamada"),
        ("乔治·华盛顿", "qiaozhi", "huashengdun"),
        ("Cher", "", "cher"),
        ("Sr", "", "sr"),
        ("Rosemay A Thomas", "rosemay", "thomas"),
    ],
)
def test_a_full_name_is_read_in_its_own_order(full: str, given: str, family: str) -> None:
    found = person_name(Name(full=full))
    assert (found.given.latin, found.family.latin) == (given, family)


def test_given_parts_stay_as_said_and_full_adds_what_they_do_not_name() -> None:
    found = person_name(Name(full="Sir Thomas Brian Adair", given="Thomas", family="Adair"))
    assert (found.given.latin, found.family.latin, [word.latin for word in found.middle]) == (
        "thomas",
        "adair",
        ["brian"],
    )
    found = person_name(Name(full="王伟", given="Wei", family="Wang"))
    assert (found.given.latin, found.family.latin, found.middle) == ("wei", "wang", ())


@pytest.mark.parametrize("given", ["Sir", "Mrs.", "Lady"])
def test_a_title_where_a_given_name_belongs_is_none(given: str) -> None:
    assert person_name(Name(given=given, family="Killigrew")).given.latin == ""
    assert person_name(Name(given=given)).given.latin


@pytest.mark.parametrize(("given", "generation"), [("Morris I", "1"), ("Morris II", "2"), ("Morris", None)])
def test_the_generation_is_read_wherever_it_stands(given: str, generation: str | None) -> None:
    assert person_name(Name(given=given, family="Klein")).generation == generation


def test_spellings_and_full_forms_meet_across_scripts() -> None:
    def words(full: str) -> tuple[set[str], set[str]]:
        found = person_name(Name(full=full))
        return {*found.given.spellings, *found.given.in_full}, set(found.family.spellings)

    for one, other in (
        ("Мария Петрова", "Maria Petrova"),
        ("Anna Ivanova", "Anna Ivanov"),
        ("محمد صالح", "Mohammed Salih"),
        ("김정은", "Kim Jeong-eun"),
        ("Bob Smith", "Robert Smith"),
        ("王伟", "Wei Wong"),
    ):
        (given, family), (theirs, other_family) = words(one), words(other)
        assert given & theirs, one
        assert family & other_family, one


def test_entries_hold_short_and_canonical_names() -> None:
    found = normalize_names([Name(given="Bob", middle="J", family="Smith")], "person")
    assert (found.given.latin, found.family.latin, found.full) == ("bob", "smith", "bob j smith")
    assert found.entries == ("bob j smith", "bob smith", "robert smith")


def test_the_primary_name_is_preferably_latin() -> None:
    names = [Name(full="فيصل صديقي"), Name(full="Faisal Siddiqui"), Name(full="Fay", type="alias")]
    found = normalize_names(names, "person")
    assert found.full == "faisal siddiqui"
    assert {"faisal siddiqui", "fay", "faisal sdyqy"} <= set(found.entries)


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
    assert (found.given.latin, found.family.latin, found.full) == ("", "", "zeta alpha")
    assert found.entries == ("alpha zeta", "zeta alpha")


@pytest.mark.parametrize(
    ("short", "full"),
    [("bob", "robert"), ("pepe", "jose"), ("sasha", "alexander"), ("bill", "william"), ("zoltan", "zoltan")],
)
def test_short_forms_of_several_languages(short: str, full: str) -> None:
    assert full in person_name(Name(given=short, family="x")).given.in_full
