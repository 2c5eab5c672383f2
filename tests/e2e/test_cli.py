"""Every command as a user runs it: what it says, as text and as JSON, and how it ends when something is wrong."""

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import apsw
import pandas as pd
import pyarrow.parquet as pq
import pytest
from commands import Shell

from identity_graph import IdentityGraph
from identity_graph.cli import app
from identity_graph.model import identity_id_of
from identity_graph.sample import SampleFiles

READING = ("show", "explain", "why-not", "find", "review", "stats", "evaluate", "export", "schema")
WRITING = ("generate", "load", "resolve", "train", "migrate", "demo")
COMMANDS = (*READING, *WRITING, "propagate")
GROUPS = {"communities": ("run", "list", "show", "diff", "plot", "engines"), "rings": ("find", "explain")}
EVERY = [(name,) for name in COMMANDS] + [(group, name) for group, names in GROUPS.items() for name in names]
ANSI = re.compile(r"\x1b\[")


def graph_at(store: Path) -> IdentityGraph:
    return IdentityGraph.open(f"sqlite:{store}")


@pytest.fixture
def pairs(built: Path) -> dict[str, tuple[str, str]]:
    """A pair of records, as SOURCE:RECORD_ID, of each kind."""
    with graph_at(built) as graph:
        names = {
            node.id: f"{node.properties['source']}:{node.properties['record_id']}"
            for node in graph.store.page_nodes("Record", limit=1000)
        }
        links = graph.links("SAME_AS", 10_000)
        same = next(link for link in links if not link.properties["review"])
        different = graph.links("DIFFERENT_FROM", 1)[0]
        identity = graph.assignments()
        linked = {frozenset(link.key[1:]) for link in (*links, *graph.links("DIFFERENT_FROM", 10_000))}
        a, b = next(
            (a, b)
            for a in sorted(names)
            for b in sorted(names)
            if a < b and identity[a] != identity[b] and frozenset((a, b)) not in linked
        )
        return {
            "same": (names[same.source], names[same.target]),
            "different": (names[different.source], names[different.target]),
            "unrelated": (names[a], names[b]),
        }


# Help and form


@pytest.mark.parametrize("command", EVERY, ids=" ".join)
def test_help_has_an_example(run: Shell, command: tuple[str, ...]) -> None:
    done = run(*command, "--help")
    assert done.code == 0
    assert "Example: identity-graph" in done.out
    assert "--help" in done.out


def test_the_list_of_commands_is_complete(run: Shell) -> None:
    done = run("--help")
    assert [command for command in (*COMMANDS, *GROUPS) if command not in done.out] == []
    assert "Example: identity-graph" in done.out


def test_no_color_means_no_escape_codes(store: Path, pairs: dict[str, tuple[str, str]]) -> None:
    command = [sys.executable, "-c", "from identity_graph.cli import main; main()", "--store", f"sqlite:{store}"]
    colored = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | {"FORCE_COLOR": "1"}
    for environment, expected in ((colored, True), (colored | {"NO_COLOR": "1"}, False)):
        done = subprocess.run([*command, "explain", *pairs["same"]], env=environment, capture_output=True, check=True)
        assert bool(ANSI.search(done.stdout.decode())) is expected


def test_text_in_a_pipe_has_no_escape_codes(run: Shell, pairs: dict[str, tuple[str, str]]) -> None:
    for arguments in (("explain", *pairs["same"]), ("stats",), ("review",), ("communities", "list"), ("schema",)):
        assert not ANSI.search(run(*arguments).out)


# What reads


def test_show_by_any_name_of_it(run: Shell, store: Path, pairs: dict[str, tuple[str, str]]) -> None:
    name = pairs["same"][0]
    shown = run("show", name, "--json").json
    founders = {identity_id_of(record["id"]) for record in shown["records"]}
    assert len(founders) >= 2
    assert shown["id"] in founders
    for other in [record["id"] for record in shown["records"]] + sorted(founders):
        assert run("show", other, "--json").json["id"] == shown["id"], other
    former = next(id for id in founders if id != shown["id"])
    assert f"{former} is now part of this identity" in run("show", former).out
    text = run("show", name).out
    assert shown["id"] in text
    assert f"tier {shown['tier']}" in text


