import pytest

from identity_graph.normalize.text import TEXT_MAX, alphanumerics, fold, tidy


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  O'Brien-Smith ", "obrien smith"),
        ("Straße", "strasse"),
        ("Łódź Ø", "lodz o"),
        ("Владимир Щукин", "vladimir shchukin"),
        ("Ελένη", "eleni"),
        ("محمد", "mhmd"),
        ("ｶﾅ ＡＢＣ", "kana abc"),
        ("١٢٣", "123"),
        ("a\u200bb\u202ec", "abc"),
        ("e\u0301e\u0301", "ee"),
        ("😀", ""),
        ("\ud800x", "x"),
        ("", ""),
    ],
)
def test_fold_gives_plain_latin_words(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_text_beyond_the_limit_is_cut() -> None:
    assert fold("a" * 10_000) == "a" * TEXT_MAX
    assert len(fold("ﷺ" * 10_000)) <= TEXT_MAX


def test_tidy_keeps_script_and_case() -> None:
    assert tidy(" Жан\u200b\t Поль\n") == "Жан Поль"


def test_alphanumerics_are_upper_case() -> None:
    assert alphanumerics("c01-x00 t47") == "C01X00T47"
