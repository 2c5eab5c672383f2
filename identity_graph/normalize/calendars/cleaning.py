"""A date's text as it can be read: bounded, ASCII digits, lower case, no marks, nothing that nobody sees."""

import re
import unicodedata
from typing import Final, NamedTuple

DATE_MAX: Final = 100
"""Characters of a date that are looked at."""

_DROPPED: Final = re.compile("[\u0300-\u036f\u064b-\u0652\u0640\ufe00-\ufe0f'`\u02bc\u2019]")
_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\u30fc"), "-") | {
    ord("\u060c"): ",",
    ord("\u2044"): "/",
    ord("\u3002"): ".",
    ord("\u05f3"): "'",
    ord("\u05f4"): '"',
    ord("\u201d"): '"',
}
_HAN: Final = {sign: number for number, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "元": 1}
_HAN_NUMBER: Final = re.compile("[〇零一二三四五六七八九十廿卅]+(?=[年月日號号])|元(?=年)")
_TENS: Final = {"廿": "二十", "卅": "三十"}
_SIGNS: Final = re.compile(r"[年월月년]\s*")
_DOTTED: Final = re.compile(r"(?<=[^\x00-\x7f\d\W])\.|(?<=[^\x00-\xff])\.(?=[^\x00-\xff])|(?<=\b[a-z])\.(?=[a-z]\b)")


class Cleaned(NamedTuple):
    """A text that can be read, and what was changed for it."""

    text: str
    changes: tuple[str, ...]


def clean(text: str) -> Cleaned:
    """The text in one form of every sign. Never raises; linear in what is kept."""
    short = text[:DATE_MAX]
    changes: tuple[str, ...] = ("all beyond 100 characters left out",) if len(text) > DATE_MAX else ()
    if short.isascii():
        return Cleaned(" ".join(short.lower().replace("\0", " ").split()), changes)
    seen = "".join(c for c in short if unicodedata.category(c) not in {"Cf", "Cs", "Cn", "Co"})
    changes += ("signs that nobody sees left out",) if seen != short else ()
    plain = word_key(seen.translate(_DASHES))
    ascii_digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in plain)
    changes += ("digits of another script",) if ascii_digits != plain else ()
    counted = _HAN_NUMBER.sub(_han_number, ascii_digits)
    changes += ("numbers written as words",) if counted != ascii_digits else ()
    dated = re.sub(r"(?<=\d)\s*(?:日|일|號|号)", " ", _SIGNS.sub("-", unicodedata.normalize("NFC", counted)))
    dotless = _DOTTED.sub("", unicodedata.normalize("NFKD", dated))
    return Cleaned(" ".join(dotless.strip(" -").split()), changes)


def word_key(text: str) -> str:
    """A word as tables hold it: decomposed, in small letters, without accents and apostrophes."""
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    folded = unicodedata.normalize("NFKD", text[:DATE_MAX].casefold())[: 4 * DATE_MAX]
    return _DROPPED.sub("", folded).replace("آ", "ا")


def _han_number(match: re.Match[str]) -> str:
    """``五十五`` or ``一九八〇``."""
    signs = "".join(_TENS.get(sign, sign) for sign in match[0])
    if "十" not in signs:
        return "".join(str(_HAN[sign]) for sign in signs)
    tens, _, ones = signs.partition("十")
    return str(10 * _HAN.get(tens[-1:] or "一", 1) + _HAN.get(ones[:1], 0))