def test_explain_and_why_not(run: Shell, pairs: dict[str, tuple[str, str]]) -> None:
    for kind, (a, b) in pairs.items():
        found = run("explain", a, b, "--json").json
        assert found["same_identity"] is (kind == "same")
        assert found["pair"]["outcome"] in {kind} | ({"review"} if kind == "unrelated" else set())
        total = found["pair"]["prior_weight"] + sum(evidence["weight"] for evidence in found["pair"]["evidence"])
        assert total == pytest.approx(found["pair"]["weight"], abs=1e-4)
        assert run("explain", b, a, "--json").json["pair"]["weight"] == pytest.approx(found["pair"]["weight"])
        assert run("why-not", a, b, "--json").json["pair"] == found["pair"]
        text, why_not = run("explain", a, b).out, run("why-not", a, b).out
        assert "match probability" in text
        assert "together" in text
        assert ("They are one identity" in why_not) is (kind == "same")
    assert "kept apart" in run("why-not", *pairs["different"]).out


def test_find_in_other_spellings(run: Shell, sample: SampleFiles) -> None:
    with sample.core_banking.open(encoding="utf-8") as sheet:
        rows = list(csv.DictReader(sheet))
    german = next(row for row in rows if row["country"] == "DE" and row["phone"] and row["email"])
    owner = run("show", f"core_banking:{german['customer_no']}", "--json").json
    phone = next(a["number"] for a in owner["attributes"] if a["kind"] == "Phone")
    spellings = (phone, f"{phone[:5]} {phone[5:8]}-{phone[8:]}", f"00{phone[1:]}")
    for spelling in spellings:
        found = run("find", "phone", spelling, "--country", "DE", "--json").json
        assert owner["id"] in [identity["id"] for identity in found]
    for spelling in (german["email"].upper(), f" {german['email']} "):
        assert owner["id"] in [found["id"] for found in run("find", "email", spelling, "--json").json]
    travelled = next(row for row in rows if row["passport"] and row["country"] == "GB")
    owner = run("show", f"core_banking:{travelled['customer_no']}", "--json").json
    number = travelled["passport"]
    for spelling in (number.lower(), f"{number[:3]} {number[3:]}", f"{number[:2]}-{number[2:]}"):
        found = run("find", "passport", spelling, "--country", "GB", "--json").json
        assert owner["id"] in [identity["id"] for identity in found]
    assert owner["id"] in run("find", "passport", number, "--country", "GB").out


def test_review_and_stats(run: Shell) -> None:
    waiting = run("review", "--limit", 2, "--json").json
    assert len(waiting) == 2
    assert waiting[0]["probability"] >= waiting[1]["probability"]
    assert waiting[0]["left"] in run("review").out
    assert run("stats", "--json").json["nodes"]["Record"] == 450
    assert "450" in run("stats").out


def test_evaluate(run: Shell, sample: SampleFiles) -> None:
    found = run("evaluate", "--truth", sample.truth, "--json").json
    for figures in (found["pairwise"], found["b_cubed"]):
        assert figures.keys() == {"precision", "recall", "f1"}
        both = figures["precision"] + figures["recall"]
        assert figures["f1"] == pytest.approx(2 * figures["precision"] * figures["recall"] / both)
    assert found["records"] == 450
    assert found["identities"] > 200
    assert "B-cubed" in run("evaluate", "--truth", sample.truth).out


def test_export_as_parquet_and_as_csv_says_the_same(run: Shell, tmp_path: Path) -> None:
    parquet = run("export", tmp_path / "parquet", "--json").json
    assert [table["name"] for table in run("export", tmp_path / "csv", "--format", "csv", "--json").json] == [
        table["name"] for table in parquet
    ]
    for table in parquet:
        one = pq.read_table(table["path"]).to_pydict()
        other = pd.read_csv(tmp_path / "csv" / f"{table['name']}.csv", dtype=str, keep_default_na=False)
        assert list(one) == list(other.columns) == list(pd.read_parquet(table["path"]).columns)
        assert len(other) == table["rows"]
        for column, values in one.items():
            assert [cell(value) for value in values] == other[column].tolist(), (table["name"], column)


