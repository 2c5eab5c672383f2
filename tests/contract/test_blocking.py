"""Blocking keys: an index of records, replaced whole."""

from itertools import combinations

from factory import changes, record

from identity_graph.stores import GraphStore

RECORDS = sorted((record(i) for i in range(6)), key=lambda node: node.id)
IDS = [node.id for node in RECORDS]
BIG = 2**63 - 1
KEYS = {IDS[0]: (1, 2, BIG), IDS[1]: (2, 1), IDS[2]: (2,), IDS[3]: (-(2**63), 9), IDS[4]: (9,), IDS[5]: ()}


def fill(store: GraphStore) -> None:
    store.apply(changes(*RECORDS, keys=KEYS))


def test_keys_of_records(store: GraphStore) -> None:
    fill(store)
    assert store.blocking_keys([*IDS, "rec_nobody"]) == {id: tuple(sorted(k)) for id, k in KEYS.items() if k}


def test_sizes_and_records(store: GraphStore) -> None:
    fill(store)
    assert store.block_sizes([1, 2, BIG, 9, 404]) == {1: 2, 2: 3, BIG: 1, 9: 2}
    assert store.block_records([1, BIG, 404]) == {IDS[0], IDS[1]}


def test_candidates_share_a_key_that_is_not_generic(store: GraphStore) -> None:
    fill(store)
    assert store.candidates(IDS, generic_over=10) == [*combinations(IDS[:3], 2), (IDS[3], IDS[4])]
    assert store.candidates(IDS, generic_over=2) == [(IDS[0], IDS[1]), (IDS[3], IDS[4])]
    assert store.candidates([IDS[2]], generic_over=3) == [(IDS[0], IDS[2]), (IDS[1], IDS[2])]
    assert store.candidates([IDS[4]], generic_over=3) == [(IDS[3], IDS[4])]
    assert store.candidates([IDS[5], "rec_nobody"], generic_over=3) == []


def test_keys_are_replaced_whole_and_others_stay(store: GraphStore) -> None:
    fill(store)
    store.apply(changes(keys={IDS[0]: (2, 5), IDS[1]: ()}))
    assert store.blocking_keys(IDS[:3]) == {IDS[0]: (2, 5), IDS[2]: (2,)}
    assert store.block_sizes([1, 2, 5]) == {2: 2, 5: 1}


def test_a_changed_record_keeps_its_keys(store: GraphStore) -> None:
    fill(store)
    store.apply(changes(record(0, country="PT"), reference="update"))
    assert store.blocking_keys(IDS) == {id: tuple(sorted(k)) for id, k in KEYS.items() if k}


def test_all_of_them(store: GraphStore) -> None:
    fill(store)
    pairs = [pair for batch in store.all_blocking_keys() for pair in batch]
    assert sorted(pairs) == sorted((key, id) for id, keys in KEYS.items() for key in keys)


def test_writing_between_two_batches(store: GraphStore) -> None:
    fill(store)
    many = [record(f"many {i}") for i in range(3000)]
    store.apply(changes(*many, keys={node.id: tuple(range(20)) for node in many}))
    seen = 0
    for number, batch in enumerate(store.all_blocking_keys()):
        seen += len(batch)
        store.apply(changes(record(f"new {number}"), reference=f"new {number}"))
    assert seen == 3000 * 20 + sum(map(len, KEYS.values()))
