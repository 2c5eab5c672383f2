"""The law of the platform: who is who depends on the records alone, never on how or in what order they came."""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache

import pytest
from graphs import differences, exported, graph_of, sample_records
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from identity_graph import IdentityGraph
from identity_graph.graph import facade, resolving
from identity_graph.model import Applied, ChangeSet, Name, Record, record_node_id
from identity_graph.resolution import resolver

pytestmark = pytest.mark.slow
GENERIC = (60, 3)
"""As it is; and so low that blocks become generic all the time."""


@contextmanager
def tuned(
    generic_over: int, *, incremental: bool = False, group_records: int = resolver.GROUP_RECORDS
) -> Iterator[None]:
    """Limits so low that small graphs reach them; ``incremental`` never takes the short cut of resolving everything."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resolving, "GENERIC_OVER", generic_over)
        patch.setattr(facade, "GENERIC_OVER", generic_over)
        patch.setattr(resolver, "GROUP_RECORDS", group_records)
        if incremental:
            patch.setattr(resolving, "INCREMENTAL_SHARE_MAX", 2.0)
        yield


@cache
def at_once(records: tuple[Record, ...], generic_over: int) -> dict[str, bytes]:
    """What these records give in one batch, the whole graph resolved."""
    with tuned(generic_over), graph_of() as graph:
        graph.load_batch(records)
        graph.resolve(whole=True)
        return exported(graph)


def load(graph: IdentityGraph, records: Sequence[Record], sizes: Iterator[int]) -> None:
    """Load in batches of these sizes, resolving after each."""
    at = 0
    while at < len(records):
        size = next(sizes)
        graph.load_batch(records[at : at + size])
        graph.resolve()
        at += size


def shuffled(records: Sequence[Record], seed: int) -> tuple[Record, ...]:
    return tuple(random.Random(seed).sample(records, len(records)))


def always(size: int) -> Iterator[int]:
    while True:
        yield size


def sizes(pick: random.Random) -> Iterator[int]:
    while True:
        yield pick.choice((5, 40, 200))


@pytest.mark.parametrize("generic_over", GENERIC)
def test_many_batches_give_what_one_gives(generic_over: int) -> None:
    with tuned(generic_over), graph_of() as graph:
        load(graph, sample_records(), always(100))
        assert differences(exported(graph), at_once(sample_records(), generic_over)) == {}


@pytest.mark.parametrize(("generic_over", "seed"), [(60, 0), (3, 1), (3, 2)])
def test_the_order_of_arrival_does_not_matter(generic_over: int, seed: int) -> None:
    with tuned(generic_over, incremental=True), graph_of() as graph:
        load(graph, shuffled(sample_records(), seed), sizes(random.Random(seed)))
        assert differences(exported(graph), at_once(sample_records(), generic_over)) == {}


def test_one_by_one_gives_what_one_batch_gives() -> None:
    records = related(120)
    with tuned(3, incremental=True), graph_of() as graph:
        load(graph, shuffled(records, 5), always(1))
        assert differences(exported(graph), at_once(records, 3)) == {}


def test_resolving_the_whole_graph_changes_nothing() -> None:
    with graph_of(sample_records()) as graph:
        before = exported(graph)
        report = graph.resolve(whole=True)
        assert (report.written, report.removed) == (0, 0)
        assert exported(graph) == before == at_once(sample_records(), GENERIC[0])


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), generic_over=st.sampled_from((2, 3, 5, 60)))
def test_any_way_to_split_them_gives_the_same(data: st.DataObject, generic_over: int) -> None:
    records = related(80)
    order = data.draw(st.permutations(range(len(records))))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(records) - 1), max_size=8)))
    resolves = data.draw(st.lists(st.booleans(), min_size=len(cuts), max_size=len(cuts)))
    parts = [order[a:b] for a, b in zip([0, *cuts], [*cuts, len(order)], strict=True)]
    with tuned(generic_over, incremental=data.draw(st.booleans())), graph_of() as graph:
        for part, resolve in zip(parts, [*resolves, True], strict=True):
            graph.load_batch([records[number] for number in part])
            if resolve:
                graph.resolve()
        assert differences(exported(graph), at_once(records, generic_over)) == {}


@cache
def related(count: int) -> tuple[Record, ...]:
    """Records of the sample that have something to do with each other: those of the largest identities and of everybody
    who shares a family name with them."""
    with graph_of(sample_records()) as graph:
        identity = graph.assignments()
        members: dict[str, int] = {}
        for one in identity.values():
            members[one] = members.get(one, 0) + 1
        by_id = {record_node_id(record.source, record.record_id): record for record in sample_records()}
        ordered = sorted(identity, key=lambda record: (-members[identity[record]], identity[record], record))
        return tuple(by_id[record] for record in ordered[:count])


def person(record_id: str, given: str, family: str, born: str, **said: tuple[str, ...]) -> Record:
    return Record("t", record_id, names=(Name(given=given, family=family),), birth_dates=(born,), **said)


def test_a_link_that_only_stood_within_a_group_does_not_hold_it_together() -> None:
    """A–B and C–D share a phone, B–C an e-mail address until it is generic; A–D is as sure but shares no key."""

    def one(record_id: str, **said: tuple[str, ...]) -> Record:
        return person(record_id, "Zoltan", "Szabados", "1971-03-09", **said)

    chain = (
        one("A", phones=("+36301234501",)),
        one("B", phones=("+36301234501",), emails=("zs@example.org",)),
        one("C", phones=("+36301234777",), emails=("zs@example.org",)),
        one("D", phones=("+36301234777",)),
    )
    others = (
        person("E", "Maria", "Fernandes", "1951-03-09", emails=("zs@example.org",)),
        person("F", "Olga", "Petrova", "1991-07-19", emails=("zs@example.org",)),
    )
    with tuned(3, incremental=True), graph_of(chain) as graph:
        assert len(set(graph.assignments().values())) == 1
        graph.load_batch(others)
        graph.resolve()
        assert len(set(graph.assignments().values())) == 4
        assert differences(exported(graph), at_once((*chain, *others), 3)) == {}


# Records that change

OF_RECORDS = ("nodes/Record", "nodes/Identity", "links/RESOLVES_TO", "links/SAME_AS", "links/DIFFERENT_FROM")


def without_orphans(export: dict[str, bytes]) -> dict[str, bytes]:
    """Without the identifiers nobody has any more."""
    had = {line.split(b",")[1] for name, lines in export.items() if "HAS_" in name for line in lines.splitlines()}
    return {
        name: lines
        if name in OF_RECORDS or not name.startswith("nodes/")
        else b"\n".join(line for line in lines.splitlines() if line.split(b",")[0] in had)
        for name, lines in export.items()
    }


def garbled(record: Record, donor: Record) -> Record:
    """The record with somebody else's name, birth date and contacts."""
    return replace(record, names=donor.names, birth_dates=donor.birth_dates, phones=donor.phones, emails=donor.emails)


