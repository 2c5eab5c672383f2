"""Laws of change sets: a store is what a plain model of it is, however the changes are cut into sets."""

import random
from typing import TypeVar

from factory import changes, everything, identity, link, phone, record
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from identity_graph.migrations import migrate
from identity_graph.model import Cause, ChangeSet, Link, LinkKey, Node
from identity_graph.settings import Settings
from identity_graph.stores import GraphStore, open_store

Item = TypeVar("Item")
RECORDS = [record(i) for i in range(6)]
TARGETS = [phone(i) for i in range(3)] + [identity(node) for node in RECORDS[:2]]
IDS = [node.id for node in (*RECORDS, *TARGETS)]
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=5)

nodes = st.one_of(
    st.builds(lambda i, country: record(i, country=country), st.integers(0, 5), st.none() | TEXT),
    st.builds(phone, st.integers(0, 2)),
    st.builds(
        lambda i, p, sources: identity(RECORDS[i], probability=p, sources=sources),
        st.integers(0, 1),
        st.none() | st.floats(0, 1).map(abs),
        st.lists(TEXT, max_size=2).map(tuple),
    ),
)
links = st.one_of(
    st.builds(
        lambda a, b, tier: link("HAS_PHONE", a, b, tier=tier),
        st.sampled_from(RECORDS),
        st.sampled_from(TARGETS[:3]),
        st.none() | TEXT,
    ),
    st.builds(lambda a, b: link("RESOLVES_TO", a, b), st.sampled_from(RECORDS), st.sampled_from(TARGETS[3:])),
    st.builds(
        lambda a, b, w: link("SAME_AS", a, b, weight=w),
        st.sampled_from(RECORDS[:3]),
        st.sampled_from(RECORDS[3:]),
        st.floats(allow_nan=False, allow_infinity=False).map(lambda x: x + 0.0),
    ),
)
keys = st.dictionaries(
    st.sampled_from([node.id for node in RECORDS]),
    st.lists(st.integers(-3, 3) | st.sampled_from([-(2**63), 2**63 - 1]), max_size=4).map(tuple),
    max_size=3,
)


class Model:
    """A graph in three dictionaries."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.links: dict[LinkKey, Link] = {}
        self.keys: dict[str, tuple[int, ...]] = {}

    def apply(self, change: ChangeSet) -> None:
        for key in change.removed_links:
            self.links.pop(key, None)
        for id in change.removed_nodes:
            self.nodes.pop(id, None)
            self.keys.pop(id, None)
            self.links = {key: each for key, each in self.links.items() if id not in key[1:]}
        self.nodes |= {node.id: _without_none(node) for node in change.nodes}
        self.links |= {each.key: _link_without_none(each) for each in change.links}
        self.keys |= {record: tuple(sorted(set(each))) for record, each in change.keys.items()}
        self.keys = {record: each for record, each in self.keys.items() if each}

    def everything(self) -> tuple[list[Node], list[Link], dict[str, tuple[int, ...]]]:
        return (
            sorted(self.nodes.values(), key=lambda node: (node.kind, node.id)),
            sorted(self.links.values(), key=lambda each: each.key),
            self.keys,
        )

    def fitting(self, change: ChangeSet) -> ChangeSet:
        """The change without what would hang in the air."""
        there = (self.nodes.keys() - set(change.removed_nodes)) | {node.id for node in change.nodes}
        return ChangeSet(
            change.cause,
            change.nodes,
            tuple(each for each in change.links if {each.source, each.target} <= there),
            change.removed_nodes,
            change.removed_links,
            {record: each for record, each in change.keys.items() if record in there},
        )


def _without_none(node: Node) -> Node:
    return Node(node.id, node.kind, {name: value for name, value in node.properties.items() if value is not None})


def _link_without_none(each: Link) -> Link:
    properties = {name: value for name, value in each.properties.items() if value is not None}
    return Link(each.type, each.source, each.target, properties)


change_sets = st.builds(
    lambda reference, nodes, links, removed, unlinked, keys: changes(
        *{node.id: node for node in nodes}.values(),
        *{each.key: each for each in links}.values(),
        reference=reference,
        removed_nodes=removed,
        removed_links=[each.key for each in unlinked],
        keys=keys,
    ),
    st.sampled_from("abc"),
    st.lists(nodes, max_size=6),
    st.lists(links, max_size=6),
    st.lists(st.sampled_from(IDS), max_size=2),
    st.lists(links, max_size=2),
    keys,
)


class StoreIsModel(RuleBasedStateMachine):
    """Any change sets, in any order, some of them twice."""

    store: GraphStore

    @initialize()
    def open(self) -> None:
        self.store = open_store("sqlite::memory:", Settings())
        migrate(self.store)
        self.model = Model()
        self.done: list[ChangeSet] = []
        self.count = 0

    @rule(change=change_sets)
    def apply(self, change: ChangeSet) -> None:
        change = self.model.fitting(change)
        if change.id in {each.id for each in self.done}:
            assert self.store.apply(change).already
            return
        self.done.append(change)
        assert not self.store.apply(change).already
        self.model.apply(change)

    @rule(pick=st.randoms())
    def apply_again(self, pick: random.Random) -> None:
        if self.done:
            assert self.store.apply(pick.choice(self.done)).already

    @invariant()
    def same(self) -> None:
        if hasattr(self, "store"):
            assert everything(self.store, 2) == self.model.everything()
            assert len(self.store.ledger()) == len(self.done)

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()


TestStoreIsModel = StoreIsModel.TestCase
TestStoreIsModel.settings = settings(max_examples=40, stateful_step_count=15, deadline=None)


@settings(max_examples=60, deadline=None)
@given(st.lists(nodes, max_size=12), st.lists(links, max_size=12), st.randoms())
def test_any_split_of_the_same_upserts_gives_the_same_graph(
    nodes: list[Node], links: list[Link], pick: random.Random
) -> None:
    elements: list[Node | Link] = [*RECORDS, *TARGETS]
    latest = {each.key: each for each in links}
    upserts = list({node.id: node for node in nodes}.values())
    with open_store("sqlite::memory:", Settings()) as whole, open_store("sqlite::memory:", Settings()) as split:
        migrate(whole)
        migrate(split)
        for store in (whole, split):
            store.apply(changes(*elements, reference="ends"))
        whole.apply(changes(*upserts, *latest.values()))
        rest: list[Node | Link] = [*upserts, *latest.values()]
        pick.shuffle(rest)
        while rest:
            size = pick.randint(1, 4)
            split.apply(changes(*rest[:size]))
            rest = rest[size:]
        assert everything(whole) == everything(split)


@given(change_sets, st.randoms())
def test_the_id_does_not_depend_on_order(change: ChangeSet, pick: random.Random) -> None:
    def shuffled(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(pick.sample(items, len(items)))

    other = ChangeSet(
        Cause(change.cause.kind, change.cause.reference),
        nodes=shuffled(change.nodes),
        links=shuffled(change.links),
        removed_nodes=shuffled(change.removed_nodes),
        removed_links=shuffled(change.removed_links),
        keys={record: shuffled(change.keys[record]) for record in shuffled(tuple(change.keys))},
    )
    assert other.id == change.id
