"""National identifiers with right check digits, one pure function per scheme.

The published algorithms: ISO 7064 MOD 11,10 (Germany) and MOD 11-2 (China), Verhoeff (India), modulo 97 (France),
modulo 23 letters (Spain), weighted modulo 11 (Brazil, Russia, Japan, Egypt), weighted modulo 10 (Mexico).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from identity_graph.sample.dice import Dice, scattered
from identity_graph.sample.spelling import without_marks

_CURP_ALPHABET = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ"
# Verhoeff's tables, one row of digits each: the dihedral group's multiplication, and the permutation by place.
_VERHOEFF_D = "0123456789 1234067895 2340178956 3401289567 4012395678 "
_VERHOEFF_D_REFLECTED = "5987604321 6598710432 7659821043 8765932104 9876543210"
_VERHOEFF_P = "0123456789 1576283094 5803796142 8916043527 9453126870 4286573901 2793806415 7046913258"
_MULTIPLIED = [[int(digit) for digit in row] for row in (_VERHOEFF_D + _VERHOEFF_D_REFLECTED).split()]
_PERMUTED = [[int(digit) for digit in row] for row in _VERHOEFF_P.split()]
_VERHOEFF_INVERSE = "0432156789"


@dataclass(frozen=True, slots=True)
class Holder:
    """What a scheme may encode. ``serial`` is unique per person; ``birthplace`` is a city's code."""

    serial: int
    female: bool
    birth_date: date
    birthplace: str
    given: str
    family: str
    second_family: str


Scheme = Callable[[Dice, Holder], str]


def us_ssn(_dice: Dice, holder: Holder) -> str:
    """Area 001-665 or 667-899, group 01-99, serial 0001-9999."""
    place, serial = divmod(scattered(holder.serial, 898 * 99 * 9999, 3), 9999)
    area, group = divmod(place, 99)
    return f"{area + 1 + (area >= 665):03d}-{group + 1:02d}-{serial + 1:04d}"


def gb_nino(dice: Dice, holder: Holder) -> str:
    """Two prefix letters, six digits and a suffix A-D; it has no check digit."""
    prefix = dice.pick("ABCEHJKLMPRST") + dice.pick("ABCEHJLMPRST")
    return f"{prefix}{scattered(holder.serial, 10**6, 5):06d}{dice.pick('ABCD')}"


def de_idnr(dice: Dice, holder: Holder) -> str:
    """Ten digits of which exactly one comes twice, and a MOD 11,10 check digit."""
    digits = dice.sample("0123456789", 9)
    digits.insert(dice.between(1, 9), digits[dice.below(9)])
    if digits[0] == "0":
        digits[0], digits[-1] = digits[-1], digits[0]
    if digits[0] == "0":
        return de_idnr(dice, holder)
    body = "".join(digits)
    check = 5
    for digit in body:
        check = ((check or 10) * 2) % 11
        check = (check + int(digit)) % 10
    return body + str((1 - ((check or 10) * 2) % 11) % 10)


def fr_nir(dice: Dice, holder: Holder) -> str:
    """Sex, year, month, department, commune, order, and a key modulo 97."""
    born = holder.birth_date
    sex, commune, order = 2 if holder.female else 1, dice.between(1, 480), dice.between(1, 990)
    body = f"{sex}{born:%y%m}{holder.birthplace}{commune:03d}{order:03d}"
    return f"{body}{97 - int(body) % 97:02d}"


def es_dni(_dice: Dice, holder: Holder) -> str:
    """Eight digits and the letter of their remainder by 23."""
    number = scattered(holder.serial, 10**8, 11)
    return f"{number:08d}{'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23]}"


def mx_curp(dice: Dice, holder: Holder) -> str:
    """Letters of the names, birth date, sex, state of birth, inner consonants, homonym sign, check digit."""
    family, second, given = (_ascii(word) for word in (holder.family, holder.second_family, holder.given))
    vowel = next((sign for sign in family[1:] if sign in "AEIOU"), "X")
    consonants = "".join(_inner_consonant(word) for word in (family, second, given))
    sign = str(dice.below(10)) if holder.birth_date.year < 2000 else dice.pick("ABCDEFGHJK")
    initials = _decent(f"{family[:1]}{vowel}{second[:1]}{given[:1]}")
    sex = "M" if holder.female else "H"
    body = f"{initials}{holder.birth_date:%y%m%d}{sex}{holder.birthplace}{consonants}{sign}"
    total = sum(_CURP_ALPHABET.index(letter) * (18 - place) for place, letter in enumerate(body))
    return f"{body}{(10 - total % 10) % 10}"


