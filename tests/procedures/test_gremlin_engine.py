"""The `gremlin` engine on a real Gremlin server: the declared results, and nothing left behind."""

from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import pyarrow as pa
import pytest
from factory import changes, everything, identity, link, phone, record
from faults.conftest import impatient
from faults.proxy import Fault, Proxy, Stage
from faults.wire import Gremlin
from graphalytics import FOLDER, Case, cases
from procedures.graphs_in_stores import differing, expected, parameters, stored_graph
from servers import Server
from servers.gremlin_server import ask

from identity_graph.analytics import local
from identity_graph.analytics.network import Network, network_of_links
from identity_graph.analytics.procedures import procedure
from identity_graph.analytics.selection import Selection
from identity_graph.errors import NotFound, StoreBusy, StoreError
from identity_graph.migrations import migrate
from identity_graph.model import ChangeSet, Link, Node, kind_of
from identity_graph.settings import Settings
from identity_graph.stores import GraphStore, open_store
from identity_graph.stores.gremlin import GremlinStore, paging, procedures
from identity_graph.stores.gremlin.procedures import links, vertices

CASES = [case for case in cases() if case.procedure in procedures.RUNS] if FOLDER.is_dir() else []
needs_graphalytics = pytest.mark.skipif(not CASES, reason="the Graphalytics graphs are not on this machine")
SIGNALS = ("HAS_PHONE", "HAS_DEVICE")
SELECTIONS = {
    "identities' signals": Selection(SIGNALS),
    "records too": Selection(SIGNALS, source_kind=None),
    "with all identities": Selection(SIGNALS, kinds=("Identity", "Phone")),
    "strong": Selection(SIGNALS, tiers=("A", "B")),
    "not generic": Selection(SIGNALS, generic_over=2, kinds=("Phone",)),
    "directed": Selection(SIGNALS, directed=True),
    "identities with each other": Selection(("RELATED_TO", "HAS_PHONE"), kinds=("Identity",)),
    "nothing": Selection(("HAS_EMAIL",)),
}

FAULTS: tuple[tuple[int, Stage], ...] = ((3, "unsent"), (7, "cut"), (5, "sent"), (9, "reply cut"))


@pytest.fixture
def store(gremlin_server: Server) -> Iterator[GremlinStore]:
    gremlin_server.empty()
    with opened(gremlin_server.url) as opened_store:
        migrate(opened_store)
        yield opened_store


def opened(url: str, settings: Settings | None = None) -> GremlinStore:
    return cast("GremlinStore", open_store(url, settings or Settings()))


def run(store: GremlinStore, name: str, selection: Selection, given: Mapping[str, Any]) -> pa.Table:
    return store.run_procedure("gremlin", name, selection, procedure(name).checked(given))


def assert_same(ours: pa.Table, theirs: pa.Table) -> None:
    assert ours.schema == theirs.schema
    assert ours.column("id") == theirs.column("id")
    if pa.types.is_floating(ours.schema.types[1]):
        assert ours.column(1).to_pylist() == pytest.approx(theirs.column(1).to_pylist(), rel=1e-9)
    else:
        assert ours.column(1) == theirs.column(1)


@needs_graphalytics
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_expected_output(store: GremlinStore, case: Case) -> None:
    selection = stored_graph(store, case)
    assert differing(run(store, case.procedure, selection, parameters(case)), expected(case)) == []


def people() -> ChangeSet:
    """Identities with shared signals of several tiers, their records, and links among them."""
    records = [record(number) for number in range(12)]
    identities = [identity(each) for each in records]
    phones = [phone(100 + number) for number in range(5)]
    having = [(0, 0, "A"), (1, 0, "B"), (1, 1, "C"), (2, 1, "A"), (3, 1, "A"), (4, 2, "B"), (5, 2, "A"), (6, 3, "D")]
    of_identities = [
        link("HAS_PHONE", identities[i], phones[p], records=1, sources=("src",), tier=tier) for i, p, tier in having
    ]
    of_records = [link("HAS_PHONE", records[i], phones[(i + 1) % 5]) for i in range(8)]
    ends = [sorted((identities[a].id, identities[b].id)) for a, b in ((0, 4), (7, 8), (2, 3))]
    related = [Link("RELATED_TO", first, second, {"signals": "{}"}) for first, second in ends]
    return changes(*records, *identities, *phones, *of_identities, *of_records, *related)


def network(store: GraphStore, selection: Selection) -> Network:
    """What `Selection` says, taken from whole pages."""
    taken = [link for type in selection.types for link in store.page_links(type)]
    taken = [each for each in taken if selection.source_kind in (None, kind_of(each.source))]
    taken = [each for each in taken if not selection.tiers or each.properties.get("tier") in selection.tiers]
    counts = Counter(each.target for each in taken)
    generic = {id for id, count in counts.items() if count > (selection.generic_over or len(taken))}
    kept = [each for each in taken if not generic & {each.source, each.target}]
    extra = [id for kind in selection.kinds for id in (node.id for node in store.page_nodes(kind)) if id not in generic]
    return network_of_links(kept, vertices=extra, directed=selection.directed)


@pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS)
def test_the_selected_links_and_no_other(
    store: GremlinStore, selection: Selection, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.apply(people())
    reference = network(store, selection)
    for few, at_once, kept in ((paging.FEW, links.LINKS_AT_ONCE, links.ROWS_KEPT), (0, 3, 4), (0, 3, 1_000)):
        monkeypatch.setattr(links, "ROWS_KEPT", kept)
        monkeypatch.setattr(paging, "FEW", few)
        monkeypatch.setattr(links, "LINKS_AT_ONCE", at_once)
        monkeypatch.setattr(vertices, "PAGES_AT_ONCE", at_once)
        for name in ("wcc", "cdlp", "pagerank"):
            for rounds in (1, 4, 5) if name == "cdlp" else (None,):
                given = {"iterations": rounds} if rounds else {}
                assert_same(run(store, name, selection, given), local.run(name, reference, given))


def test_from_seeds(store: GremlinStore) -> None:
    store.apply(people())
    selection = SELECTIONS["identities' signals"]
    given = {"seeds": {identity(record(1)).id: 2.0, phone(100).id: 1.0}}
    reference = local.run("personalized_pagerank", network(store, selection), given)
    assert_same(run(store, "personalized_pagerank", selection, given), reference)
    with pytest.raises(NotFound, match="1 of 1"):
        run(store, "personalized_pagerank", selection, {"seeds": ["idn_nobody"]})


def test_nothing_stays_behind(store: GremlinStore, gremlin_server: Server) -> None:
    store.apply(people())
    before = everything(store), whole(gremlin_server)
    for name in ("wcc", "cdlp", "pagerank"):
        run(store, name, SELECTIONS["identities' signals"], {})
    assert (everything(store), whole(gremlin_server)) == before


def whole(server: Server) -> list[object]:
    """All the server holds, also what is not the store's."""
    return [ask(server.access, f"g.{start}.order().by(id).elementMap()") for start in ("V()", "E()")]


def test_runs_at_once_do_not_meet(store: GremlinStore, gremlin_server: Server) -> None:
    store.apply(people())
    selection = SELECTIONS["with all identities"]
    reference = network(store, selection)
    asked = [(name, given) for name in ("wcc", "cdlp", "pagerank") for given in ({},)] * 2 + [
        ("cdlp", {"iterations": 3})
    ]
    with opened(gremlin_server.url) as other, ThreadPoolExecutor(len(asked)) as pool:
        stores = [store, other] * len(asked)
        tables = pool.map(
            lambda each: run(each[0], each[1][0], selection, each[1][1]), zip(stores, asked, strict=False)
        )
        for table, (name, given) in zip(tables, asked, strict=True):
            assert_same(table, local.run(name, reference, given))


@pytest.mark.parametrize("reset", [False, True])
def test_connections_that_break_in_the_middle(
    store: GremlinStore, gremlin_server: Server, reset: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was asked is asked again, not the whole run; and nothing is missing or there twice."""
    store.apply(people())
    selection = SELECTIONS["with all identities"]
    reference = network(store, selection)
    monkeypatch.setattr(links, "LINKS_AT_ONCE", 3)
    monkeypatch.setattr(links, "ROWS_KEPT", 0)
    with Proxy(gremlin_server.host, gremlin_server.port, Gremlin) as proxy:
        through = gremlin_server.access.at(proxy.port).url
        with opened(through, impatient(retry_for_s=20)) as broken:
            for message, stage in ((3, "unsent"), (7, "cut"), (5, "sent"), (9, "reply cut")):
                proxy.arm([Fault(stage, message, reset)])
                assert_same(run(broken, "cdlp", selection, {}), local.run("cdlp", reference, {}))
        assert len(proxy.drops) == 4


def test_a_graph_that_is_written_to_meanwhile(store: GremlinStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """The result is of one moment: that of before is thrown away; and where somebody always writes, it is said."""
    store.apply(people())
    selection, plain = SELECTIONS["with all identities"], procedures.RUNS["wcc"]
    phones = iter([phone(104), phone(103)] + [phone(number) for number in range(procedures.TRIES + 1)])

    def disturbed(selected: links.SelectedLinks) -> pa.Table:
        table = plain(selected)
        if writes and writes.pop():
            store.apply(changes(more := next(phones), shared(record(9), more), reference=more.id))
        return table

    monkeypatch.setitem(cast("dict[str, Any]", procedures.RUNS), "wcc", disturbed)
    writes = [True, True]
    assert_same(run(store, "wcc", selection, {}), local.run("wcc", network(store, selection), {}))
    writes = [True] * procedures.TRIES
    with pytest.raises(StoreBusy, match="during each of 3 runs of wcc"):
        run(store, "wcc", selection, {})


def shared(founder: Node, signal: Node) -> Link:
    return link("HAS_PHONE", identity(founder), signal, records=1, sources=("src",), tier="A")


def test_what_it_does_not_do_is_refused(store: GremlinStore) -> None:
    assert store.procedure_engines() == {"gremlin": frozenset(procedures.RUNS)}
    with pytest.raises(StoreError, match="does not run procedures by gds, but by gremlin"):
        store.run_procedure("gds", "wcc", SELECTIONS["nothing"], {})
    with pytest.raises(StoreError, match="has no leiden; it has wcc, cdlp"):
        run(store, "leiden", SELECTIONS["nothing"], {})
    with pytest.raises(StoreError, match="no link type 'HAS_WINGS'"):
        run(store, "wcc", Selection(("HAS_WINGS",)), {})
