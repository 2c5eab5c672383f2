"""Runs divided where another part begins without a comma: before ``ул.`` and ``ถนน``, behind ``Mah.``."""

import re
from functools import cache

from identity_graph.normalize.postal.data import table
from identity_graph.normalize.postal.tokens import TOKENS_MAX, Run, Token, key_of
from identity_graph.normalize.postal.vocabulary import words


def divided(runs: list[Run]) -> list[Run]:
    """The runs, some of them as several."""
    opens, closes, one_word = words("opens"), words("closes"), words("glued")
    found: list[Run] = []
    for run in runs:
        if not run.text.isascii():
            _unglue(run)
        start, first = 0, len(found)
        for at in range(1, len(run.tokens)):
            token, before = run.tokens[at], run.tokens[at - 1]
            opening = token.key in opens and not before.digit and _named(run, at + 1)
            named = at - 2 >= start and run.tokens[at - 2].key in one_word and not token.digit
            closing = named or (before.key in closes and at - 1 > start and not _numbered(run, at))
            if at > start and (opening or closing):
                found.append(run.sub(start, at))
                start = at
        found.append(run.sub(start) if start else run)
        for place, part in enumerate(found[first:]):
            part.at = run.at * TOKENS_MAX + place
    return found


def _named(run: Run, at: int) -> bool:
    """A word follows that is no number."""
    return at < len(run.tokens) and not run.tokens[at].digit


def _numbered(run: Run, at: int) -> bool:
    """A street's number follows, which stays with it."""
    nexts = run.tokens[at : at + 2]
    return any(token.digit for token in nexts)


def _unglue(run: Run) -> None:
    """``ถนนสุขุมวิท`` is ``ถนน`` and ``สุขุมวิท``; and what follows the name is another part."""
    for at in range(len(run.tokens) - 1, -1, -1):
        token = run.tokens[at]
        match = _glued().match(run.text, token.start, token.end)
        if match and match.end() < token.end:
            word = Token(token.start, match.end(), key_of(match[0]), digit=False)
            rest = run.text[match.end() : token.end]
            run.tokens[at : at + 1] = [word, Token(match.end(), token.end, key_of(rest), digit=token.digit)]


@cache
def _glued() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, table("words")["glued"]), key=len, reverse=True)))
