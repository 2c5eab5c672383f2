"""Check digits of companies, ships and accounts, each over a whole number in its normal form."""

import re
from functools import cache
from typing import Final

from stdnum import numdb

from identity_graph.normalize.documents.weights import VALUES

_NUMBERS: Final = str.maketrans({sign: str(value) for sign, value in VALUES.items()})


def iran_company(number: str) -> bool:
    """Iran's legal entity id: each digit plus the tenth plus two, weights 29 27 23 19 17 twice, modulo 11."""
    shift = int(number[9]) + 2
    total = sum((int(c) + shift) * w for c, w in zip(number[:10], (29, 27, 23, 19, 17) * 2, strict=True))
    return total % 11 % 10 == int(number[10])


def clabe(number: str) -> bool:
    """Mexico's CLABE: each weighted digit modulo 10 (3, 7, 1), ten less the rest."""
    total = sum(int(c) * (3, 7, 1)[place % 3] % 10 for place, c in enumerate(number[:17]))
    return (10 - total % 10) % 10 == int(number[17])


def imo_company(number: str) -> bool:
    """IMO company numbers (MSC.160(78)): weights 8 6 4 2 9 7; eleven less the rest by eleven, modulo 10."""
    rest = sum(w * int(c) for w, c in zip((8, 6, 4, 2, 9, 7), number, strict=False)) % 11
    return (11 - rest) % 10 == int(number[6])


def iban(number: str) -> bool:
    """ISO 13616: length and structure by country, and modulo 97. Checks inside national accounts are not asked for."""
    form = _account_form(number[:2])
    turned = number[4:] + number[:4]
    return form is not None and bool(form.fullmatch(number[4:])) and int(turned.translate(_NUMBERS)) % 97 == 1


@cache
def _account_form(country: str) -> re.Pattern[str] | None:
    """The form of a country's accounts, which SWIFT's registry in python-stdnum writes as ``4!n14!c``."""
    said = numdb.get("iban").info(country)[0][1].get("bban")
    if not said:
        return None
    signs = {"n": "[0-9]", "a": "[A-Z]", "c": "[A-Z0-9]"}
    return re.compile("".join(f"{signs[kind]}{{{length}}}" for length, kind in re.findall(r"(\d+)!([nac])", said)))


def bulgaria(number: str) -> bool:
    """Bulgaria's EIK: weights 1 … 8, a rest of ten again with 3 … 10; a branch's 13 digits by its first nine."""
    digits = [int(c) for c in number[:9]]
    rest = sum(w * d for w, d in zip(range(1, 9), digits, strict=False)) % 11
    if rest == 10:
        rest = sum(w * d for w, d in zip(range(3, 11), digits, strict=False)) % 11 % 10
    return rest == digits[8]


def okpo(number: str) -> bool:
    """Russia's OKPO: weights 1, 2, 3 …; a rest of ten again with 3, 4, 5 …, where ten is zero; modulo 11."""
    digits = [int(c) for c in number[:-1]]
    rest = sum((place % 10 + 1) * d for place, d in enumerate(digits)) % 11
    if rest == 10:
        rest = sum(((place + 2) % 10 + 1) * d for place, d in enumerate(digits)) % 11 % 10
    return rest == int(number[-1])


def us_account(number: str) -> bool:
    """The routing number at the start of a pair: weights 3 7 1, modulo 10."""
    return sum(w * int(c) for w, c in zip((3, 7, 1) * 3, number, strict=False)) % 10 == 0


def china_organization(number: str) -> bool:
    """China's organization code (GB 11714): weights 3 7 9 10 5 8 4 2, eleven less the rest, X for ten."""
    total = sum(w * VALUES[c] for w, c in zip((3, 7, 9, 10, 5, 8, 4, 2), number, strict=False))
    return "0123456789X0"[11 - total % 11] == number[8]


def korea_corporate(number: str) -> bool:
    """Korea's corporate number: weights 1 2 1 2 …, ten less the rest by ten."""
    total = sum((1 + place % 2) * int(c) for place, c in enumerate(number[:12]))
    return (10 - total % 10) % 10 == int(number[12])


def korea_business(number: str) -> bool:
    """Korea's business number: weights 1 3 7 1 3 7 1 3 5, the tens of the last product added; ten less the rest."""
    total = sum(w * int(c) for w, c in zip((1, 3, 7, 1, 3, 7, 1, 3, 5), number, strict=False))
    return (10 - (total + 5 * int(number[8]) // 10) % 10) % 10 == int(number[9])