def br_cpf(_dice: Dice, holder: Holder) -> str:
    """Nine digits and two weighted modulo 11 check digits."""
    body = f"{scattered(holder.serial, 10**9, 13):09d}"
    first = str((11 - _weighted(body, range(10, 1, -1))) % 11 % 10)
    second = str((11 - _weighted(body + first, range(11, 1, -1))) % 11 % 10)
    return f"{body[:3]}.{body[3:6]}.{body[6:]}-{first}{second}"


def ru_inn(dice: Dice, holder: Holder) -> str:
    """Region, office, serial, and two weighted modulo 11 check digits."""
    body = f"{holder.birthplace}{dice.between(1, 40):02d}{scattered(holder.serial, 10**6, 17):06d}"
    first = str(_weighted(body, (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10)
    return body + first + str(_weighted(body + first, (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10)


def eg_nid(dice: Dice, holder: Holder) -> str:
    """Century, birth date, governorate, serial (odd for men), and a check digit by the weights commonly described."""
    century = 2 if holder.birth_date.year < 2000 else 3
    serial = dice.between(1, 4998) * 2 + (0 if holder.female else 1)
    body = f"{century}{holder.birth_date:%y%m%d}{holder.birthplace}{serial:04d}"
    return body + str((11 - _weighted(body, (2, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11) % 10)


def in_aadhaar(_dice: Dice, holder: Holder) -> str:
    """Eleven digits not starting with 0 or 1, and a Verhoeff check digit."""
    body = str(2 * 10**10 + scattered(holder.serial, 8 * 10**10, 19))
    check = 0
    for place, digit in enumerate(reversed(body), start=1):
        check = _MULTIPLIED[check][_PERMUTED[place % 8][int(digit)]]
    return body + _VERHOEFF_INVERSE[check]


def cn_ric(dice: Dice, holder: Holder) -> str:
    """County, birth date, sequence (odd for men), and a MOD 11-2 check sign."""
    sequence = dice.between(1, 498) * 2 + (0 if holder.female else 1)
    body = f"{holder.birthplace}{holder.birth_date:%Y%m%d}{sequence:03d}"
    return body + "10X98765432"[_weighted(body, (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)) % 11]


def jp_in(_dice: Dice, holder: Holder) -> str:
    """Eleven digits and a weighted modulo 11 check digit."""
    body = str(10**10 + scattered(holder.serial, 9 * 10**10, 23))
    return body + str(-_weighted(body, (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11 % 10)


SCHEMES: dict[str, Scheme] = {
    "us.ssn": us_ssn,
    "gb.nino": gb_nino,
    "de.idnr": de_idnr,
    "fr.nir": fr_nir,
    "es.dni": es_dni,
    "mx.curp": mx_curp,
    "br.cpf": br_cpf,
    "ru.inn": ru_inn,
    "eg.nid": eg_nid,
    "in.aadhaar": in_aadhaar,
    "cn.ric": cn_ric,
    "jp.in": jp_in,
}


def _weighted(body: str, weights: Sequence[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))


def _ascii(name: str) -> str:
    # Of a compound such as "de la Cruz" or "María José" the scheme uses the first significant word.
    words = [word for word in without_marks(name).upper().split() if word not in {"DE", "LA", "DEL", "DA", "DOS"}]
    if len(words) > 1 and words[0] in {"MARIA", "JOSE", "MA", "J"}:
        words = words[1:]
    return words[0].replace("Ñ", "X") if words else "X"


def _inner_consonant(word: str) -> str:
    return next((sign for sign in word[1:] if sign.isalpha() and sign not in "AEIOU"), "X")


def _decent(initials: str) -> str:
    return initials[0] + "X" + initials[2:] if initials in _REFUSED_INITIALS else initials


# The scheme's own list of initials it does not issue.
_REFUSED = """
BACA BAKA BUEI BUEY CACA CACO CAGA CAGO CAKA CAKO COGE COGI COJA COJE COJI COJO COLA CULO FALO FETO
GETA GUEI GUEY JETA JOTO KACA KACO KAGA KAGO KAKA KAKO KOGE KOGI KOJA KOJE KOJI KOJO KOLA KULO LILO
LOCA LOCO LOKA LOKO MAME MAMO MEAR MEAS MEON MIAR MION MOCO MOKO MULA MULO NACA NACO PEDA PEDO PENE
PIPI PITO POPO PUTA PUTO QULO RATA ROBA ROBE ROBO RUIN SENO TETA VACA VAGA VAGO VAKA VUEI VUEY WUEI
WUEY
"""
_REFUSED_INITIALS = frozenset(_REFUSED.split())
