"""How many documents of the OFAC list are recognized by scheme and country, and why the others are not.

A document is a part of an entry's remarks that has a digit and is no date, name, telephone, aircraft or legal
reference. It is recognized where its kind and its country are known and its number has a form that the registry has for
them. Where no issuer is named, the entry's one nationality stands in for locally issued kinds, never for passports, as
a record's country does in a load. No number is shown: the rest is counted by reason.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.datasets import DataAbsent, data_set
from benchmarks.targets import Row
from identity_graph.normalize import UNKNOWN_COUNTRY, country_code
from identity_graph.normalize.documents import ParsedIdentifier, parse_identifier, read_stated
from identity_graph.normalize.documents.labels import issuing_country

REMARKS = 11
"""The column of the remarks."""
WORLDWIDE = {"imo", "lei", "bic", "isin", "duns", "mmsi", "chinese_commercial_code", "crypto_wallet"}
"""Kinds that no country issues."""
TRAVEL = {"passport", "travel_document"}
"""Kinds for whose issuer a nationality never stands in."""

_OTHER_PARTS = re.compile(
    r"(?:alt\. )?(?:DOB|POB|nationality|citizen|Gender|Linked To|Additional Sanctions|Secondary sanctions|Aircraft|"
    r"Previous Aircraft|Other Vessel|[af]\.k\.a|Former|Telephone|Phone|Fax|TELEX|Email|Website|Member|arrested|"
    r"all offices|ICTY|CAATSA|Individual's|named in|President|Officer|Senior Officer|Commander|Brigadier|Position|FDLR|"
    r"currently|Interpol|Executive Order|Organization Established Date|\(Following data)\b|-0-|#\d+ ",
    re.IGNORECASE,
)
"""Parts of remarks with digits that are no documents."""
_NATION = re.compile(r"(?:nationality|citizen) (.+)")


@dataclass(frozen=True, slots=True)
class Document:
    """A document as the list words it, and the one country the entry's holder is of, where it is one."""

    text: str
    nation: str | None


def documents(path: Path) -> Iterator[Document]:
    """Every part of the remarks that states a document. Raises `DataAbsent`."""
    if not path.is_file():
        raise DataAbsent(f"OFAC list: there is no {path}")
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.reader(file):
            parts = [part.strip() for part in row[REMARKS].rstrip(". ").split(";")] if len(row) > REMARKS else []
            nation = _nation(parts)
            yield from (Document(part, nation) for part in parts if _is_document(part))


def _is_document(part: str) -> bool:
    return any(c.isdigit() for c in part) and not _OTHER_PARTS.match(part)


def _nation(parts: list[str]) -> str | None:
    named = {issuing_country(match[1]) or country_code(match[1]) for part in parts if (match := _NATION.match(part))}
    return named.pop() if len(named) == 1 else None


def outcome(document: Document) -> str:
    """``recognized …``, or the reason why a document is not."""
    stated = read_stated(document.text)
    if stated is None or stated.meaning is None:
        return "words that name no kind of document"
    parsed = parse_identifier(document.text)
    by_nation = ""
    local = stated.meaning.kind not in TRAVEL | WORLDWIDE
    if parsed.country == UNKNOWN_COUNTRY and document.nation and local and stated.country is None:
        parsed, by_nation = (
            parse_identifier(document.text, country=document.nation),
            ", the holder's nationality as country",
        )
    return f"{_reason(parsed)}{by_nation}" if parsed.scheme else _reason(parsed)


def _reason(parsed: ParsedIdentifier) -> str:
    """A number of its scheme's form is of that scheme, whatever its check digit; that is said beside it."""
    if parsed.country == UNKNOWN_COUNTRY and parsed.kind not in WORLDWIDE:
        return "no country stated or implied"
    if parsed.standing == "failed":
        return "recognized, check digit or date wrong" if parsed.scheme else "not of the form its scheme has"
    if parsed.scheme is None:
        return "a form the registry does not have"
    return "recognized, check digit right" if parsed.standing == "passed" else "recognized by form"


def rows() -> Iterator[Row]:
    """One row for all that are recognized, then one for each outcome, most frequent first."""
    counts = Counter(map(outcome, documents(data_set("OFAC list").files[0])))
    total = counts.total()
    known = sum(count for reason, count in counts.items() if reason.startswith("recognized"))
    yield {"what": "recognized by scheme and country", "documents": known, "share": known / total}
    for reason, count in counts.most_common():
        yield {"what": reason, "documents": count, "share": count / total}
    yield {"what": "all documents", "documents": total, "share": 1.0}
