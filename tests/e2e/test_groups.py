"""Communities, rings and what spreads from seeds, as a user asks for them."""

import csv
import re
from pathlib import Path

import pytest
from commands import Done, Shell

from identity_graph import IdentityGraph
from identity_graph.sample import SampleFiles


def planted(store: Path, sample: SampleFiles) -> dict[str, set[str]]:
    """Ring → the identities of its members' records."""
    found: dict[str, set[str]] = {}
    with IdentityGraph.open(f"sqlite:{store}") as graph, sample.ring_members.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            record = graph.reference(f"{row['source']}:{row['record_id']}")
            found.setdefault(row["ring"], set()).add(graph.current_identity(record))
    return found


def failed(done: Done, code: int, *words: str) -> None:
    assert done.code == code, (done.out, done.err)
    assert done.err.startswith("error IG-")
    assert [word for word in words if word not in done.err] == []


def test_run_list_show(run: Shell) -> None:
    assert run("communities", "list", "--json").json == []
    assert "communities run" in run("communities", "list").out
    found = run("communities", "run", "--json").json
    assert (found["procedure"], found["engine"], found["is_new"]) == ("wcc", "local", True)
    assert run("communities", "run", "--json").json["is_new"] is False
    assert "in the graph already" in run("communities", "run").out
    communities = run("communities", "list", "--limit", 3, "--json").json
    assert communities == found["largest"][:3]
    sizes = [len(community["identities"]) for community in communities]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 5
    id = communities[0]["id"]
    assert id in run("communities", "list").out
    shown = run("communities", "show", id, "--json").json
    assert {member["id"] for member in shown["members"]} == set(communities[0]["identities"])
    text = run("communities", "show", id).out
    assert f"Community of {sizes[0]} identities" in text
    assert "What they share" in text


def test_options_make_another_run(run: Shell) -> None:
    plain = run("communities", "run", "--json").json
    tiers = run("communities", "run", "--tiers", "a,B", "--json").json
    links = run("communities", "run", "--links", "has_device,HAS_PHONE", "--members-min", 2, "--json").json
    leiden = run("communities", "run", "leiden", "--set", "resolution=0.5", "--set", "seed=3", "--json").json
    heavy = run("communities", "run", "label_propagation", "--weight", "records", "--json").json
    every = run("communities", "run", "--generic-over", 0, "--json").json
    papers = run("communities", "run", "--documents", "passport", "--json").json
    assert every["identities"] >= plain["identities"] > tiers["identities"]
    assert leiden["parameters"] == {"iterations": 3, "objective": "modularity", "resolution": 0.5, "seed": 3}
    runs = run("communities", "list", "--runs", "--json").json
    assert {each["id"] for each in runs} == {
        done.get("run") for done in (plain, tiers, links, leiden, heavy, every, papers)
    } - {None}
    chosen = run("communities", "list", "--run", leiden["run"][:8], "--json").json
    assert {each["algorithm"] for each in chosen} == {"leiden"}
    assert leiden["run"][:8] in run("communities", "list", "--runs").out


def test_diff(run: Shell) -> None:
    one = run("communities", "run", "--json").json["run"]
    other = run("communities", "run", "--tiers", "A,B", "--json").json["run"]
    compared = run("communities", "diff", one[:6], other[:6], "--json").json
    assert (compared["before"]["id"], compared["after"]["id"]) == (one, other)
    assert sum(compared["counts"].values()) == len(compared["happenings"])
    assert f"From run {one[:8]} to {other[:8]}" in run("communities", "diff", one, other).out
    failed(run("communities", "diff"), 6, "no two runs")
    failed(run("communities", "diff", one), 2, "two runs")
    failed(run("communities", "diff", one, "zzzz"), 6, "communities list --runs")


def test_forget(run: Shell) -> None:
    one = run("communities", "run", "--json").json["run"]
    other = run("communities", "run", "--tiers", "A,B", "--json").json["run"]
    before = run("communities", "list", "--runs", "--limit", 1_000, "--json").json
    named = run("communities", "forget", one[:8], one, "--dry-run", "--json").json
    assert ([each["id"] for each in named["runs"]], named["dry_run"]) == ([one], True)
    assert "would be forgotten" in run("communities", "forget", one, "--dry-run").out
    assert run("communities", "list", "--runs", "--limit", 1_000, "--json").json == before
    assert one[:8] in run("communities", "forget", one).out
    assert run("communities", "forget", "--keep", 1, "--json").json["runs"] == [], "each question has one run"
    assert "No run to forget" in run("communities", "forget", "--keep", 1).out
    left = {each["id"] for each in run("communities", "list", "--runs", "--limit", 1_000, "--json").json}
    assert left == {each["id"] for each in before} - {one}
    assert other in left
    failed(run("communities", "forget", one), 6, "communities list --runs")
    failed(run("communities", "forget"), 2, "--keep N")
    failed(run("communities", "forget", other, "--keep", 2), 2, "--keep N")
    assert run("communities", "run", "--json").json["is_new"], "it can be found again"


