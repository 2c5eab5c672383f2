"""Nothing a person is known by leaves the graph by the way: not in logs, not in errors, not in the ledger."""

import csv
import json
import logging
from pathlib import Path

import pytest
from commands import Shell
from identity_graph_loaders.demo import SOURCES

from identity_graph import IdentityGraph
from identity_graph.sample import SampleFiles

SHORTEST = 5
"""Shorter values (``Li``, ``Rue``) stand in any text."""
PUBLIC = {"country", "sex", "opened_on", "city", "region", "nationality", "entity_id"}


@pytest.fixture(scope="module")
def personal(sample: SampleFiles) -> frozenset[str]:
    """Every name, phone, e-mail address, number, address of the sample."""
    with sample.core_banking.open(encoding="utf-8") as bank, sample.payments.open(encoding="utf-8") as payments:
        rows: list[dict[str, object]] = [*csv.DictReader(bank), *csv.DictReader(payments)]
    for path in (sample.kyc, sample.watchlist):
        rows += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = {text for row in rows for key, value in row.items() if key not in PUBLIC for text in texts(value)}
    return frozenset(text for text in found if len(text) >= SHORTEST and not text.startswith(("person", "organi")))


def texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for key, part in value.items() if key not in PUBLIC for text in texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return [value] if isinstance(value, str) and value != "national_id" and value != "passport" else []


def said(text: str, personal: frozenset[str]) -> list[str]:
    return sorted(value for value in personal if value in text)


@pytest.fixture
def logs(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    for name in list(logging.root.manager.loggerDict):
        caplog.set_level(logging.DEBUG, logger=name)
    return caplog


def test_loading_and_resolving_say_nothing_of_anybody(
    run: Shell, empty: str, sample: SampleFiles, personal: frozenset[str], logs: pytest.LogCaptureFixture
) -> None:
    assert len(personal) > 1_500
    for source, mapping in SOURCES.items():
        done = run("load", getattr(sample, source), "--source", source, "--mapping", mapping, store=empty)
        assert done.code == 0
        assert said(done.out + done.err, personal) == []
    for command in (
        ("resolve",),
        ("train",),
        ("communities", "run", "--json"),
        ("communities", "list", "--json"),
        ("review",),
        ("stats",),
    ):
        done = run(*command, store=empty)
        assert done.code == 0
        assert said(done.out + done.err, personal) == []
    assert said(logs.text, personal) == []


def test_errors_say_nothing_of_anybody(
    run: Shell,
    empty: str,
    sample: SampleFiles,
    personal: frozenset[str],
    logs: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    cut = tmp_path / "cut.jsonl"
    lines = sample.kyc.read_text(encoding="utf-8").splitlines()
    cut.write_text("\n".join(line[:-1] for line in lines) + "\n", encoding="utf-8")
    failing = (
        ("load", cut, "--source", "kyc", "--mapping", "sample-kyc", "--max-bad", 3),
        ("load", sample.core_banking, "--source", "kyc", "--mapping", "sample-kyc"),
        ("load", sample.kyc, "--source", "kyc", "--mapping", "sample-core-banking", "--max-bad", 3),
        ("load", sample.payments, "--source", "x"),
        ("load", sample.kyc, "--source", "x", "--format", "parquet", "--mapping", "sample-kyc"),
        ("evaluate", "--truth", sample.payments),
    )
    for command in failing:
        done = run(*command, store=empty)
        assert done.code not in {0, 1}, command
        assert done.err.startswith("error IG-")
        assert said(done.out + done.err, personal) == [], command
    for value in sorted(personal)[:: max(1, len(personal) // 40)]:
        for command in (
            ("show", value),
            ("find", "phone", value),
            ("find", "passport", value),
            ("explain", value, value),
        ):
            done = run(*command)
            if done.code and ":" not in value and not value.startswith("-"):
                assert said(done.err, frozenset({value})) == [], command
    assert said(logs.text, personal) == []


def test_the_ledger_holds_ids_only(store: Path, personal: frozenset[str]) -> None:
    with IdentityGraph.open(f"sqlite:{store}") as graph:
        graph.find_communities()
        entries = graph.store.ledger(limit=10_000)
    assert len(entries) > 3
    assert said("\n".join(map(repr, entries)), personal) == []
