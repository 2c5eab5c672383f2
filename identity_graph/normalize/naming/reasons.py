"""Reasons of a comparison of two persons' names, in words a person reads."""

from typing import Final

from identity_graph.normalize.naming.pair import Elements, Pair
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
_OTHER: Final = "name"
_ALL: Final = {**_NAMES, _OTHER: _OTHER}
_TOLD: Final = {
    why: {role: text.format(role=named, scripts="") for role, named in _ALL.items()} for why, text in WHY.items()
}
_ABSENT: Final = {role: f"{named} missing on one side" for role, named in _ALL.items()}
_FURTHER_ABSENT: Final = {role: f"further {text}" for role, text in _ABSENT.items()}


def sentence(pair: Pair, ours: Elements, theirs: Elements) -> str:
    """What a pair tells."""
    why = pair.found.why if pair.found.score >= PAIRED else "different"
    if why != "script":
        return told_of(why, pair.role)
    x, y = ours[pair.a].word.script, theirs[pair.b].word.script
    return WHY[why].format(role=_NAMES.get(pair.role, _OTHER), scripts=" and ".join(sorted((_script(x), _script(y)))))


def told_of(why: str, role: str) -> str:
    """How two words in a role are related, but by their scripts."""
    told = _TOLD[why]
    return told.get(role, told[_OTHER])


def absent(role: str, *, further: bool) -> str:
    """That a word in a role stands on one side only; ``further`` where another in that role is on both."""
    told = _FURTHER_ABSENT if further else _ABSENT
    return told.get(role, told[_OTHER])


def _script(script: str) -> str:
    return script.capitalize() or "signs"
