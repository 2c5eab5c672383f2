"""Check digits that python-stdnum does not have, or has only with the day's date, each over a whole number.

Every function says whether the number, in its normal form, passes. They may raise ``ValueError`` or ``LookupError`` on
characters that the scheme's form does not allow.
"""

from collections.abc import Callable, Iterable
from typing import Final

from stdnum import luhn, verhoeff
from stdnum.iso7064 import mod_11_2, mod_97_10
from stdnum.mx import rfc

from identity_graph.normalize.documents import company_checks
from identity_graph.normalize.documents.weights import VALUES, icao_digit

Check = Callable[[str], bool]


def _hkid(number: str) -> bool:
    """Hong Kong: one or two letters (a blank counts 36), six digits, a digit or ``A`` for ten; modulo 11."""
    padded = f"{number:>9}"
    values = [36 if c == " " else VALUES[c] for c in padded]
    return sum(weight * value for weight, value in zip(range(9, 0, -1), values, strict=True)) % 11 == 0


def _nric(number: str) -> bool:
    """Singapore NRIC (S, T) and FIN (F, G, M): weights 2 7 6 5 4 3 2, an offset by series, a letter by rest."""
    offset, letters = {
        "S": (0, "JZIHGFEDCBA"),
        "T": (4, "JZIHGFEDCBA"),
        "F": (0, "XWUTRQPNMLK"),
        "G": (4, "XWUTRQPNMLK"),
        "M": (3, "XWUTRQPNJLK"),
    }[number[0]]
    total = offset + sum(w * int(c) for w, c in zip((2, 7, 6, 5, 4, 3, 2), number[1:8], strict=True))
    return letters[total % 11] == number[8]


_TAIWAN_LETTERS: Final = {letter: 10 + n for n, letter in enumerate("ABCDEFGHJKLMNPQRSTUVXYWZIO")}


def _taiwan(number: str) -> bool:
    """Taiwan's national and resident numbers: the letter is two digits, weights 1 9 8 7 … 1 1, modulo 10."""
    tens, ones = divmod(_TAIWAN_LETTERS[number[0]], 10)
    weights = range(8, 0, -1)
    total = tens + 9 * ones + sum(w * int(c) for w, c in zip(weights, number[1:9], strict=True)) + int(number[9])
    return total % 10 == 0


def _iran(number: str) -> bool:
    """Iran's national code: weights 10 … 2; a rest under two is the digit itself, otherwise eleven less the rest."""
    rest = sum((10 - place) * int(c) for place, c in enumerate(number[:9])) % 11
    return int(number[9]) == (rest if rest < 2 else 11 - rest)


def _kazakhstan(number: str) -> bool:
    """Kazakhstan's IIN and BIN: weights 1 … 11; where the rest is ten, weights 3 … 11, 1, 2; ten again is no number."""
    digits = [int(c) for c in number]
    rest = sum(w * d for w, d in zip(range(1, 12), digits, strict=False)) % 11
    if rest == 10:
        rest = sum(w * d for w, d in zip((3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2), digits, strict=False)) % 11
    return rest == digits[11]


def _snils(number: str) -> bool:
    """Russia's SNILS: weights 9 … 1, modulo 101, where 100 is written 00; numbers to 001-001-998 have no check."""
    if number[:9] <= "001001998":
        return True
    return sum((9 - place) * int(c) for place, c in enumerate(number[:9])) % 101 % 100 == int(number[9:])


def _belgium(prefix: str) -> Check:
    """Belgium's national number: 97 less the rest of its nine digits, which those born from 2000 on prefix with 2."""
    return lambda number: 97 - int(prefix + number[:9]) % 97 == int(number[9:11])


def _luhn_tail(number: str) -> bool:
    """Sweden and others: Luhn over the last ten characters."""
    return luhn.is_valid(number[-10:])


def _mod97(number: str) -> bool:
    """ISO 7064 MOD 97-10 over the whole number."""
    return bool(mod_97_10.is_valid(number))


def _check_at_end(number: str) -> bool:
    """ICAO 9303 over all but the last character."""
    return icao_digit(number[:-1]) == number[-1]


def _luxembourg(number: str) -> bool:
    """Luxembourg: the twelfth digit is Luhn's, the thirteenth Verhoeff's, each over the first eleven."""
    return luhn.is_valid(number[:12]) and verhoeff.is_valid(number[:11] + number[12])


def _guatemala(number: str) -> bool:
    """Guatemala's CUI: eight digits with weights 2 … 9, modulo 11, before the digit and four of the place."""
    return sum(w * int(c) for w, c in zip(range(2, 10), number[:8], strict=True)) % 11 == int(number[8])


def _mod_11_2(number: str) -> bool:
    """ISO 7064 MOD 11-2, as China's resident numbers use it."""
    return bool(mod_11_2.is_valid(number))


def _icao_optional(number: str) -> bool:
    """A card number of nine characters, with its ICAO digit where a tenth is given."""
    return len(number) < 10 or _check_at_end(number)


def _digit_sum(products: Iterable[int]) -> int:
    return sum(sum(map(int, str(product))) for product in products)


