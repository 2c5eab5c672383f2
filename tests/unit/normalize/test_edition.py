"""What is derived of records does not change unnoticed: stored graphs hold what older code derived."""

import json
from pathlib import Path

from graphs import sample_records

from identity_graph.changes import derived, record_node
from identity_graph.model import EntityKind, Name, Node, Record, content_hash
from identity_graph.normalize.edition import EDITION

KNOWN = Path(__file__).parent / "edition.json"
NAMES = Path(__file__).parent / "edition_names.tsv"


def named() -> list[Record]:
    """Records that have nothing but a name, of many customs. A line that is added needs no other edition."""
    lines = (line.split("\t") for line in NAMES.read_text(encoding="utf-8").splitlines())
    kinds: dict[str, EntityKind] = {"person": "person", "organization": "organization"}
    return [Record("names", str(at), kinds[kind], (Name(full=name),)) for at, (kind, name) in enumerate(lines)]


def fingerprint() -> str:
    """Of identifiers and blocking keys of the sample and of these names."""
    found = (derived(record_node(record), record) for record in (*sample_records(400), *named()))
    return content_hash(*(part for each in found for part in (*map(str, each.keys), *map(_text, each.identifiers))))


def _text(node: Node) -> str:
    return f"{node.id} {sorted(node.properties.items())}"


def test_another_outcome_is_another_edition() -> None:
    known = json.loads(KNOWN.read_text(encoding="utf-8"))
    now = {"edition": EDITION, "fingerprint": fingerprint()}
    assert known == now, (
        "identifiers or blocking keys come out otherwise than before: if that is meant, raise EDITION in"
        f" identity_graph/normalize/edition.py (once for each release) and write {json.dumps(now)} into {KNOWN.name}"
    )
