import pytest

from identity_graph.normalize.phonetics import CODE_MAX, code, codes
from identity_graph.normalize.text import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("محمد", "Mohammed"),
        ("Muhammad", "Mohamed"),
        ("Щукин", "Schukin"),
        ("Müller", "Mueller"),
        ("Philip", "Filip"),
        ("Catherine", "Katharina"),
        ("דוד", "David"),
        ("فيصل", "Faisal"),
    ],
)
def test_spellings_of_one_name_share_a_code(one: str, other: str) -> None:
    assert code(fold(one)) == code(fold(other)) != ""


def test_different_names_differ() -> None:
    assert len({code(name) for name in ("mohammed", "ahmed", "smith", "garcia", "ivanov")}) == 5


def test_codes_are_sorted_distinct_and_bounded() -> None:
    assert codes(["smith", "bob", "schmith", "a"]) == tuple(sorted({code("smith"), code("bob"), code("schmith")}))
    assert len(code("bcdfgklmnprst" * 30)) == CODE_MAX
