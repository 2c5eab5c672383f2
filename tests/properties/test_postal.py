"""Laws of addresses: any text is read, the same way twice, in bounded time; a comparison has no first and second."""

import re
import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from identity_graph.normalize.postal import compare_addresses, compare_parsed_addresses, parse_address

ANY = st.text(st.characters(), max_size=60)
WORDS = """12 5 89132 10-2 12/4 #4 # Main St. Street Ave Calle rue ул. д. кв. корп. No. No:
    Apt Flat Floor 5th P.O. Box near opp. c/o
    Springfield IL Berlin Москва القاهرة شارع ص.ب تهران רחוב 東京都 中央区 1丁目 2番 北京市 朝阳区 88号 서울
    강남구 테헤란로 152 ถนนสุขุมวิท
    India USA Deutschland Georgia CA 〒103-0027 SW1A 1AA Mah. Cad. D:3 - , ; / ( ) \n \u200f \u200b"""
WORDED = st.lists(st.sampled_from(re.split(" |\n    ", WORDS)), max_size=14).map(" ".join)
TEXT = st.one_of(ANY, WORDED, st.text("0123456789,.-/# abÅüд\u0301\u200f\n", max_size=40))
COUNTRIES = st.none() | ANY | st.sampled_from(["US", "RU", "JP", "TR", "ES", "Germany", "SG", "KR"])
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
HOSTILE = (
    "\u0301" * 10_000,
    "e\u0301\u0302" * 5_000,
    "\ufdfa" * 10_000,
    "9" * 10_000,
    "1 " * 5_000,
    "12 Main St, " * 1_000,
    "No. " * 3_000,
    "д.5кв" * 2_000,
    "(" * 10_000,
    "#1" * 5_000,
    "東京都中央区" * 2_000,
    "1丁目2番" * 3_000,
    "號路街" * 3_000,
    "강남구로" * 3_000,
    "ถนน" * 3_000,
    "a/b" * 3_000,
    "-" * 10_000,
    "near " * 2_000,
)


@QUICK
@given(TEXT, COUNTRIES)
def test_any_text_is_read_and_the_same_way_twice(text: str, country: str | None) -> None:
    first = parse_address(text, country)
    parse_address.__globals__["_parsed"].cache_clear()
    assert parse_address(text, country) == first
    assert 0 <= first.confidence <= 1
    assert all(value.strip() for value in first.components().values())


@QUICK
@given(TEXT, TEXT, COUNTRIES)
def test_a_comparison_has_no_first_and_second(a: str, b: str, country: str | None) -> None:
    found = compare_addresses(a, b, country=country)
    assert compare_addresses(b, a, country=country) == found
    assert 0 <= found.score <= 1
    one, other = parse_address(a, country), parse_address(b, country)
    assert compare_parsed_addresses(one, other) == found


@QUICK
@given(TEXT, COUNTRIES)
def test_an_address_is_itself(text: str, country: str | None) -> None:
    found = compare_addresses(text, text, country=country)
    assert found.score == 1 or found.level == "nothing to compare"


@QUICK
@given(WORDED, st.sampled_from(["\u200f", "\u200b", "\u2060", "\u200e"]))
@example("12 - 12", "\u200f")  # a span of houses
def test_characters_nobody_sees_change_no_part(text: str, unseen: str) -> None:
    marked = text.replace(" ", f" {unseen}") + unseen
    assert parse_address(marked).components() == parse_address(text).components()


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:8]))
def test_hostile_text_takes_bounded_time(text: str) -> None:
    begun = time.process_time()
    parse_address(text)
    compare_addresses(text, text + "x", country="JP")
    assert time.process_time() - begun < 1
