"""The comparisons of the match model: what two records are compared by, and the levels of agreement each can reach.

Written in Splink's model format (conditions in SQL over columns ``x_l`` and ``x_r``), so that Splink trains it, its
tools read it, and one generated query scores with it. The first level of each comparison is "not said by both"; the
others are tried in order, best first. ``m`` and ``u`` here are prior beliefs, the ones the model starts from and falls
back on where the data is too little to learn: the share of true matches (``m``) and of chance pairs (``u``) at each
level.
"""

from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Level:
    """One level of agreement: its name, its condition, and what we believe of it before seeing data."""

    name: str
    condition: str
    m: float
    u: float
    term_frequency: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison: when it says nothing (``unsaid``), and its levels, best first; the last is "otherwise"."""

    name: str
    unsaid: str
    levels: tuple[Level, ...]

    def settings(self) -> dict[str, Any]:
        """This comparison in Splink's model JSON."""
        levels: list[dict[str, Any]] = [
            {"sql_condition": self.unsaid, "label_for_charts": "not said", "is_null_level": True}
        ]
        return {
            "output_column_name": self.name,
            "comparison_levels": levels + [_settings(level) for level in self.levels],
        }


def _settings(level: Level) -> dict[str, Any]:
    settings: dict[str, Any] = {
        "sql_condition": level.condition,
        "label_for_charts": level.name,
        "m_probability": level.m,
        "u_probability": level.u,
    }
    if level.term_frequency:
        settings |= {"tf_adjustment_column": level.term_frequency, "tf_adjustment_weight": 1.0}
    return settings


def _either_null(*columns: str) -> str:
    return " OR ".join(f"{column}_l IS NULL OR {column}_r IS NULL" for column in columns)


_SHARED_NAME = "list_has_any(names_l, names_r)"
_GIVEN_RELATED = (
    "(given_l = given_r OR list_has_any(given_spellings_l, given_spellings_r)"
    " OR list_has_any(given_in_full_l, given_in_full_r))"
)
_FAMILY_RELATED = "(family_l = family_r OR list_has_any(family_spellings_l, family_spellings_r))"
_ANOTHER_NAME = (
    f"({_SHARED_NAME} AND NOT (coalesce({_GIVEN_RELATED}, false)"
    f" AND (coalesce({_FAMILY_RELATED}, false) OR (family_l IS NULL AND family_r IS NULL))))"
)
"""The whole name agrees although its parts do not: swapped, or one's alias is the other's name. It is one observation,
so the given name says it and the family name is then left out: else it would count twice."""
_SWAPPED_NEARLY = (
    f"(NOT {_SHARED_NAME} AND coalesce(jaro_winkler_similarity(given_l, family_r) >= 0.92"
    " AND jaro_winkler_similarity(family_l, given_r) >= 0.92, false)"
    " AND greatest(jaro_winkler_similarity(given_l, given_r), jaro_winkler_similarity(family_l, family_r)) < 0.82)"
)
"""``Elizabeth Stephenson`` and ``Stephenson Elizbeth``: given and family name are swapped, with a slip in them. Where
the parts are alike as they stand (``Johan Johansson``), they are compared as they stand."""
_WITHIN_NAME = (
    "(given_l <> given_r AND length(name_words_l) >= 2 AND length(name_words_r) >= 2"
    " AND (list_has_all(name_words_l, name_words_r) OR list_has_all(name_words_r, name_words_l)))"
)
"""``Fernando Pérez`` and ``PEREZ DURAN FERNANDO``: the shorter name's words are all in the longer, in another order."""
_ONE_OF_TWO = "list_has_any(string_split(family_l, ' '), string_split(family_r, ' '))"
_PART_SWAPPED = "list_has_any(given_codes_l, family_codes_r) OR list_has_any(family_codes_l, given_codes_r)"
_GIVEN_NEAR = "jaro_winkler_similarity(given_l, given_r) >= 0.92"
_ONLY_WORD = (
    "(family_l IS NULL AND list_has_any(given_spellings_l, family_spellings_r))"
    " OR (family_r IS NULL AND list_has_any(given_spellings_r, family_spellings_l))"
)
"""Of a name of one word nobody knows whether it is a given or a family name."""
_TWO_NAMES = (
    "(given_known_l AND given_known_r AND (coalesce(given_sex_l <> given_sex_r, false)"
    " OR NOT coalesce(list_has_any(given_codes_l, given_codes_r), false)))"
)
"""Both are listed names, and of another sex or sound: Maria and Mario are two names, however alike."""
_INITIAL = (
    "(length(given_l) = 1 AND left(given_r, 1) = given_l) OR (length(given_r) = 1 AND left(given_l, 1) = given_r)"
    " OR starts_with(given_l, given_r || ' ') OR starts_with(given_r, given_l || ' ')"
)
_YEAR_GAP = "abs(CAST(left(birth_date_l, 4) AS INTEGER) - CAST(left(birth_date_r, 4) AS INTEGER))"
_TO_THE_DAY = "length(birth_date_l) = 10 AND length(birth_date_r) = 10"
_SAME_READING = "list_has_any(birth_days_l, birth_days_r)"
_DAY_MONTH_SWAPPED = (
    f"({_TO_THE_DAY} AND left(birth_date_l, 4) = left(birth_date_r, 4)"
    " AND birth_date_l[6:7] = birth_date_r[9:10] AND birth_date_l[9:10] = birth_date_r[6:7])"
)
_STAND_IN_SWAPPED = (
    "(damerau_levenshtein(birth_stand_in_l, birth_stand_in_r) = 1"
    " AND levenshtein(birth_stand_in_l, birth_stand_in_r) = 2)"
)
"""``1918-07-01`` and ``1981-07-01``: a day that may stand for the year is still a date somebody typed. One other digit
is not enough: where the whole family has such days, it is a father's year and a son's."""
_LESS_PRECISE = (
    "(length(birth_date_l) <> length(birth_date_r)"
    " AND (starts_with(birth_date_l, birth_date_r) OR starts_with(birth_date_r, birth_date_l)))"
)
_YEARS_ONLY = "(birth_date_l = birth_date_r AND length(birth_date_l) < 10)"

