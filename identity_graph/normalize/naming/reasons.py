"""Reasons of a comparison of two persons' names, in words a person reads."""

from functools import cache
from typing import Final

from identity_graph.normalize.naming.pairing import Elements, Pair
from identity_graph.normalize.naming.relation import PAIRED

WHY: Final = {
    "same": "same {role}",
    "marks": "same {role}, with and without marks",
    "spelling": "{role} is another spelling of the same name",
    "romanized": "{role} romanized by another system",
    "family spelling": "{role} is a regional spelling of the same name",
    "short": "{role} is a known short form of the other",
    "translated": "{role} is the other's form in another language",
    "ending": "same {role} with the ending of the other sex or romanization",
    "sex": "{role} is the other sex's form",
    "initial": "{role} given as an initial",
    "initials": "same initial",
    "other initial": "different initials",
    "characters": "same {role} in traditional and simplified characters",
    "script": "same {role} written in {scripts}",
    "sound": "{role} sounds alike",
    "typo": "{role} differs by a slip of the pen",
    "near": "{role}s are near each other",
    "joined": "{role} written as one word and as two",
    "glued": "{role} written with and without its particle",
    "different": "different {role}s",
}
"""Every relation of two words as a sentence."""
_NAMES: Final = {
    "family": "family name",
    "given": "given name",
    "patronymic": "patronymic",
    "kunya": "kunya",
    "maiden": "maiden name",
    "initial": "initial",
}


def sentence(pair: Pair, ours: Elements, theirs: Elements) -> str:
    """What a pair tells."""
    why = pair.found.why if pair.found.score >= PAIRED else "different"
    if why != "script":
        return told_of(why, pair.role)
    x, y = ours[pair.a].word.script, theirs[pair.b].word.script
    return told_of(why, pair.role, " and ".join(sorted((_script(x), _script(y)))))


@cache
def told_of(why: str, role: str, scripts: str = "") -> str:
    """How two words in a role are related; ``scripts`` where that is by theirs."""
    return WHY[why].format(role=_named(role), scripts=scripts)


@cache
def absent(role: str, *, further: bool) -> str:
    """That a word in a role stands on one side only; ``further`` where another in that role is on both."""
    return f"{'further ' if further else ''}{_named(role)} missing on one side"


def _script(script: str) -> str:
    return script.capitalize() or "signs"


def _named(role: str) -> str:
    return _NAMES.get(role, "name")
