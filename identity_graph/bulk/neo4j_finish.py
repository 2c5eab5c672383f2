"""What goes with the files for ``neo4j-admin``: its arguments, and the statements to run once after the import."""

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from identity_graph.bulk.neo4j_admin import DROPPED, SEPARATOR, Marked
from identity_graph.bulk.source import Source
from identity_graph.stores.neo4j.shape import constraints
from identity_graph.stores.neo4j.statements import statement

_BUFFER: Final = 4 * 1024**2
_BATCH_ROWS: Final = 10_000


def import_arguments(names: Sequence[str], *, longest: int, multiline: bool) -> str:
    """The arguments of ``database import full``, for its ``@FILE``: to be run in the export's folder. The importer
    reads a value only if its buffer holds it; ``longest`` is the longest row in bytes."""
    files = [f"--{name.partition('/')[0]}={name}" for name in names]
    options = [
        "--id-type=string",
        "--strict=true",
        "--trim-strings=false",
        "--ignore-empty-strings=false",
        f"--array-delimiter=U+{ord(SEPARATOR):04X}",
        f"--multiline-fields={str(multiline).lower()}",
        f"--read-buffer-size={max(_BUFFER, 2 * longest)}",
    ]
    return "".join(f"{argument}\n" for argument in options + files)


def finishing_statements(source: Source, marked: Collection[Marked]) -> Iterator[str]:
    """In this order: lists put right, constraints and indexes, and last of all the head, without which the store does
    not take the database for an identity graph. Each may be run again."""
    for where in sorted(marked, key=lambda where: (where.of, where.label, where.property)):
        for texts, mark in DROPPED.items():
            yield _put_right(where, json.dumps(mark), json.dumps(texts))
    yield from (statement(name, *names) for name, names in constraints(source.schema))
    yield "CALL db.awaitIndexes(3600)"
    head = {
        "version": source.schema.version,
        "hash": source.schema.hash,
        "shape": json.dumps(source.schema.shape()),
        "sequence": source.sequence,
    }
    values = ", ".join(f"h.{name} = {json.dumps(value)}" for name, value in head.items())
    yield f"MERGE (h:_Head {{one: 1}}) SET {values}"


def _put_right(where: Marked, mark: str, texts: str) -> str:
    pattern = f"(e:{where.label})" if where.of == "nodes" else f"()-[e:{where.label}]->()"
    return (
        f"MATCH {pattern} WHERE e.{where.property} = [{mark}]"
        f" CALL (e) {{ SET e.{where.property} = {texts} }} IN TRANSACTIONS OF {_BATCH_ROWS} ROWS"
    )