@pytest.mark.parametrize("incremental", [True, False])
@pytest.mark.parametrize("generic_over", GENERIC)
def test_a_record_that_changed_leaves_nothing_of_its_old_self(generic_over: int, incremental: bool) -> None:
    final = shuffled(sample_records(600), 2)
    pick = random.Random(3)
    wrong = [garbled(record, pick.choice(final)) if pick.random() < 0.15 else record for record in final]
    with tuned(generic_over, incremental=incremental), graph_of() as graph:
        load(graph, wrong, always(150))
        load(graph, final, sizes(pick))
        found = without_orphans(exported(graph))
        assert differences(found, without_orphans(at_once(final, generic_over))) == {}


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), generic_over=st.sampled_from((2, 4, 60)))
def test_any_history_of_changes_ends_as_if_only_the_last_had_been_said(data: st.DataObject, generic_over: int) -> None:
    records = list(related(60))
    number = st.integers(0, len(records) - 1)
    with tuned(generic_over, incremental=data.draw(st.booleans())), graph_of(records) as graph:
        for changed in data.draw(st.lists(st.lists(st.tuples(number, number), min_size=1, max_size=6), max_size=4)):
            for one, donor in changed:
                records[one] = garbled(records[one], records[donor])
            graph.load_batch([records[one] for one in dict.fromkeys(one for one, _ in changed)])
            if data.draw(st.booleans()):
                graph.resolve()
        graph.resolve()
        found = without_orphans(exported(graph))
        assert differences(found, without_orphans(at_once(tuple(records), generic_over))) == {}


# Runs that end early


class _Cut(Exception):
    """The process was killed here."""


def cut_after(graph: IdentityGraph, writes: int) -> Callable[[ChangeSet], Applied]:
    """An ``apply`` that lets so many change sets pass and then dies."""
    apply, left = graph.store.apply, iter(range(writes))

    def dying(changes: ChangeSet) -> Applied:
        if next(left, None) is None:
            raise _Cut
        return apply(changes)

    return dying


@pytest.mark.parametrize("share", [0.05, 0.4])
@pytest.mark.parametrize("generic_over", GENERIC)
def test_a_run_that_was_killed_is_finished_by_the_next(generic_over: int, share: float) -> None:
    """Whatever group it had come to, with few new records (incremental) and with many (everybody anew)."""
    records = shuffled(sample_records(400), 4)
    new = int(len(records) * share)
    for writes in (0, 1, 3, 6):
        with tuned(generic_over, group_records=40), graph_of(records[new:]) as graph:
            graph.load_batch(records[:new])
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(graph.store, "apply", cut_after(graph, writes))
                with suppress(_Cut):
                    graph.resolve()
            graph.resolve()
            assert differences(exported(graph), at_once(records, generic_over)) == {}, f"after {writes} writes"
