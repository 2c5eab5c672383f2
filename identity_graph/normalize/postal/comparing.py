"""Two addresses compared, part by part, each part with what it says for and against."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from typing import Final, Literal, NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler, Levenshtein

from identity_graph.normalize.naming import compare_names
from identity_graph.normalize.naming.scripts import script_of
from identity_graph.normalize.postal.forms import Form, directions, form_of, kinds_of_roads
from identity_graph.normalize.postal.overlap import overlap
from identity_graph.normalize.postal.parser import AddressParser
from identity_graph.normalize.postal.reading import parse_address
from identity_graph.normalize.postal.result import ParsedAddress

Level = Literal["same", "same building", "same street", "same town", "different", "nothing to compare"]
ALIKE: Final = 0.83
"""Likeness of two folded texts from which on they are the same but for slips."""
SAME_NAME: Final = 0.6
"""`compare_names` from which on two words of different scripts are one name."""
PAIRS_CACHED: Final = 65_536


@dataclass(frozen=True, slots=True)
class AddressComparison:
    """How likely two addresses are one place, in [0, 1]; above .5 it is likelier than not, as far as addresses tell.

    ``level``: how far they agree. ``reasons`` are short texts a person reads, the weightiest first."""

    score: float
    level: Level
    reasons: tuple[str, ...] = ()


class Said(NamedTuple):
    """What one part says: its weight (for above 0, against below), the reason, and the part."""

    weight: float
    reason: str
    part: str


IN_OTHER: Final = "all words and numbers of one are in the other"
_BASE: Final = -2.2
"""What is to be outweighed where a road or box is said; weights are beliefs, in order, no measured probabilities."""
_BASE_TOWNS: Final = -1.0


def compare_addresses(
    a: str, b: str, *, country: str | None = None, parser: AddressParser = parse_address
) -> AddressComparison:
    """How likely two addresses are one place, in whatever script and order each is written. Never raises.

    A flat that one does not say is not another flat; another house number is another house. Which comes first makes
    no difference. ``country`` is what is known of both besides the texts."""
    return compare_parsed_addresses(parser(a, country), parser(b, country))


def compare_parsed_addresses(a: ParsedAddress, b: ParsedAddress) -> AddressComparison:
    """`compare_addresses` for addresses that were read already."""
    one, other = form_of(a), form_of(b)
    return _compared(one, other) if repr(one) <= repr(other) else _compared(other, one)


@lru_cache(PAIRS_CACHED)
def _compared(x: Form, y: Form) -> AddressComparison:
    said = sorted(_evidence(x, y), key=lambda one: (-abs(one.weight), one.reason))
    whole = overlap(x, y)
    if not whole and not {one.part for one in said} - {"one house", "one unit"}:
        return AddressComparison(0.0, "nothing to compare", ("nothing that both say",))
    fine = bool(x.road or y.road or x.box or y.box)
    base = _BASE if fine else _BASE_TOWNS
    total = base + sum(one.weight for one in said)
    score = 1.0 if x == y else round(1 / (1 + exp(-total)), 4)
    if whole > score:  # the parts were not told rightly
        return AddressComparison(round(whole, 4), "same", (IN_OTHER, *(one.reason for one in said if one.weight > 0)))
    return AddressComparison(score, _level(said, x, y), tuple(one.reason for one in said))


def _evidence(x: Form, y: Form) -> Iterator[Said]:
    for part in (_country, _road, _house, _unit, _box, _town, _code, _building):
        if (said := part(x, y)) is not None:
            yield said


def _level(said: list[Said], x: Form, y: Form) -> Level:
    against = {one.part for one in said if one.weight < 0}
    for_it = {one.part for one in said if one.weight > 0}
    if "country" in against or ("town" in against and "code" not in for_it):
        return "different"
    if "box" in for_it:
        return "same"
    if "road" in for_it and "house" in for_it:
        return "same building" if "unit" in against or bool(x.unit) != bool(y.unit) else "same"
    if "road" in for_it:
        return "same street"
    placed = "road" not in against and "box" not in against
    return "same town" if {"town", "code"} & for_it and (placed or "town" in for_it) else "different"


def _country(x: Form, y: Form) -> Said | None:
    if x.country and y.country and x.country != y.country:
        reason = f"different countries ({x.country}, {y.country})"
        return Said(-5.0, reason, "country") if x.sure and y.sure else Said(-0.5, reason, "inferred country")
    return None


def _road(x: Form, y: Form) -> Said | None:
    if not x.road or not y.road:
        road = x.road or y.road
        mine, yours = (x, y) if x.road else (y, x)
        if road and mine.core and set(" ".join(mine.core).split()) <= set(" ".join(yours.places).split()):
            return Said(1.0, "the street of one is a place in the other", "road")
        return None
    if x.road == y.road:
        return Said(2.5, "same street", "road")
    if x.core == y.core and set(x.road.split()) ^ set(y.road.split()) <= kinds_of_roads() and _one_in_other(x, y):
        return Said(2.4, "same street", "road")
    if x.core == y.core:
        differ = x.kind and y.kind and x.kind != y.kind and script_of(x.core_text) == script_of(y.core_text)
        return (
            Said(-0.3, "same street name, another kind of street", "road")
            if differ
            else Said(2.4, "same street", "road")
        )
    return _road_names(x, y)


def _one_in_other(x: Form, y: Form) -> bool:
    """``Gran Via`` and ``Calle Gran Via``; ``Main Street`` and ``Main``."""
    ours, theirs = set((x.road or "").split()), set((y.road or "").split())
    return ours <= theirs or theirs <= ours


def _road_names(x: Form, y: Form) -> Said:
    """Streets of different wording: in another order, with a slip, in another script, or others."""
    ours, theirs = " ".join(x.core), " ".join(y.core)
    numbers = [{part for part in core if not part.isalpha()} for core in (x.core, y.core)]
    if numbers[0] != numbers[1] and (numbers[0] and numbers[1]):
        return Said(-3.0, "different streets", "road")
    ends = [set(core) & directions() for core in (x.core, y.core)]
    if ends[0] and ends[1] and ends[0] != ends[1]:
        return Said(-2.0, "different ends of a street", "road")
    if sorted(x.core) == sorted(y.core) or ours.replace(" ", "") == theirs.replace(" ", ""):
        return Said(2.3, "same street, words in another order or joined", "road")
    if script_of(x.core_text) != script_of(y.core_text):
        score = compare_names(x.core_text, y.core_text).score
        if score >= SAME_NAME:
            return Said(2.2 * score, "same street in another script", "road")
        return Said(-0.8, "streets of different names, in different scripts", "road")
    likeness = max(likeness_of(ours, theirs), likeness_of(ours.replace(" ", ""), theirs.replace(" ", "")))
    if not (x.kind and y.kind):  # the slip may be in the kind: Marienstrsase
        likeness = max(likeness, likeness_of(*((form.road or "").replace(" ", "") for form in (x, y))))
    if likeness >= ALIKE:
        return Said(2.2 * likeness, "street differs by a slip of the pen", "road")
    short, long = sorted((set(x.core), set(y.core)), key=len)
    if short and short < long and max(map(len, short)) > 3:  # a word that tells something
        return Said(1.5, "street of one is part of the other's", "road")
    paired = [max(likeness_of(word, other) for other in y.core) for word in x.core] if x.core and y.core else [0.0]
    if min(len(x.core), len(y.core)) > 1 and sum(paired) / len(paired) > ALIKE:
        return Said(1.5, "street differs in spelling", "road")
    return Said(-3.0, "different streets", "road")


@lru_cache(PAIRS_CACHED)
def likeness_of(a: str, b: str) -> float:
    """Likeness of two words in [0, 1]; short words must be nearer than long ones."""
    if a == b:
        return 1.0
    if min(len(a), len(b)) < 4:
        return 0.0
    return min(1.0, (OSA.normalized_similarity(a, b) + JaroWinkler.normalized_similarity(a, b)) / 2)


def _house(x: Form, y: Form) -> Said | None:
    if not x.house or not y.house:
        return Said(-0.4, "house number only in one", "one house") if bool(x.house) != bool(y.house) else None
    if x.house == y.house:
        return _wings(x, y) or Said(2.0, "same house number", "house")
    if sorted(x.house) == sorted(y.house):
        return Said(0.8, "house numbers in another order", "house")
    if x.house[0] == y.house[0]:
        short, long = sorted((x.house, y.house), key=len)
        if long[: len(short)] == short:
            letter = long[len(short) :][0].isalpha()
            return Said(
                0.4,
                "house number with and without a letter" if letter else "one house number begins the other",
                "house",
            )
    if _ranges_meet(x.house, y.house):
        return Said(0.6, "one house number is in the other's range", "house")
    return Said(-5.5, f"different house numbers ({'-'.join(x.house)}, {'-'.join(y.house)})", "house")


def _wings(x: Form, y: Form) -> Said | None:
    if x.wing and y.wing and x.wing != y.wing:
        return Said(-2.5, "different parts of the building", "house")
    return None


def _ranges_meet(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """``12`` is in ``10-14``."""
    for span, single in ((a, b), (b, a)):
        if len(span) == 2 and len(single) == 1 and all(part.isdecimal() and len(part) < 6 for part in (*span, *single)):
            return int(span[0]) <= int(single[0]) <= int(span[1])
    return False


def _unit(x: Form, y: Form) -> Said | None:
    if x.unit and y.unit:
        return Said(1.0, "same flat", "unit") if x.unit == y.unit else Said(-5.5, "different flats", "unit")
    if x.level and y.level and x.level != y.level:
        return Said(-3.0, "different floors", "unit")
    return Said(-0.1, "flat only in one", "one unit") if bool(x.unit) != bool(y.unit) else None


def _box(x: Form, y: Form) -> Said | None:
    if x.box and y.box:
        return (
            Said(4.0, "same post office box", "box")
            if x.box == y.box
            else Said(-4.5, "different post office boxes", "box")
        )
    return None


def _town(x: Form, y: Form) -> Said | None:
    if not x.city or not y.city:
        city, places = (x.city, y.places) if x.city else (y.city, x.places)
        return Said(0.8, "the town of one is a place in the other", "town") if city and city in places else None
    if x.city == y.city:
        return Said(1.2, "same town", "town")
    if x.towns & y.towns:
        return Said(1.2, "same town by another of its names", "town")
    if x.city in y.places or y.city in x.places:
        return Said(0.8, "the town of one is a place in the other", "town")
    return _town_names(x, y)


def _town_names(x: Form, y: Form) -> Said:
    city, other = x.city or "", y.city or ""
    if script_of(x.city_text) != script_of(y.city_text):
        if compare_names(x.city_text, y.city_text).score >= SAME_NAME:
            return Said(0.9, "same town in another script", "town")
        return Said(-0.8, "towns of different names, in different scripts", "town")
    if likeness_of(city, other) >= ALIKE:
        return Said(0.8, "town differs by a slip of the pen", "town")
    short, long = sorted((set(city.split()), set(other.split())), key=len)
    if short < long and max(map(len, short), default=0) > 3:
        return Said(0.5, "town of one is part of the other's", "town")
    return Said(-0.6 if x.code and x.code == y.code else -3.5, "different towns", "town")


def _code(x: Form, y: Form) -> Said | None:
    if not x.code or not y.code:
        return None
    if x.code == y.code:
        return Said(1.5, "same postal code", "code")
    if x.code.startswith(y.code) or y.code.startswith(x.code):
        return Said(0.8, "one postal code begins the other", "code")
    if Levenshtein.distance(x.code, y.code) == 1 or sorted(x.code) == sorted(y.code):
        return Said(0.0, "postal code differs by a slip of the pen", "near code")
    return Said(-1.5, "different postal codes", "code")


def _building(x: Form, y: Form) -> Said | None:
    if not x.building or not y.building:
        return None
    if likeness_of(x.building, y.building) >= ALIKE:
        return Said(1.0, "same building name", "building")
    return None if x.house and y.house else Said(-1.0, "different building names", "building")
