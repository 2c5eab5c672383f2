"""Runs divided where another part begins without a comma: before ``ул.`` and ``ถนน``, behind ``Mah.``."""

import re
from functools import cache

from identity_graph.normalize.postal.data import table
from identity_graph.normalize.postal.tokens import Run
from identity_graph.normalize.postal.vocabulary import words


def divided(runs: list[Run]) -> list[Run]:
    """The runs, some of them as several."""
    opens, closes = words("opens"), words("closes")
    found: list[Run] = []
    for run in runs:
        start = 0
        for at in range(1, len(run.tokens)):
            opening = run.tokens[at].key in opens and not run.tokens[at - 1].digit and at + 1 < len(run.tokens)
            closing = run.tokens[at - 1].key in closes and at - 1 > start and not _numbered(run, at)
            if at > start and (opening or closing):
                found.append(run.sub(start, at))
                start = at
        found.append(run.sub(start) if start else run)
    return found


def _numbered(run: Run, at: int) -> bool:
    """A street's number follows, which stays with it."""
    nexts = run.tokens[at : at + 2]
    return any(token.digit for token in nexts)


def unglued(text: str) -> str:
    """With a blank behind words that are written without one: ``ถนนสุขุมวิท``."""
    return text if text.isascii() else _glued().sub(r"\1 ", text)


@cache
def _glued() -> re.Pattern[str]:
    return re.compile("(" + "|".join(sorted(table("words")["glued"], key=len, reverse=True)).replace(".", r"\.") + r")(?=[^\s.])")
