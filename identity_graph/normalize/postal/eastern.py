"""Addresses in Chinese, Japanese and Korean letters, read from the large to the small."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from identity_graph.normalize.postal.data import table
from identity_graph.normalize.postal.draft import Draft
from identity_graph.normalize.postal.gazetteer import countries
from identity_graph.normalize.text import fold

_EAST: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LETTERS: Final = re.compile(r"[^\W\d_]")
_CODE: Final = re.compile(r"(?:\u3012|\()?\s*(?<![\d-])(\d{3}-\d{4}|\d{5,7}|\d{3}-\d{3})(?![\d-]|\s*[\u865f\u53f7])\)?")
_GAP: Final = r"[\s,]*"


def is_eastern(text: str) -> bool:
    """Whether most of its letters are Chinese, Japanese or Korean."""
    if text.isascii():
        return False
    east = len(_EAST.findall(text))
    return east > 1 and 2 * east >= len(_LETTERS.findall(text))


def read_eastern(text: str, country: str | None) -> Draft:
    """The parts of such an address; what no expression takes is the rest."""
    draft = Draft([], country)
    text = _take_country(draft, text.replace("\n", " "))
    language, grammar = _grammar(draft, text)
    text = _take_code(draft, text)
    draft.note(f"read from the large to the small, as {grammar['country']} writes")
    if draft.country is None:
        draft.country = grammar["country"]
        draft.note(f"the country is inferred from the letters: {draft.country}")
    at = 0
    for component, expression in _expressions(language):
        match = expression.match(text, at)
        if match and match[1].strip():
            draft.put(component, _plain(component, match[1].strip()))
            at = match.end()
    _put_rest(draft, text[at:].strip(" ,()"))
    draft.road_told = "road" in draft.found or "house_number" in draft.found
    draft.city_known = "region" in draft.found or "city" in draft.found
    if not draft.stated and country is None:
        _infer_variant(draft, text, grammar)
    return draft


def _infer_variant(draft: Draft, text: str, grammar: Mapping[str, Any]) -> None:
    """The country that writes with these letters."""
    for code, expression in grammar.get("variants", {}).items():
        if re.search(expression, text):
            draft.country = code
            draft.changes[-1] = f"the country is inferred from the letters: {code}"
            return


def _put_rest(draft: Draft, rest: str) -> None:
    if rest:
        draft.put(
            "building" if "building" not in draft.found and len(rest) > 1 and "house_number" in draft.found else "rest",
            rest,
        )
    if "city" not in draft.found and "region" in draft.found and draft.found["region"][-1] in "\u5e02\uc2dc\u90fd":
        draft.found["city"] = draft.found.pop("region")


def _take_country(draft: Draft, text: str) -> str:
    """Without a country's name at the start or end."""
    parts = [part for part in re.split(r"[\s,]+", text) if part]
    for at in (0, -1):
        if parts and len(parts) > 1 and (code := countries().get(fold(parts[at]))):
            draft.country, draft.stated = code, True
            parts.pop(at)
    joined = " ".join(parts)
    for length in (4, 2, 3):
        code = countries().get(fold(joined[:length]))
        if code in _native_countries() and len(joined) > length and joined[:length] in _native_names():
            draft.country, draft.stated = code, True
            return joined[length:]
    return joined


@cache
def _native_countries() -> frozenset[str]:
    return frozenset(grammar["country"] for grammar in _grammars().values()) | {"TW", "HK", "MO"}


@cache
def _native_names() -> frozenset[str]:
    return frozenset(table("eastern")["countries"])


@cache
def _grammars() -> dict[str, Mapping[str, Any]]:
    return {name: entry for name, entry in table("eastern").items() if isinstance(entry, dict) and "parts" in entry}


def _grammar(draft: Draft, text: str) -> tuple[str, Mapping[str, Any]]:
    grammars = _grammars()
    for name, entry in grammars.items():
        if draft.country in entry["countries"]:
            return name, entry
    for name in ("ko", "ja"):
        if re.search(grammars[name]["tells"], text):
            return name, grammars[name]
    return "zh", grammars["zh"]


def _take_code(draft: Draft, text: str) -> str:
    match = _CODE.search(text)
    if not match:
        return text
    draft.put("postal_code", match[1])
    draft.code_fits = True
    return f"{text[: match.start()]} {text[match.end() :]}".strip()


@cache
def _expressions(language: str) -> list[tuple[str, re.Pattern[str]]]:
    name = table("eastern")["name"]
    return [
        (component, re.compile(f"{_GAP}({expression.replace('{name}', name)})"))
        for component, expression in _grammars()[language]["parts"]
    ]


def _plain(component: str, text: str) -> str:
    """Numbers without their words, as everywhere: ``1-2-3`` of ``1\u4e01\u76ee2\u756a3\u53f7``."""
    if component not in {"house_number", "unit", "level", "entrance"}:
        return text
    digits = text.translate(_HAN_DIGITS)
    numbers = re.findall(r"[A-Za-z]?\d+[A-Za-z]?", digits)
    return "-".join(numbers) if numbers else text


_HAN_DIGITS: Final = str.maketrans("\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d", "123456789")
