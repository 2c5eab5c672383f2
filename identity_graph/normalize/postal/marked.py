"""Parts that a word tells: flats, floors, boxes, numbers after ``No.``, landmarks."""

import re
from typing import Final

from identity_graph.normalize.postal.codes import fits, is_code_of
from identity_graph.normalize.postal.draft import Draft
from identity_graph.normalize.postal.roads import street_at
from identity_graph.normalize.postal.tokens import Run, Token, key_of
from identity_graph.normalize.postal.vocabulary import marks, own_words, phrase_at, streets, words

LENGTH_MAX: Final = {"level": 3, "entrance": 3, "unit": 6, "block": 6, "building": 6}
"""Letters and digits of what such a word is followed by; a longer number is something else (``FL 33030``)."""
LETTER_MARK_MIN: Final = 3
"""Letters of a word that a letter instead of a number may follow: ``Block A``, but not ``no a``."""
_GLUED: Final = re.compile(r"([^\W\d_]+)(\d.*)")
_FLOOR: Final = re.compile(r"\d{1,2} ?f")
_FLOOR_DOOR: Final = re.compile(r"\d{1,2}-\d+\w?")
_WITH_WORD: Final = frozenset({"building", "block"})
"""Kept with the word that tells them: ``корп. 2`` is not ``стр. 2``."""


def take_marked(draft: Draft) -> None:
    """Take out of every run what a word tells; what is left on both sides are runs of their own."""
    at = 0
    while at < len(draft.runs):
        run = draft.runs[at]
        _unglue(run)
        if not _take_first(draft, at, run):
            at += 1


def _unglue(run: Run) -> None:
    """``кв12`` is ``кв`` and ``12``."""
    for at in range(len(run.tokens) - 1, -1, -1):
        token = run.tokens[at]
        if token.digit and not token.key[0].isdecimal():
            match = _GLUED.fullmatch(run.text[token.start : token.end])
            if _is_code(run, at):
                continue
            if match and (len(match[1]) > 1 or not match[1].isascii()) and (key := key_of(match[1])) in marks():
                cut = token.start + len(match[1])
                number = Token(cut, token.end, key_of(match[2]) or "0", digit=True)
                run.tokens[at : at + 1] = [Token(token.start, cut, key, digit=False), number]


def _is_code(run: Run, at: int) -> bool:
    """``NR21 0HU``: a British code, not number 21."""
    return at + 1 < len(run.tokens) and is_code_of("GB", run.written(at, at + 2).upper())


def _take_first(draft: Draft, at: int, run: Run) -> bool:
    index, own = marks(), own_words("marks", draft.country)
    for place, token in enumerate(run.tokens):
        if token.digit and run.text[token.end - 1] == "F" and _FLOOR.fullmatch(token.key):
            draft.put("level", token.key.rstrip(" f"))
            draft.replace(at, run.sub(0, place), run.sub(place + 1))
            return True
        found: tuple[int, str] | None
        if token.key == "#":
            found = (1, _hash_kind(run, place, draft))
        else:
            found = phrase_at(index, run.tokens, place) if token.key in index else None
            if found is None and token.key in own:
                found = (1, own[token.key])
        if found and _take(draft, at, run, place, *found):
            return True
        if found and token.key in own and _take(draft, at, run, place, 1, own[token.key]):
            return True
    return False


def _take(draft: Draft, at: int, run: Run, place: int, length: int, kind: str) -> bool:
    if kind in {"landmarks", "care_of"}:
        return _take_rest(draft, at, run, place, length, kind)
    after = place + length
    while (
        after < len(run.tokens) and run.tokens[after].key in {"no", "nr", "#", "number"} and after + 1 < len(run.tokens)
    ):
        after += 1
    value = run.tokens[after] if after < len(run.tokens) else None
    if kind == "postal_code":
        return _take_code(draft, at, run, place, after, value)
    if value and len(value.key) > LENGTH_MAX.get(kind, 20):
        return False
    if kind == "level" and place and _is_ordinal(run, place - 1):
        return _put(draft, at, run, place - 1, place + length, kind, run.written(place - 1, place))
    if value and (value.digit or _is_letter(run, place, value)) and not _is_ordinal_street(run, after):
        end = _end_of_number(run, after)
        start = place if kind in _WITH_WORD else after
        if kind == "building" and place and not any(token.digit for token in run.tokens[:place]):
            start = place = 0 if street_at(run.sub(0, place), draft.country) is None else place
        return _put(draft, at, run, place, end, kind, run.written(start, end))
    if kind == "level" and place and run.tokens[place - 1].digit:
        return _put(draft, at, run, place - 1, place + length, kind, run.written(place - 1, place))
    if kind == "level" and place and run.tokens[place - 1].key in words("ground"):
        return _put(draft, at, run, place - 1, place + length, kind, run.written(place - 1, place))
    return False


