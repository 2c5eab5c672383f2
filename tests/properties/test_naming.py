"""Laws of names: no error, a score in bounds, symmetric, the same is the same, and work is bounded."""

from time import process_time

from hypothesis import example, given, settings
from hypothesis import strategies as st

from identity_graph.normalize import compare_names, parse_name
from identity_graph.normalize.naming.cleaning import TOKENS_MAX

ANY = st.text(st.characters(exclude_categories=()), max_size=60)
ALPHABETS = "аеорсухБЩЯabcdezß' -.,()\"čşıİأبنלשךカーッ김정张伟คํ์नाम्\u200f\u200b\u202e\u0301\ud800αβςاَ"
NAMES = st.text(st.sampled_from(ALPHABETS), max_size=40)
KINDS = st.sampled_from(["person", "organization"])


@settings(max_examples=300, deadline=None)
@given(ANY | NAMES, KINDS)
@example("\ud800", "person")
@example("a" + "\u0301" * 10_000, "person")
@example("İ" * 500, "organization")
@example("的" * 500, "person")
@example("ﷺ" * 300, "person")
def test_any_text_can_be_parsed(text: str, kind: str) -> None:
    parsed = parse_name(text, kind=kind)  # type: ignore[arg-type]  # drawn from the two kinds
    assert len(parsed.tokens) <= 2 * TOKENS_MAX
    assert all(token.latin.isascii() for token in parsed.tokens)


@settings(max_examples=300, deadline=None)
@given(ANY | NAMES, ANY | NAMES, KINDS)
def test_any_two_texts_can_be_compared_in_either_order(one: str, other: str, kind: str) -> None:
    found = compare_names(one, other, kind=kind)  # type: ignore[arg-type]  # drawn from the two kinds
    assert 0.0 <= found.score <= 1.0
    assert found == compare_names(other, one, kind=kind)  # type: ignore[arg-type]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(st.characters(categories=["Ll", "Lu"]), min_size=2, max_size=8), min_size=1, max_size=4))
def test_a_name_is_itself(words: list[str]) -> None:
    name = " ".join(words)
    if any(token.latin for token in parse_name(name).tokens):
        assert compare_names(name, name).score > 0.9


def test_hostile_text_takes_no_longer_than_its_limits_allow() -> None:
    began = process_time()
    for letter in ("\u0301", "a ", "王", "ا", "カ", "(", "a-", ".", "َ", "정"):
        compare_names("x" + letter * 10_000, letter * 10_000 + "y")
        compare_names("x" + letter * 10_000, letter * 10_000 + "y", kind="organization")
    assert process_time() - began < 20, "a thousand times what it takes"
