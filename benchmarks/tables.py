"""The tables of `docs/results.md`: what each benchmark measures, its columns, and what was to be reached."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from benchmarks.targets import Target


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``digits`` are those behind the point."""

    name: str
    heading: str
    digits: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One benchmark's part of the page."""

    title: str
    about: str
    columns: tuple[Column, ...]
    targets: tuple[Target, ...] = ()


_COSTS: Final = (
    Column("seconds", "seconds", 1),
    Column("cpu_s", "processor seconds", 1),
    Column("records_per_s", "records/s", 0),
    Column("peak_mib", "peak memory, MiB", 0),
)
_QUALITY: Final = (
    Column("precision", "pairwise precision", 3),
    Column("recall", "recall", 3),
    Column("f1", "F1", 3),
    Column("b_cubed_f1", "B-cubed F1", 3),
    Column("missing", "missing", 0),
)


def _ours(name: str) -> dict[str, str]:
    return {"set": name, "program": "identity-graph"}


def _by(store: str, program: str = "identity-graph") -> dict[str, str]:
    return {"store": store, "by": program}


_REAL_DATA: Final = Table(
    "Real data",
    "Each set is loaded and resolved into a new SQLite store by one `identity-graph load` command, with its ready "
    "mapping and the defaults; nothing is tuned on labels, and `evaluate` reads the truth only afterwards. Seconds and "
    "memory are those of the whole process, from its start to its end; “of it loading” is the part before resolving. "
    "Records of the truth that are in quarantine are “missing”: no figure counts them. Splink, run alone in the same "
    "run with the model of its own demo, is the peer: it keeps no graph, no evidence and no history. On FEBRL 4 its "
    "demo knows that neither file has duplicates of its own; ours is not told.",
    (
        Column("set", "set"),
        Column("program", "program"),
        Column("rows", "rows", 0),
        Column("quarantined", "quarantined", 0),
        Column("records", "records", 0),
        Column("identities", "identities", 0),
        *_QUALITY,
        Column("load_s", "of it loading, s", 1),
        *_COSTS,
    ),
    (
        Target("historical 50k: pairwise F1", _ours("historical 50k"), "f1", "at least", 0.80),
        Target("historical 50k: loaded and resolved, seconds", _ours("historical 50k"), "seconds", "at most", 90),
        Target("historical 50k: peak memory, MiB", _ours("historical 50k"), "peak_mib", "at most", 2048),
        Target("FEBRL 4: pairwise F1", _ours("FEBRL 4"), "f1", "at least", 0.97),
        Target("Senzing truth set: pairwise F1", _ours("senzing-truth-set"), "f1", "at least", 0.90),
    ),
)
_SCALE: Final = Table(
    "A million records",
    "Generated records of 12 countries (`identity-graph generate`), one command for each step, each in a process of "
    "its own; the last row is their sum, with the memory of the largest.",
    (Column("step", "step"), Column("records", "records", 0), *_COSTS, Column("store_mib", "store, MiB", 0), *_QUALITY),
    (
        Target("peak memory of the largest process, MiB", {"step": "load and resolve"}, "peak_mib", "at most", 3072),
        Target("records", {"step": "load and resolve"}, "records", "at least", 1_000_000),
    ),
)
_STORE: Final = Table(
    "The SQLite store",
    "Nodes and links in, the same again, look-ups, neighbourhoods, on a made-up graph of 30,000 records with two nodes "
    "and four links for each; every change set is durable when `apply` returns.",
    (Column("what", "what"), Column("value", "value"), Column("unit", "unit")),
)
_STORES: Final = Table(
    "Three stores",
    "200,000 nodes and then 400,000 links into each store, in change sets of 10,000, on this machine, server and "
    "client together; the same change sets again (none is written twice); the same content for another cause, which "
    "has to be compared; 2,000 look-ups of one record and of two hops around one. The peer is the loop of the Neo4j "
    "driver's documentation (`UNWIND … MERGE`, 10,000 rows in a transaction, constraints in place), which keeps no "
    "ledger; both write into the same warm server, three times in turns, and the figures (and their ratio) are "
    "medians. “Retries” are transactions the driver had to do again, for a deadlock. Gremlin Server is TinkerPop's "
    "own, in memory; Neptune was not measured.",
    (
        Column("store", "store"),
        Column("by", "by"),
        Column("nodes_per_s", "nodes/s", 0),
        Column("links_per_s", "links/s", 0),
        Column("links_times_loop", "times the loop's", 2),
        Column("again_per_s", "the same again, elements/s", 0),
        Column("again_times_faster", "times faster than the first", 1),
        Column("other_per_s", "for another cause, elements/s", 0),
        Column("retries", "retries", 0),
        Column("one_p50_ms", "one record p50, ms", 2),
        Column("one_p99_ms", "p99, ms", 2),
        Column("hops_p50_ms", "two hops p50, ms", 2),
        Column("hops_p99_ms", "p99, ms", 2),
    ),
    (
        Target("SQLite: nodes/s", _by("sqlite"), "nodes_per_s", "at least", 100_000),
        Target("SQLite: links/s", _by("sqlite"), "links_per_s", "at least", 60_000),
        Target("SQLite: the same again, times faster", _by("sqlite"), "again_times_faster", "at least", 5),
        Target("Neo4j: links/s, times the plain loop's", _by("neo4j"), "links_times_loop", "at least", 2),
        Target("Neo4j: the same again, times faster", _by("neo4j"), "again_times_faster", "at least", 5),
        Target("Neo4j, 4 writers: retries", _by("neo4j", "identity-graph, 4 writers"), "retries", "at most", 0),
        Target("Gremlin: nodes/s", _by("gremlin"), "nodes_per_s", "at least", 5_000),
        Target("Gremlin: the same again, times faster", _by("gremlin"), "again_times_faster", "at least", 5),
    ),
)
_FASTER: Final = "times_faster"
_NAME_PAIRS: Final = Table(
    "Pairs of names",
    "OFAC's main names against their aliases, two of the ways a historical figure is written, two names of one "
    "entity of the Senzing truth set; non-pairs share a word and are of two parties. No score was fitted to them,"
    " but what ours got wrong in them was read when its rules were written, and which spellings are too far apart"
    " to be listened to was chosen on two of the sets. Many an alias is another name altogether, so no comparison"
    " reaches 1, and calling every pair the same gives .667. F1 at the best threshold of each program, and at .5."
    " Processor time of each pair compared once, in a process of its own with empty caches, after some invented pairs"
    " of many scripts, whose tables are then read; the quickest of five runs of each program, in turn. The peer's "
    "entities are made before its clock runs, ours reads the names within it; ours is compiled (`make names`). Our "
    "tests' pairs are those our rules were tuned on.",
    (
        Column("set", "set"),
        Column("program", "program"),
        Column("pairs", "pairs", 0),
        Column("f1", "F1, best threshold", 3),
        Column("threshold", "threshold", 2),
        Column("f1_at_half", "F1 at .5", 3),
        Column("micros", "µs a pair", 0),
        Column("f1_ahead", "F1 over the peer's", 3),
        Column(_FASTER, "times faster", 1),
    ),
    tuple(
        target
        for name in ("OFAC people", "OFAC organizations", "historical 50k", "Senzing people", "Senzing organizations")
        for target in (
            Target(f"{name}: F1 over the peer's", _ours(name), "f1_ahead", "at least", 0.0),
            Target(f"{name}: times faster", _ours(name), _FASTER, "at least", 10),
        )
    ),
)
_ACROSS: Final = {
    "russian": 0.97,
    "arabic": 0.97,
    "hebrew": 0.97,
    "katakana": 0.97,
    "korean": 0.97,
    "chinese": 0.93,
    "japanese": 0.93,
}
_NAMES_ACROSS_SCRIPTS: Final = Table(
    "Names across scripts",
    "Wikidata's name words in Latin letters and another script: pairs against as many non-pairs (AUC), on the "
    "random half of each file that was not looked at; 150 of its foreign words searched among all Latin words of "
    "the file. “Misaligned” lines put a given name beside a family name (the order of Japanese, Korean and "
    "Hungarian names was not kept), as far as `anyascii` and edit distance see it; no comparison should find "
    "those, and “AUC, others” leaves them out.",
    (
        Column("file", "file"),
        Column("pairs", "pairs", 0),
        Column("auc", "AUC", 3),
        Column("misaligned", "misaligned", 3),
        Column("auc_aligned", "AUC, others", 3),
        Column("auc_seen_twice", "AUC, seen twice", 3),
        Column("recall_at_half", "pairs over .5", 3),
        Column("false_at_half", "non-pairs over .5", 3),
        Column("first", "partner first of all", 3),
        Column("screened", "among the nearest 250", 3),
        Column("micros_new_words", "µs a pair of new words", 0),
    ),
    tuple(Target(f"{name}: AUC", {"file": name}, "auc", "at least", bound) for name, bound in _ACROSS.items()),
)
_ADDRESSES: Final = Table(
    "Addresses",
    "The test cases of the OpenCage address formatter (MIT): the text it makes for a territory is read without any "
    "hint, and its parts are the truth, as far as they stand in the text outside of a longer part. One random half of "
    "the cases was looked at while the tables were written; of the other half only figures were seen, no case. "
    "Quarters of all kinds are one part, as are states, counties and the like, and houses, shops and institutions by "
    "name. Where the source calls nothing in the text a town, what stands in its place may be called one; a value "
    "that is several things (city and state) may be any of them. What has no word of the truth in it, such as a "
    "state's abbreviation that the formatter put in, counts neither way. Countries below an F1 of .75 with three cases "
    "or more have a row. Microseconds are processor time for an address not seen before.",
    (
        Column("half", "half"),
        Column("of", "of"),
        Column("cases", "cases", 0),
        Column("parts", "parts", 0),
        Column("precision", "precision", 3),
        Column("recall", "recall", 3),
        Column("f1", "F1", 3),
        Column("micros", "microseconds", 0),
    ),
    (Target("address components: F1 of the held-out half", {"half": "held out", "of": "all"}, "f1", "at least", 0.90),),
)


