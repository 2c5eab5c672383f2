"""Connections that break before, during and after commits, hundreds of times: nothing lost, nothing twice."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import partial
from typing import TypeVar, get_args

import pytest
import store_writer
from factory import everything
from faults.conftest import Place, impatient
from faults.proxy import Fault, Part, Proxy, Stage
from store_writer import change_set

from identity_graph.errors import StoreBusy, StoreError, StoreTimeout, StoreUnreachable
from identity_graph.migrations import migrate
from identity_graph.model import Applied, ChangeSet
from identity_graph.settings import Settings
from identity_graph.stores import GraphStore, lease, open_store

Result = TypeVar("Result")
DROPS = 300
SEED = 5
STAGES: Sequence[Stage] = get_args(Stage)
MESSAGES_MAX = 12
MESSAGES_BEHIND_MAX = 4
TRIES_MAX = 12
ALLOWED = (StoreUnreachable, StoreBusy, StoreTimeout)


def a_fault(pick: random.Random, part: Part) -> Fault:
    """One of this part, as the seed has it."""
    how = {"reset": pick.random() < 0.5, "all": pick.random() < 0.1}
    if part == "during":
        return Fault("sent", **how)
    if part == "after" and pick.random() < 0.2:
        return Fault(pick.choice(STAGES), -pick.randint(1, MESSAGES_BEHIND_MAX), **how)
    if part == "after":
        return Fault(pick.choice(("reply lost", "reply cut")), **how)
    if pick.random() < 0.3:
        return Fault(pick.choice(("unsent", "cut")), **how)
    return Fault(pick.choice(STAGES), message=pick.randint(1, MESSAGES_MAX), **how)


def again(act: Callable[[], Result], raised: Counter[type[StoreError]]) -> Result:
    """What a caller does: the same once more. Only errors for which that is the answer may come."""
    for _ in range(TRIES_MAX):
        try:
            return act()
        except ALLOWED as error:
            raised[type(error)] += 1
    raise AssertionError(f"no success in {TRIES_MAX} tries: {raised}")


def write(store: GraphStore, changes: ChangeSet, alone: bool) -> Applied:
    """Every fifth as a load writes: holding the lease, whose own commits break as well."""
    with store.exclusive() if alone else nullcontext():
        return store.apply(changes)


def disturbed(
    patient: GraphStore, impatient: GraphStore, proxy: Proxy, raised: Counter[type[StoreError]]
) -> tuple[list[ChangeSet], int]:
    """The change sets that these stores, in turn, wrote under all these drops; and of how many they said that the graph
    had them already. The lease is the patient one's: who tries once may fail to give it back, and it has to expire."""
    pick, parts = random.Random(SEED), Counter[Part]()
    written: list[ChangeSet] = []
    already = 0
    while len(proxy.drops) < DROPS:
        changes = change_set(SEED, len(written))
        fewest = sorted(get_args(Part), key=lambda part: parts[part])[:2]
        proxy.arm([a_fault(pick, part) for part in fewest])
        alone = len(written) % 5 == 4
        store = patient if alone or len(written) % 2 else impatient
        already += again(partial(write, store, changes, alone), raised).already
        proxy.disarm()
        parts = Counter(drop.fault.part for drop in proxy.drops)
        written.append(changes)
        assert len(written) <= DROPS
    return written, already


def check_equal(store: GraphStore, written: Sequence[ChangeSet]) -> None:
    with open_store("sqlite::memory:", Settings()) as undisturbed:
        migrate(undisturbed)
        for changes in written:
            undisturbed.apply(changes)
        assert everything(store) == everything(undisturbed)
    entries = store.ledger(limit=len(written) + 10)
    assert [entry.id for entry in entries] == [changes.id for changes in written]
    assert [entry.sequence for entry in entries] == list(range(1, len(written) + 1))


def check_nobody_holds_the_lease(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has to wait for it."""

    class Impatient:
        monotonic = staticmethod(lambda: 0.0)

        @staticmethod
        def sleep(_: float) -> None:
            raise AssertionError("somebody holds the lease")

    with monkeypatch.context() as patch, place.store() as store:
        patch.setattr(lease, "time", Impatient)
        with store.exclusive():
            pass


@pytest.mark.slow
def test_hundreds_of_drops(
    place: Place, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
) -> None:
    """Of a store that goes on by itself, and of one that leaves all of it to its caller."""
    monkeypatch.setattr(store_writer, "RECORDS_EACH", 6)
    raised = Counter[type[StoreError]]()
    with place.proxy() as proxy:
        with place.store(proxy) as patient, place.store(proxy, impatient(retry_for_s=0)) as other:
            migrate(patient)
            written, already = disturbed(patient, other, proxy, raised)
        drops = proxy.drops
    parts = Counter(drop.fault.part for drop in drops)
    lost = [drop for drop in drops if not drop.fault.message and place.wire().succeeded(drop.message, drop.reply)]
    told = {"parts": dict(parts), "replies lost": len(lost), "already": already, "errors": dict(raised)}
    for name, value in told.items():
        record_property(name, str(value))
    print(place.name, told, "change sets", len(written))
    assert len(drops) >= DROPS
    assert min(parts[part] for part in get_args(Part)) >= DROPS * 0.3
    # Commits that went through without a reply: most of those that were aimed at one.
    assert len(lost) >= parts["after"] * 0.5
    assert already > 0
    check_nobody_holds_the_lease(place, monkeypatch)
    with place.store() as store:
        check_equal(store, written)


def test_a_lost_reply_is_settled_by_the_ledger(place: Place) -> None:
    """Whether the store asks again itself or leaves that to its caller: the one who asks again hears of it."""
    with place.proxy() as proxy, place.store(proxy) as store:
        migrate(store)
        for number, stage in enumerate(("reply lost", "reply cut")):
            changes = change_set(SEED, number)
            proxy.arm([Fault(stage)])
            again(partial(store.apply, changes), Counter())
            assert place.wire().succeeded(proxy.drops[number].message, proxy.drops[number].reply)
            assert store.apply(changes) == Applied(changes.id, already=True)
        check_equal(store, [change_set(SEED, number) for number in range(2)])


@pytest.mark.slow
def test_a_read_that_breaks_is_whole_or_an_error(place: Place) -> None:
    pick, raised = random.Random(SEED), Counter[type[StoreError]]()
    with place.proxy() as proxy, place.store(proxy) as store:
        migrate(store)
        for number in range(5):
            store.apply(change_set(SEED, number))
        ids = [node.id for node in store.page_nodes("Record")]
        reads = (
            lambda: everything(store, page=30),
            lambda: store.neighbourhood(ids[:3], 2),
            lambda: store.component(ids[:1], []),
        )
        expected = [read() for read in reads]
        for _ in range(40):
            proxy.arm([Fault(pick.choice(STAGES), pick.randint(1, 20), reset=pick.random() < 0.5)])
            assert [again(read, raised) for read in reads] == expected
            proxy.disarm()
        assert len(proxy.drops) >= 20
