"""A word as customs of spelling read it, in signs whose likeness an edit distance tells."""

from typing import Final, final

from mypy_extensions import mypyc_attr

from identity_graph.normalize.naming.keeping import keep
from identity_graph.normalize.naming.sounds import features, single, skeleton, sounds, spelling, spellings, unmarked
from identity_graph.normalize.naming.word import Word

CUSTOMS: Final = [spelling(name) for name in spellings()]
"""The customs of spelling that words of one script are held against."""


@final
@mypyc_attr(acyclic=True)
class Signs:
    """Features and skeleton of a way a word may sound."""

    __slots__ = ("features", "skeleton")

    def __init__(self, heard: str) -> None:
        self.features = features(heard)
        self.skeleton = skeleton(heard)


@final
class Ways:
    """A word as each custom of spelling reads it, as far as anybody asked: most are one by the first few."""

    __slots__ = ("_as_read", "_found", "_text")

    def __init__(self, text: str) -> None:
        self._text = unmarked(text)
        self._found: list[Signs | None] = [None] * len(CUSTOMS)
        self._as_read: dict[str, Signs] = {}

    def by(self, at: int) -> Signs:
        """As the custom at a place of `spellings` reads it."""
        found = self._found[at]
        if found is None:
            read = CUSTOMS[at].read(self._text)
            found = self._as_read.get(read)
            if found is None:  # most customs read most words alike
                found = self._as_read[read] = signs_of(single(read))
            self._found[at] = found
        return found

    def all(self) -> dict[Signs, None]:
        """All that differ."""
        return dict.fromkeys([self.by(at) for at in range(len(CUSTOMS))])


_WAYS: Final[dict[str, Ways]] = {}
_SIGNS: Final[dict[str, Signs]] = {}


def ways(text: str) -> Ways:
    """As all customs read it."""
    kept = _WAYS.get(text)
    return kept if kept is not None else keep(_WAYS, text, Ways(text))


def signs_of(heard: str) -> Signs:
    """The signs of what is heard."""
    kept = _SIGNS.get(heard)
    return kept if kept is not None else keep(_SIGNS, heard, Signs(heard))


def bones_of(one: Word) -> str:
    """The skeleton of a word's Latin form."""
    if one.bones is None:
        one.bones = bones(one.latin)
    return one.bones


def bones(latin: str) -> str:
    """The skeleton by the standard reading: the cheap look."""
    return skeleton(sounds(latin))