def test_both_planted_rings_and_no_other(run: Shell, store: Path, sample: SampleFiles) -> None:
    wanted = planted(store, sample)
    found = run("rings", "find", "--json").json
    assert found["communities"] == len(found["rings"]) == len(wanted) == 2
    for ring in found["rings"]:
        members = {member["id"] for member in ring["members"]}
        (own,) = [planted for planted in wanted.values() if planted & members]
        assert len(members & own) > 0.7 * len(own)
        assert len(members & own) > 0.7 * len(members)
        assert re.search(r"These \d+ identities share .*by chance in", ring["in_words"])
    id = found["rings"][0]["id"]
    assert id in run("rings", "find").out
    text = " ".join(run("rings", "explain", id).out.split())
    assert "Ring of" in text
    assert "nobody else has it" in text
    assert run("rings", "explain", id, "--json").json == found["rings"][0]
    none = run("rings", "find", "--links", "HAS_EMAIL", "--set", "significance=1e-300", "--json").json
    assert ("run" in none, none["rings"]) == (False, [])


def test_a_community_is_no_ring(run: Shell) -> None:
    id = run("communities", "run", "--json").json["largest"][0]["id"]
    failed(run("rings", "explain", id), 2, f"communities show {id}")
    failed(run("communities", "run", "rings"), 2, "rings find")


@pytest.mark.parametrize("suffix", [".html", ".svg"])
def test_plot(run: Shell, suffix: str) -> None:
    ring = run("rings", "find", "--json").json["rings"][0]
    file = Path("pictures") / f"ring{suffix}"
    drawn = run("communities", "plot", ring["id"], "--out", file, "--json").json
    assert drawn == {"path": str(file), "drawn": ring["identities"], "left_out": 0}
    text = file.read_text("utf-8")
    assert f"Ring of {ring['identities']} identities" in text
    assert f"{ring['id']}.html" in run("communities", "plot", ring["id"]).out
    assert Path(f"{ring['id']}.html").exists()
    failed(run("communities", "plot", ring["id"], "--out", "ring.pdf"), 2, ".svg")
    failed(run("communities", "plot", "com_nothing"), 6)


def test_propagate(run: Shell, store: Path, sample: SampleFiles) -> None:
    run("rings", "find")
    (ring, _) = run("rings", "find", "--json").json["rings"]
    ids = [member["id"] for member in ring["members"]]
    seeds = Path("seeds.csv")
    record = run("show", ids[1], "--json").json["records"][0]
    seeds.write_text(f"id,score\n{ids[0]},0.5\n\n{record['source']}:{record['record_id']}\n", "utf-8")
    spread = run("propagate", "--seeds", seeds, "--limit", 3, "--set", "hops=2", "--json").json
    assert spread["seeds"] == 2
    assert spread["parameters"]["hops"] == 2
    assert len(spread["reached"]) == 3
    for reached in spread["reached"]:
        assert reached["id"] in ids[2:]
        assert reached["path"][0]["id"] in ids[:2]
    scores = [reached["score"] for reached in spread["reached"]]
    assert scores == sorted(scores, reverse=True)
    text = run("propagate", "--seeds", seeds).out
    assert spread["reached"][0]["id"] in text
    assert "no probabilities" in text


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        ("", 3, "names no seeds"),
        ("crm:17\n", 6, "seeds.csv, line 1"),
        ("\nsomebody\n", 3, "seeds.csv, line 2"),
        ("{id},-1\n", 3, "a score is a number over 0"),
        ("{id},much\n", 3, "a score is a number over 0"),
    ],
)
def test_seeds_that_are_none(run: Shell, store: Path, content: str, code: int, said: str) -> None:
    with IdentityGraph.open(f"sqlite:{store}") as graph:
        id = next(iter(graph.assignments().values()))
    seeds = Path("seeds.csv")
    seeds.write_text(content.format(id=id), "utf-8")
    failed(run("propagate", "--seeds", seeds), code, said)


def test_engines(run: Shell, empty: str) -> None:
    told = {each["name"]: each for each in run("communities", "engines", "--json").json}
    assert told["local"]["here"] is True
    assert told["gds"]["here"] is False
    assert "rings" in told["local"]["can"]
    assert "seeded_propagation" in run("communities", "engines").out
    assert run("communities", "engines", store=empty).code == 0, "it asks for no graph"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--links", "HAS_HOUSE"), "no link types HAS_HOUSE"),
        (("--links", ","), "--links names nothing"),
        (("--tiers", "A,E"), "no tier E"),
        (("--documents", "passport,tax-id"), "no scheme tax-id; did you mean tax_id"),
        (("--weight", "heft"), "no link properties heft"),
        (("--engine", "gds"), "Graph Data Science"),
        (("--engine", "quantum"), "there are auto, local"),
        (("--engine", "spark"), "spark"),
        (("--set", "iterations"), "NAME=VALUE"),
        (("--set", "iterations=-1"), "iterations"),
        (("--set", "depth=3"), "cdlp has no parameter depth"),
    ],
)
def test_what_cannot_be_asked(run: Shell, options: tuple[str, ...], said: str) -> None:
    failed(run("communities", "run", "cdlp", *options), 2, said)


def test_procedures_that_find_no_groups(run: Shell) -> None:
    failed(run("communities", "run", "pagerank"), 2, "finds no groups")
    failed(run("communities", "run", "magic"), 2, "no procedure 'magic'")
