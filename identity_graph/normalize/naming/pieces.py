"""An organization's name cut where no blank stands, and joined where points stand between single letters."""

import re
from typing import Final

from identity_graph.normalize.naming.phrases import native
from identity_graph.normalize.naming.tokens import Token

_NOT_SPACED: Final = frozenset({"han", "kana", "hangul", "thai"})
_BESIDE_LATIN: Final = re.compile(
    r"[a-z0-9][\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af][a-z0-9]"
)
_RUNS: Final = re.compile(r"[a-z0-9]+|[^a-z0-9]+")


def undotted(text: str) -> str:
    """``S.A. de C.V.`` as ``SA de CV``: points within a word of single letters join it."""
    if "." not in text and "/" not in text and '"' not in text and "(" not in text:
        return text
    text = text.replace('"', " ").replace("(", " ").replace(")", " ").replace("/", "")
    return " ".join(
        word.replace(".", "") if all(len(part) < 4 for part in word.split(".")) else word.replace(".", " ")
        for word in text.split()
    )


def pieces(token: Token) -> list[Token]:
    """A word of a script without blanks cut where the tables know a part of it."""
    if token.key.isascii():
        return [token]
    if _BESIDE_LATIN.search(token.key):  # LG전자, 三菱UFJ銀行
        return [piece for run in _RUNS.findall(token.key) for piece in pieces(Token(run, run))]
    if token.word.script not in _NOT_SPACED:
        return [token]
    found: list[str] = []
    start = at = 0
    key = token.key
    while at < len(key):
        length = next(
            (
                n
                for n in range(min(8, len(key) - at), 0, -1)
                if (n > 1 or key[at] in "部省党店新") and key[at : at + n] in native()
            ),
            0,
        )
        if not length:
            at += 1
            continue
        found += [key[start:at], key[at : at + length]]
        at = start = at + length
    found.append(key[start:])
    return [Token(piece, piece) for piece in found if piece]
