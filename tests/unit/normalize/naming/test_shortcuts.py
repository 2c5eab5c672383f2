"""Short ways that must say what the long ones say."""

import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from identity_graph.normalize import compare_names
from identity_graph.normalize.naming.cleaning import clean
from identity_graph.normalize.naming.comparison import rounded
from identity_graph.normalize.naming.keeping import CACHE_SIZE, keep
from identity_graph.normalize.naming.sounds import features, single, skeleton, sounds, spellings

VOWELS = "aeiouyh"


@given(st.floats(0.0, 1.0), st.integers(0, 5))
@example(0.015625, 5)  # exactly between two
@example(0.766785, 5)  # between two but for the binary form
@example(0.5, 0)
def test_rounding_is_that_of_python(share: float, digits: int) -> None:
    assert rounded(share, digits) == round(share, digits)


def test_every_character_that_can_be_printed_is_seen() -> None:
    printable = [chr(point) for point in range(sys.maxunicode + 1) if chr(point).isprintable()]
    assert [letter for letter in printable if clean(f"ß{letter}").unseen] == []


def test_what_is_kept_is_bounded_and_the_newest_stays() -> None:
    kept = {str(at): at for at in range(CACHE_SIZE)}
    assert keep(kept, "next", 7) == 7
    assert kept == {"next": 7}


@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=12))
def test_sounds_have_no_double_and_skeletons_are_their_consonants(word: str) -> None:
    for custom in spellings(across=True):
        heard = sounds(word, custom)
        assert heard == single(heard)
        consonants = single(heard[:1] + "".join(sign for sign in heard[1:] if sign not in VOWELS))
        assert skeleton(heard) == "".join("a" if sign in VOWELS else features(sign) for sign in consonants)


@pytest.mark.parametrize("kind", ["person", "organization"])
def test_the_same_pair_again_is_the_same(kind: str) -> None:
    first = compare_names("Anna Weber", "Weber, A.", kind=kind)  # type: ignore[arg-type]  # a parameter
    assert compare_names("Weber, A.", "Anna Weber", kind=kind) is first  # type: ignore[arg-type]  # a parameter