def _put(draft: Draft, at: int, run: Run, start: int, end: int, kind: str, text: str) -> bool:
    before, after = run.sub(0, start), run.sub(end)
    if kind == "house":
        if before.tokens:
            before.house = text
        elif after.tokens:
            after.house = text
        else:
            draft.replace(at, Run(run.text, run.tokens[start:end], run.at, text))
            return _only_number(draft, at, run, start, end)
        draft.replace(at, before, after)
        return True
    (before if before.tokens else after).house = run.house
    if kind == "box" and "-" in text and fits(text.rpartition("-")[2], draft.country) and draft.country:
        text, _, code = text.rpartition("-")  # Kenya: P.O. Box 46464-00100
        draft.put("postal_code", code)
        draft.code_fits = True
    draft.put({"box": "po_box"}.get(kind, kind), text)
    draft.replace(at, before, after)
    return True


def _only_number(draft: Draft, at: int, run: Run, start: int, end: int) -> bool:
    """A run that is only ``No. 5``: the number stays as a run, to be put beside its road."""
    number = Run(run.text, run.tokens[end - 1 : end], run.at, run.written(end - 1, end))
    draft.runs[at] = number
    return start < end - 1


def _take_rest(draft: Draft, at: int, run: Run, place: int, length: int, kind: str) -> bool:
    """A landmark or a person: all that stands behind the word."""
    if place + length >= len(run.tokens) or (kind == "landmarks" and run.tokens[place + length].digit):
        return False
    start = place if kind == "landmarks" else place + length
    draft.put("landmark" if kind == "landmarks" else kind, run.written(start))
    draft.replace(at, run.sub(0, place))
    return True


def _take_code(draft: Draft, at: int, run: Run, place: int, after: int, value: Token | None) -> bool:
    """``CP 06100``: the word goes, the code stays for who reads codes; else the word may mean a box (``CP 12``)."""
    if value is None or not value.digit:
        return False
    text = run.written(after, after + 1).upper()
    single = len(run.tokens[place].key) <= 3  # the short words have two meanings: cp, pk
    if single and not fits(text, draft.country) and len(text) < 5:
        return _put(draft, at, run, place, after + 1, "box", run.written(after, after + 1))
    code = run.sub(after)
    code.code = True
    draft.replace(at, run.sub(0, place), code)
    return True


def _is_ordinal(run: Run, at: int) -> bool:
    """``3. em.``, ``5th floor``."""
    token = run.tokens[at]
    return token.digit and (run.text[token.end : token.end + 1] == "." or token.key[-2:] in {"st", "nd", "rd", "th"})


def _is_letter(run: Run, place: int, value: Token) -> bool:
    """``Block A``: one letter behind a word long enough to be sure of."""
    return (
        value.end - value.start == 1
        and run.text[value.start].isupper()
        and len(run.tokens[place].key) >= LETTER_MARK_MIN
    )


def _is_ordinal_street(run: Run, at: int) -> bool:
    """``Block 5th Avenue``: the number is a street's."""
    text = run.tokens[at].key
    nexts = run.tokens[at + 1].key if at + 1 < len(run.tokens) else ""
    return text[-2:] in {"th", "st", "nd", "rd"} and nexts in streets()


def _end_of_number(run: Run, at: int) -> int:
    """Behind the number and the letter that belongs to it: ``12 bis``, ``5 a``."""
    nexts = run.tokens[at + 1] if at + 1 < len(run.tokens) else None
    tail = nexts is not None and run.tokens[at].digit and nexts.key in words("number_tails")
    return at + 2 if tail and at + 2 == len(run.tokens) else at + 1


def _hash_kind(run: Run, place: int, draft: Draft) -> str:
    """What ``#`` says before a number: a flat behind a house number or as floor and door, else a house number."""
    before = run.tokens[:place]
    if len(before) > 1 and before[-1].digit and before[-2].key in words("numbered_by_hash"):
        return "house"
    if draft.country in words("hash_is_house"):
        return "house" if run.house is None else "unit"
    nexts = run.tokens[place + 1].key if place + 1 < len(run.tokens) else ""
    text = run.written(place + 1, place + 2)
    if any(token.digit for token in before) or (not before and _FLOOR_DOOR.fullmatch(text)):
        return "unit"
    alone = len(run.tokens) <= 2 and draft.runs[0] is not run
    return "unit" if alone or not nexts else "house"