def cell(value: object) -> str:
    """A Parquet value as the CSV says it."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


def test_schema(run: Shell) -> None:
    schema = run("schema", "--json").json
    assert {"version", "hash"} <= schema.keys()
    assert "RESOLVES_TO" in run("schema").out


# What writes


def test_generate_load_and_load_again(run: Shell, empty: str, tmp_path: Path) -> None:
    made = run("generate", tmp_path / "s", "--records", 200, "--json").json
    assert made["records"] == 200
    load = ("load", made["payments"], "--source", "payments", "--mapping", "sample-payments")
    first = run(*load, "--json", store=empty).json["files"][0]
    assert (first["new"], first["bad"]) == (first["rows"], 0)
    again = run(*load, "--json", store=empty).json
    assert again["nothing_new"] is True
    assert again["files"][0]["unchanged"] == first["rows"]
    text = run(*load, store=empty).out
    assert "Nothing new" in text
    stats = run("stats", "--json", store=empty).json
    assert stats["links"]["RESOLVES_TO"] == stats["nodes"]["Record"] == first["rows"]


def test_a_load_after_one_that_never_resolved_resolves(run: Shell, empty: str, sample: SampleFiles) -> None:
    load = ("load", sample.kyc, "--source", "kyc", "--mapping", "sample-kyc", "--json")
    run(*load, "--no-resolve", store=empty)
    assert run("stats", "--json", store=empty).json["links"]["RESOLVES_TO"] == 0
    assert run(*load, store=empty).json["nothing_new"] is True
    stats = run("stats", "--json", store=empty).json
    assert stats["links"]["RESOLVES_TO"] == stats["nodes"]["Record"] > 0


def test_resolving_again_changes_nothing(run: Shell) -> None:
    report = run("resolve", "--json").json
    assert (report["written"], report["removed"]) == (0, 0)
    assert "nothing changed" in run("resolve").out
    assert "Nothing to resolve" in run("resolve", "--new-only").out


def test_train_and_migrate(run: Shell, empty: str) -> None:
    model = run("train", "--json").json
    assert model["id"].startswith("mdl_")
    assert model["id"] in run("train").out
    assert "nothing to do" in run("migrate").out
    assert run("migrate", "--json", store=empty).json["from"] == 0


@pytest.mark.slow
def test_demo(run: Shell, empty: str, tmp_path: Path) -> None:
    found = run("demo", "--folder", tmp_path / "demo", "--records", 300, "--json", store=empty).json
    assert found["counts"]["nodes"]["Record"] == 300
    assert found["evaluation"]["pairwise"]["f1"] > 0.8
    again = run("demo", "--folder", tmp_path / "demo", "--records", 300, store=empty)
    assert again.code == 0, "a second time"
    assert "One link explained" in again.out


# Names of records


def test_record_ids_of_any_form(run: Shell, empty: str, tmp_path: Path) -> None:
    """Colons in them, looking like our own ids, and sources called like our prefixes."""
    file, mapping = tmp_path / "odd.csv", tmp_path / "odd.yaml"
    like_an_id = "rec_aaaaaaaaaaaaaaaaaaaaaaaaaa"
    ids = ("urn:x:1", like_an_id, "idn_7", "a b", "ü:é")
    file.write_text("key,name\n" + "".join(f"{id},Person {n}\n" for n, id in enumerate(ids)), encoding="utf-8")
    mapping.write_text("record_id: key\nkind: person\nnames:\n  - {full: name}\n", encoding="utf-8")
    for source in ("crm", "rec_desk", "idn_7"):
        assert run("load", file, "--source", source, "--mapping", mapping, "--json", store=empty).code == 0
        for id in ids:
            shown = run("show", f"{source}:{id}", "--json", store=empty).json
            assert {"source": source, "record_id": id}.items() <= shown["records"][0].items()
    assert run("explain", "rec_desk:urn:x:1", "idn_7:idn_7", "--json", store=empty).code == 0
    assert run("show", like_an_id, store=empty).code == 6


# What goes wrong

WRONG = (
    ("an unknown record", ("show", "core_banking:0"), 6),
    ("an unknown id", ("show", "idn_aaaaaaaaaaaaaaaaaaaaaaaaaa"), 6),
    ("no id at all", ("show", "Ernst Beispiel"), 3),
    ("an unknown identifier", ("find", "passport", "X0000000"), 6),
    ("a missing file", ("load", "nowhere.csv", "--mapping", "sample-kyc"), 3),
    ("a missing mapping", ("load", "people.csv", "--mapping", "no-such"), 3),
    ("no mapping", ("load", "people.csv", "--source", "x"), 3),
    ("a wrong load format", ("load", "people.csv", "--format", "xls"), 2),
    ("a wrong export format", ("export", "out", "--format", "xml"), 2),
    ("a missing truth", ("evaluate", "--truth", "nowhere.csv"), 3),
    ("an unknown command", ("frobnicate",), 2),
    ("an unknown option", ("stats", "--frobnicate"), 2),
)


@pytest.mark.parametrize(("arguments", "code"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_a_mistake_ends_with_its_code_and_no_traceback(run: Shell, arguments: tuple[str, ...], code: int) -> None:
    Path("people.csv").write_text("key,name\n1,Erika Mustermann\n", encoding="utf-8")
    done = run(*arguments)
    assert done.code == code, done.err
    assert "Traceback" not in done.out + done.err
    assert done.err.strip()
    for personal in ("Mustermann", "Ernst Beispiel"):
        assert personal not in done.err


def test_too_many_bad_rows(run: Shell, empty: str) -> None:
    rows = "".join(f",Erika Mustermann,{n}\n" for n in range(5))
    Path("people.csv").write_text("key,name,n\n1,Max Mustermann,0\n" + rows, encoding="utf-8")
    Path("m.yaml").write_text("record_id: key\nkind: person\nnames:\n  - {full: name}\n", encoding="utf-8")
    done = run("load", "people.csv", "--source", "x", "--mapping", "m.yaml", "--max-bad", 3, store=empty)
    assert done.code == 4
    assert "IG-BAD-ROWS" in done.err
    assert "Mustermann" not in done.err


@pytest.mark.parametrize(
    ("url", "code"), [("bolt://127.0.0.1:1", 7), ("what", 2), ("sqlite:", 2), ("sqlite:/nowhere/at/all/g.db", 6)]
)
def test_a_store_that_cannot_be(run: Shell, url: str, code: int) -> None:
    done = run("stats", store=url)
    assert done.code == code
    assert "error IG-" in done.err


def test_a_store_that_cannot_be_made(run: Shell, sample: SampleFiles) -> None:
    load = ("load", sample.kyc, "--source", "kyc", "--mapping", "sample-kyc")
    done = run(*load, store="sqlite:/nowhere/at/all/g.db")
    assert done.code == 7
    assert "error IG-STORE" in done.err


def test_a_store_that_is_something_else(run: Shell, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    apsw.Connection(str(foreign)).execute("CREATE TABLE songs (title)").close()
    (tmp_path / "text.db").write_text("this is no database " * 100, encoding="utf-8")
    for path in (foreign, tmp_path / "text.db"):
        before = path.read_bytes()
        done = run("stats", store=f"sqlite:{path}")
        assert (done.code, "IG-FOREIGN" in done.err) == (7, True)
        assert path.read_bytes() == before


@pytest.mark.parametrize(("version", "error", "advice"), [(1, "IG-BEHIND", "migrate"), (99, "IG-AHEAD", "newer")])
def test_a_store_of_another_version(
    run: Shell, store: Path, monkeypatch: pytest.MonkeyPatch, version: int, error: str, advice: str
) -> None:
    from identity_graph.migrations import runner

    monkeypatch.setattr(runner, "SCHEMA_VERSION", runner.SCHEMA_VERSION + (1 if version == 1 else -1))
    done = run("stats")
    assert done.code == 7
    assert error in done.err
    assert advice in done.err


def test_what_was_not_resolved_yet(run: Shell, empty: str, sample: SampleFiles) -> None:
    load = ("load", sample.payments, "--source", "payments", "--mapping", "sample-payments", "--no-resolve")
    assert run(*load, store=empty).code == 0
    with sample.payments.open(encoding="utf-8") as sheet:
        first, second = (f"payments:{row[0]}" for row in list(csv.reader(sheet))[1:3])
    shown, explained = run("show", first, store=empty), run("explain", first, second, store=empty)
    assert (shown.code, explained.code) == (6, 5)
    assert "resolve" in shown.err
    assert "resolve" in explained.err


def test_every_command_is_tried_here() -> None:
    assert {"serve", "graphql-schema"}.isdisjoint(COMMANDS), "those belong to the API's tests"
    assert app.info.name == "identity-graph"