def _procedure(network: str, procedure: str, program: str = "identity-graph") -> dict[str, str]:
    return {"network": network, "procedure": procedure, "program": program}


_PROCEDURES: Final = Table(
    "Graph procedures",
    "Each on a network in memory, in a process of its own, on two threads; “built” is what laying the neighbours in "
    "rows takes. RMAT has 2²⁰ vertices and 16 links for each (15.7 million are left without repetitions), with the "
    "parameters of Graph500; “identity-shaped” has two million identities and signals in small households, some "
    "shared at random, some hubs. Links per second are those of one iteration. Ours is LDBC's CDLP, ten iterations, "
    "exact (a vertex is not looked at where it and its neighbours have what they had one or two iterations ago); "
    "networkit's PLP stops when few labels change and gives another result each time. “Times the peer's” is links/s "
    "against the fastest peer that does the same, of Leiden against the one of the highest modularity. “After a "
    "change”: 0.5 % of the links go and as many come, processor seconds, beside a run on the whole: of the procedure "
    "alone, and with the work to have the changed network in order, which keeping the result does too. Modularity is "
    "computed in one way for all.",
    (
        Column("network", "network"),
        Column("procedure", "procedure"),
        Column("program", "program"),
        Column("seconds", "seconds", 3),
        Column("cpu_s", "processor seconds", 3),
        Column("built_s", "built, s", 2),
        Column("links_per_s", "links/s", 0),
        Column("times_peer", "times the peer's", 2),
        Column("modularity", "modularity", 4),
        Column("over_peer", "over the peer's", 4),
        Column("connected", "connected communities", 4),
        Column("share_of_kernel", "of a whole run", 3),
        Column("share_of_whole", "of it with the network", 3),
        Column("peak_mib", "peak memory, MiB", 0),
    ),
    tuple(
        target
        for network in ("RMAT", "identity-shaped")
        for target in (
            Target(
                f"{network}: label propagation, links/s",
                _procedure(network, "label propagation"),
                "links_per_s",
                "at least",
                10_000_000,
            ),
            *(
                Target(
                    f"{network}: {what}, times the peer's links/s",
                    _procedure(network, what),
                    "times_peer",
                    "at least",
                    1.0,
                )
                for what in ("wcc", "label propagation", "leiden")
            ),
            Target(
                f"{network}: Leiden's modularity over the best peer's",
                _procedure(network, "leiden"),
                "over_peer",
                "at least",
                0.0,
            ),
            Target(
                f"{network}: connected Leiden communities",
                _procedure(network, "leiden"),
                "connected",
                "at least",
                1.0,
            ),
            Target(
                f"{network}: components after a change, share of a whole run",
                _procedure(network, "wcc after a change"),
                "share_of_kernel",
                "at most",
                0.10,
            ),
            Target(
                f"{network}: components after a change, share of it with the network",
                _procedure(network, "wcc after a change"),
                "share_of_whole",
                "at most",
                0.10,
            ),
        )
    ),
)