def _german_pension(number: str) -> bool:
    """Germany's pension number: the letter is two digits; weights 2 1 2 5 7 1 2 1 2 1 2 1, digit sums, modulo 10."""
    digits = f"{number[:8]}{VALUES[number[8]] - 9:02d}{number[9:11]}"
    weights = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
    return _digit_sum(w * int(c) for w, c in zip(weights, digits, strict=True)) % 10 == int(number[11])


def _german_health(number: str) -> bool:
    """Germany's health insurance number: the letter is two digits; weights 1 2 1 2 …, digit sums, modulo 10."""
    digits = f"{VALUES[number[0]] - 9:02d}{number[1:9]}"
    total = _digit_sum((1 + place % 2) * int(c) for place, c in enumerate(digits))
    return total % 10 == int(number[9])


def _spain_social(number: str) -> bool:
    """Spain's affiliation number: the rest by 97 of province and number, which is added short where it is small."""
    province, middle, digits = number[:2], int(number[2:-2]), int(number[-2:])
    base = int(province) * 10_000_000 + middle if middle < 10_000_000 else int(number[:-2])
    return base % 97 == digits


def _hungarian_person(number: str) -> bool:
    """Hungary's personal number: weights 1 … 10 for those born before 1997, else 10 … 1; modulo 11."""
    digits, orders = [int(c) for c in number], (range(1, 11), range(10, 0, -1))
    return digits[10] in {sum(w * d for w, d in zip(order, digits, strict=False)) % 11 for order in orders}


def _latvia(number: str) -> bool:
    """Latvia's older personal code: 1101 less the sum, modulo 11, modulo 10; numbers from 32 on have none."""
    if number[:2] >= "32":
        return True
    total = sum(w * int(c) for w, c in zip((1, 6, 3, 7, 9, 10, 5, 8, 4, 2), number, strict=False))
    return (1101 - total) % 11 % 10 == int(number[10])


def _portugal_social(number: str) -> bool:
    """Portugal's NISS: the first ten primes backwards as weights; nine less the rest by ten."""
    total = sum(w * int(c) for w, c in zip((29, 23, 19, 17, 13, 11, 7, 5, 3, 2), number, strict=False))
    return 9 - total % 10 == int(number[10])


def _brazil_voter(number: str) -> bool:
    """Brazil's voter number: two digits of the state, then two with weights 2 … 9 and 7 8 9, modulo 11."""
    digits = [int(c) for c in number]
    states = {"01", "02"}  # São Paulo and Minas Gerais count a rest of zero as one
    first = sum(w * d for w, d in zip(range(2, 10), digits, strict=False)) % 11
    first = 1 if first == 0 and number[8:10] in states else first % 10
    second = (7 * digits[8] + 8 * digits[9] + 9 * first) % 11
    second = 1 if second == 0 and number[8:10] in states else second % 10
    return number[8:10] <= "28" and (first, second) == (digits[10], digits[11])


def _mexican_tax(number: str) -> bool:
    """Mexico's RFC: python-stdnum's algorithm for the homoclave's last character, which many issued numbers fail."""
    return bool(rfc.calc_check_digit(number[:-1]) == number[-1])


def _new_zealand_health(number: str) -> bool:
    """New Zealand's NHI: letters count 1 to 24 without I and O, weights 7 … 2; eleven less the rest."""
    if not number[5].isdigit():
        return True  # the form of 2019 is not checked here
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    values = [letters.index(c) + 1 if c in letters else int(c) for c in number[:6]]
    rest = sum(w * v for w, v in zip(range(7, 1, -1), values, strict=True)) % 11
    return rest != 0 and (11 - rest) % 10 == int(number[6])


ALGORITHMS: Final[dict[str, Check]] = {
    "rfc": _mexican_tax,
    "korea_business": company_checks.korea_business,
    "luhn": luhn.is_valid,
    "verhoeff": verhoeff.is_valid,
    "mod97": _mod97,
    "icao": _check_at_end,
    "hkid": _hkid,
    "nric": _nric,
    "taiwan": _taiwan,
    "iran": _iran,
    "iran_company": company_checks.iran_company,
    "kazakhstan": _kazakhstan,
    "snils": _snils,
    "belgium_1900": _belgium(""),
    "belgium_2000": _belgium("2"),
    "iso7064_11_2": _mod_11_2,
    "icao_optional": _icao_optional,
    "imo_company": company_checks.imo_company,
    "iban": company_checks.iban,
    "bulgaria": company_checks.bulgaria,
    "germany_pension": _german_pension,
    "germany_health": _german_health,
    "spain_social": _spain_social,
    "hungary_personal": _hungarian_person,
    "latvia": _latvia,
    "portugal_social": _portugal_social,
    "okpo": company_checks.okpo,
    "brazil_voter": _brazil_voter,
    "us_account": company_checks.us_account,
    "china_organization": company_checks.china_organization,
    "korea_corporate": company_checks.korea_corporate,
    "new_zealand_health": _new_zealand_health,
    "clabe": company_checks.clabe,
    "luhn_tail": _luhn_tail,
    "luxembourg": _luxembourg,
    "guatemala": _guatemala,
}
"""Name in tables → algorithm."""