_GIVEN_NAME = Comparison(
    "given_name",
    _either_null("given"),
    (
        Level("whole name the same, swapped or an alias", _ANOTHER_NAME, 0.11, 0.00002),
        Level("whole name nearly the same, swapped", _SWAPPED_NEARLY, 0.01, 0.00001),
        Level("all words of the shorter name", _WITHIN_NAME, 0.01, 0.0001),
        Level("same", "given_l = given_r", 0.63, 0.006, "given"),
        Level("same in another spelling or script", "list_has_any(given_spellings_l, given_spellings_r)", 0.03, 0.002),
        Level("short form of the same", "list_has_any(given_in_full_l, given_in_full_r)", 0.02, 0.001),
        Level("same in another language", "list_has_any(given_abroad_l, given_abroad_r)", 0.01, 0.002),
        Level("only word, the other's family name", _ONLY_WORD, 0.01, 0.001),
        Level("nearly the same", f"{_GIVEN_NEAR} AND NOT {_TWO_NAMES}", 0.04, 0.003),
        Level("initial or first of several", _INITIAL, 0.05, 0.012),
        Level("same sound", f"list_has_any(given_codes_l, given_codes_r) AND NOT {_TWO_NAMES}", 0.02, 0.01),
        Level("alike", "jaro_winkler_similarity(given_l, given_r) >= 0.82", 0.02, 0.02),
        Level("different", "ELSE", 0.04, 0.94287),
    ),
)
_FAMILY_NAME = Comparison(
    "family_name",
    f"{_either_null('family')}"
    f" OR (given_l IS NOT NULL AND given_r IS NOT NULL AND ({_ANOTHER_NAME} OR {_SWAPPED_NEARLY} OR {_WITHIN_NAME}))",
    (
        Level("same", "family_l = family_r", 0.74, 0.001, "family"),
        Level(
            "same in another spelling or script",
            "list_has_any(family_spellings_l, family_spellings_r)",
            0.03,
            0.0005,
        ),
        Level("nearly the same", "jaro_winkler_similarity(family_l, family_r) >= 0.92", 0.09, 0.002),
        Level("one of several the same", _ONE_OF_TWO, 0.02, 0.003),
        Level("same sound", "list_has_any(family_codes_l, family_codes_r)", 0.03, 0.005),
        Level("a part swapped", _PART_SWAPPED, 0.02, 0.005),
        Level("alike", "jaro_winkler_similarity(family_l, family_r) >= 0.82", 0.02, 0.015),
        Level("different", "ELSE", 0.05, 0.9685),
    ),
)
_WITHIN = (
    "list_has_all(string_split(organization_l, ' '), string_split(organization_r, ' '))"
    " OR list_has_all(string_split(organization_r, ' '), string_split(organization_l, ' '))"
)
_GENERATION = Comparison(
    "generation",
    _either_null("generation"),
    (Level("same", "generation_l = generation_r", 0.98, 0.6), Level("different", "ELSE", 0.02, 0.4)),
)
_ORGANIZATION_NAME = Comparison(
    "organization_name",
    _either_null("organization"),
    (
        Level("same", "organization_l = organization_r", 0.6, 0.0005, "organization"),
        Level("same under another name", _SHARED_NAME, 0.12, 0.0002),
        Level("nearly the same", "jaro_winkler_similarity(organization_l, organization_r) >= 0.94", 0.13, 0.001),
        Level("one name within the other", _WITHIN, 0.06, 0.001),
        Level("alike", "jaro_winkler_similarity(organization_l, organization_r) >= 0.86", 0.04, 0.01),
        Level("different", "ELSE", 0.05, 0.9873),
    ),
)
_BIRTH_DATE = Comparison(
    "birth_date",
    f"({_either_null('birth_date')}) AND NOT coalesce({_SAME_READING}, false)",
    (
        Level("same day", "birth_date_l = birth_date_r AND length(birth_date_l) = 10", 0.765, 0.00005),
        Level("same day by another reading", _SAME_READING, 0.01, 0.0003),
        Level(
            "one digit or day and month swapped",
            f"{_DAY_MONTH_SWAPPED} OR ({_TO_THE_DAY} AND damerau_levenshtein(birth_date_l, birth_date_r) <= 1)",
            0.09,
            0.0006,
        ),
        Level("same day, which may stand for the year", "birth_stand_in_l = birth_stand_in_r", 0.03, 0.002),
        Level("digits of the year swapped, of a day which may stand for it", _STAND_IN_SWAPPED, 0.005, 0.001),
        Level("same as far as said", f"{_LESS_PRECISE} OR {_YEARS_ONLY}", 0.04, 0.01),
        Level("same year", f"{_YEAR_GAP} = 0", 0.03, 0.015),
        Level("two digits", f"{_TO_THE_DAY} AND damerau_levenshtein(birth_date_l, birth_date_r) <= 2", 0.01, 0.005),
        Level("a year apart", f"{_YEAR_GAP} <= 1", 0.005, 0.03),
        Level("within ten years", f"{_YEAR_GAP} <= 10", 0.005, 0.25),
        Level("years apart, roughly said", f"NOT ({_TO_THE_DAY})", 0.005, 0.05),
        Level("different", "ELSE", 0.005, 0.63605),
    ),
)
_NUMBER_SLIP = "length(document_l) >= 16 AND damerau_levenshtein(document_l, document_r) <= 1"
"""One digit mistyped, of a scheme, country and number of at least seven signs: ``passport:DE:C01X00T``."""
_DOCUMENT = Comparison(
    "document",
    "documents_l IS NULL OR documents_r IS NULL OR NOT (list_has_any(document_kinds_l, document_kinds_r)"
    " OR list_has_any(document_numbers_l, document_numbers_r))",
    (
        Level("same strong document", "list_has_any(strong_documents_l, strong_documents_r)", 0.8, 0.000002),
        Level("same document", "list_has_any(documents_l, documents_r)", 0.05, 0.00001),
        Level(
            "same number, other scheme or issuer", "list_has_any(document_numbers_l, document_numbers_r)", 0.03, 0.00001
        ),
        Level("number with a slip", _NUMBER_SLIP, 0.03, 0.00001),
        Level("different numbers", "ELSE", 0.09, 0.999968),
    ),
)
_PHONE = Comparison(
    "phone",
    _either_null("phones"),
    (
        Level("same", "list_has_any(phones_l, phones_r)", 0.65, 0.0001),
        Level("different", "ELSE", 0.35, 0.9999),
    ),
)
_EMAIL = Comparison(
    "email",
    _either_null("emails"),
    (
        Level("same", "list_has_any(emails_l, emails_r)", 0.65, 0.00002),
        Level("nearly the same", "jaro_winkler_similarity(email_l, email_r) >= 0.94", 0.08, 0.001),
        Level("different", "ELSE", 0.27, 0.99898),
    ),
)
_ACCOUNT = Comparison(
    "account",
    _either_null("accounts"),
    (
        Level("same", "list_has_any(accounts_l, accounts_r)", 0.3, 0.00002),
        Level("different", "ELSE", 0.7, 0.99998),
    ),
)
_SAME_STREET = "list_has_any(streets_l, streets_r)"
_SAME_POSTAL_CODE = "list_has_any(postal_codes_l, postal_codes_r)"
_ADDRESS = Comparison(
    "address",
    "(postal_codes_l IS NULL OR postal_codes_r IS NULL) AND (streets_l IS NULL OR streets_r IS NULL)"
    " AND (cities_l IS NULL OR cities_r IS NULL)",
    (
        Level("same street and postal code", f"{_SAME_STREET} AND {_SAME_POSTAL_CODE}", 0.4, 0.00002),
        Level(
            "nearly the same street, same postal code or city",
            f"(jaro_winkler_similarity(street_l, street_r) >= 0.9 OR {_SAME_STREET})"
            f" AND ({_SAME_POSTAL_CODE} OR list_has_any(cities_l, cities_r))",
            0.12,
            0.00005,
        ),
        Level("same postal code", _SAME_POSTAL_CODE, 0.13, 0.001),
        Level("same street", _SAME_STREET, 0.03, 0.0001),
        Level("neighbouring postal code", "left(postal_code_l, 4) = left(postal_code_r, 4)", 0.06, 0.004),
        Level("same city", "list_has_any(cities_l, cities_r)", 0.1, 0.02),
        Level("different", "ELSE", 0.16, 0.97483),
    ),
)
_BIRTH_PLACE = Comparison(
    "birth_place",
    _either_null("birth_place"),
    (
        Level("same", "birth_place_l = birth_place_r", 0.7, 0.005, "birth_place"),
        Level("nearly the same", "jaro_winkler_similarity(birth_place_l, birth_place_r) >= 0.92", 0.1, 0.004),
        Level("different", "ELSE", 0.2, 0.991),
    ),
)
_OCCUPATION = Comparison(
    "occupation",
    _either_null("occupation"),
    (
        Level("same", "occupation_l = occupation_r", 0.7, 0.06, "occupation"),
        Level("different", "ELSE", 0.3, 0.94),
    ),
)
_GENDER = Comparison(
    "gender",
    _either_null("gender"),
    (Level("same", "gender_l = gender_r", 0.98, 0.5), Level("different", "ELSE", 0.02, 0.5)),
)
_NATIONALITY = Comparison(
    "nationality",
    _either_null("nationalities"),
    (
        Level("same", "list_has_any(nationalities_l, nationalities_r)", 0.95, 0.15),
        Level("different", "ELSE", 0.05, 0.85),
    ),
)

COMPARISONS: Final = (
    _GIVEN_NAME,
    _FAMILY_NAME,
    _GENERATION,
    _ORGANIZATION_NAME,
    _BIRTH_DATE,
    _DOCUMENT,
    _PHONE,
    _EMAIL,
    _ACCOUNT,
    _ADDRESS,
    _BIRTH_PLACE,
    _OCCUPATION,
    _GENDER,
    _NATIONALITY,
)