def _in_store(store: str, engine: str, procedure: str) -> dict[str, str]:
    return {"store": store, "engine": engine, "procedure": procedure}


_PROCEDURES_IN_STORES: Final = Table(
    "Graph procedures in the stores",
    "Components and ten iterations of label propagation where the graph is, each after a run on a small graph: seconds "
    "from the call to the table, with making and removing what the engine works on. `cypher` is plain Cypher without "
    "any plug-in, in bounded transactions; `gds` is Neo4j's Graph Data Science on the same server, which has no label "
    "propagation of this meaning. `gremlin` only reads: the server walks and selects, the counting is ours.",
    (
        Column("store", "store"),
        Column("engine", "engine"),
        Column("procedure", "procedure"),
        Column("nodes", "nodes", 0),
        Column("links", "links", 0),
        Column("seconds", "seconds", 1),
    ),
    (
        Target("Neo4j, cypher: components, seconds", _in_store("neo4j", "cypher", "wcc"), "seconds", "at most", 60),
        Target(
            "Neo4j, cypher: label propagation, seconds", _in_store("neo4j", "cypher", "cdlp"), "seconds", "at most", 60
        ),
        Target("Gremlin: components, seconds", _in_store("gremlin", "gremlin", "wcc"), "seconds", "at most", 15),
        Target(
            "Gremlin: label propagation, seconds", _in_store("gremlin", "gremlin", "cdlp"), "seconds", "at most", 15
        ),
    ),
)
_RINGS: Final = Table(
    "Rings",
    "Who is in the groups that were found: on the demo's sample the members of its two planted rings, on AMLSim's "
    "payments (20,000 accounts) those of accounts that are part of a fraud, fan-in or cycle. Precision and recall are "
    "of all groups together; “mostly” are groups of whose members more than half are wanted. For “rings” whom an "
    "account pays stands for what it shares, and amounts and times are not looked at; “passed on” are components of "
    "transfers whose receiver pays the same amount on within ten days.",
    (
        Column("data", "data"),
        Column("method", "method"),
        Column("groups", "groups", 0),
        Column("mostly", "mostly", 0),
        Column("members", "members", 0),
        Column("precision", "precision", 3),
        Column("recall", "recall", 3),
        Column("in_mostly", "recall of the “mostly”", 3),
        Column("chance", "precision by chance", 3),
    ),
    (
        Target("sample: rings that are none", {"data": "demo's sample", "method": "rings"}, "groups", "at most", 2),
        Target("sample: planted rings found", {"data": "demo's sample", "method": "rings"}, "mostly", "at least", 2),
    ),
)
_NORMALIZING: Final = Table(
    "Normalizing a million records",
    "Generated records of 12 countries, already read and mapped, to comparable values, blocking keys and identifier "
    "nodes, by two processes, each every other batch of 2,000. Microseconds are processor time for a record; seconds "
    "of “all” are those of the slower process.",
    (
        Column("process", "process"),
        Column("records", "records", 0),
        Column("seconds", "seconds", 1),
        Column("cpu_s", "processor seconds", 1),
        Column("micros", "µs a record", 0),
        Column("keys", "blocking keys", 0),
        Column("nodes", "identifier nodes", 0),
        Column("peak_mib", "peak memory, MiB", 0),
    ),
    (
        Target("records", {"process": "all"}, "records", "at least", 1_000_000),
        Target("seconds", {"process": "all"}, "seconds", "at most", 120),
    ),
)
_OFAC: Final = Table(
    "Documents of the OFAC list",
    "Each document that the list states, in its own words (“Passport A1234567 (Iran)”): is its scheme known, and its "
    "country? The others are counted by reason. Some of the registry's labels were written after a first look at this "
    "list: before it 87.6 % were recognized.",
    (Column("what", "outcome"), Column("documents", "documents", 0), Column("share", "share", 3)),
    (Target("share recognized", {"what": "recognized by scheme and country"}, "share", "at least", 0.90),),
)
TABLES: Final[Mapping[str, Table]] = {
    "real_data": _REAL_DATA,
    "normalizing": _NORMALIZING,
    "ofac_documents": _OFAC,
    "addresses": _ADDRESSES,
    "scale": _SCALE,
    "stores": _STORES,
    "store_speed": _STORE,
    "name_pairs": _NAME_PAIRS,
    "names_across_scripts": _NAMES_ACROSS_SCRIPTS,
    "procedures": _PROCEDURES,
    "procedures_in_stores": _PROCEDURES_IN_STORES,
    "rings": _RINGS,
}
"""By the benchmark's name, in the order of the page."""
