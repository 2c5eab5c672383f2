"""Check digits: the algorithms that tables name, each a test of a whole number in its normal form.

A table writes one of

- ``stdnum mx.curp``: a module of python-stdnum;
- ``zero 1 3 7 9 1 3 7 9 1 3 1 mod 10``: the weighted sum of all characters divides;
- ``rest 2 4 8 5 10 9 7 3 6 mod 11 10=0``: the character behind the weighted ones is the rest, with exceptions;
- ``less 7 6 5 4 3 2 mod 11 10=K 11=0``: it is the modulus less the rest;
- the name of one of `algorithms`: ``luhn``, ``verhoeff``, ``icao``, ``hkid`` …

joined by `` & `` where all must hold and by `` | `` where one is enough. Letters count 10 to 35 (ICAO 9303, ISO 7064).
"""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from identity_graph.normalize.documents.algorithms import ALGORITHMS, Check
from identity_graph.normalize.documents.weights import VALUES


class _NumberModule(Protocol):
    """What every module of python-stdnum offers."""

    def validate(self, number: str) -> str: ...


@cache
def check(spec: str) -> Check:
    """The test that a table's words describe. Raises ``ValueError`` for words that describe none."""
    if " | " in spec:
        return _any([check(part) for part in spec.split(" | ")])
    if " & " in spec:
        return _all([check(part) for part in spec.split(" & ")])
    name, _, rest = spec.partition(" ")
    if name == "stdnum":
        return _stdnum(rest)
    if name in {"zero", "rest", "less"}:
        return _weighted(name, rest)
    if name not in ALGORITHMS:
        raise ValueError(f"no check algorithm is called {name!r}: see identity_graph/normalize/documents/algorithms.py")
    return ALGORITHMS[name]


def _any(checks: Sequence[Check]) -> Check:
    return lambda number: any(holds(number) for holds in checks)


def _all(checks: Sequence[Check]) -> Check:
    return lambda number: all(holds(number) for holds in checks)


def _stdnum(module: str) -> Check:
    @cache
    def loaded() -> _NumberModule:
        return cast("_NumberModule", import_module(f"stdnum.{module}"))

    def holds(number: str) -> bool:
        """Its ``ValidationError`` is a ``ValueError``; some modules let others through on texts of another form."""
        try:
            loaded().validate(number)
        except (ValueError, LookupError, TypeError, ArithmeticError, AttributeError):
            return False
        return True

    return holds


def _weighted(form: str, words: str) -> Check:
    left, _, right = words.partition(" mod ")
    weights = [int(word) for word in left.split()]
    modulus, *pairs = right.split()
    exceptions = {int(rest): digit for rest, _, digit in (pair.partition("=") for pair in pairs)}

    def holds(number: str) -> bool:
        rest = sum(w * VALUES.get(c, 0) for w, c in zip(weights, number, strict=False)) % int(modulus)
        if form == "zero":
            return rest == 0
        expected = rest if form == "rest" else int(modulus) - rest
        return number[len(weights) : len(weights) + 1] == exceptions.get(expected, str(expected))

    return holds
