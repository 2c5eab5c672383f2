"""A change set's id: its content, nothing else."""

from dataclasses import replace

from factory import changes, link, phone, record

from identity_graph.model import Cause, ChangeSet

ANA, BEN, PHONE = record("ana"), record("ben"), phone(1)
SAME = link("SAME_AS", ANA, BEN)
WHOLE = changes(
    ANA,
    BEN,
    SAME,
    removed_nodes=[PHONE.id, "tel_x"],
    removed_links=[("HAS_PHONE", ANA.id, PHONE.id)],
    keys={ANA.id: (1, 2)},
)


def test_order_does_not_matter() -> None:
    other = ChangeSet(
        WHOLE.cause,
        nodes=(BEN, replace(ANA, properties=dict(reversed(ANA.properties.items())))),
        links=WHOLE.links,
        removed_nodes=("tel_x", PHONE.id),
        removed_links=WHOLE.removed_links,
        keys={ANA.id: (2, 1)},
    )
    assert other.id == WHOLE.id
    assert WHOLE.id.startswith("chg_")


def test_everything_else_does() -> None:
    others = [
        replace(WHOLE, cause=Cause("load", "other")),
        replace(WHOLE, cause=Cause("erasure", "test")),
        replace(WHOLE, nodes=(ANA,)),
        replace(WHOLE, nodes=(ANA, record("ben", country=""))),
        replace(WHOLE, links=()),
        replace(WHOLE, links=(replace(SAME, properties={**SAME.properties, "weight": 7.0}),)),
        replace(WHOLE, removed_nodes=(PHONE.id,)),
        replace(WHOLE, removed_links=()),
        replace(WHOLE, removed_links=(), links=(SAME, link("HAS_PHONE", ANA, PHONE))),
        replace(WHOLE, keys={ANA.id: (1,)}),
        replace(WHOLE, keys={}),
        replace(WHOLE, keys={ANA.id: (1, 2), BEN.id: ()}),
    ]
    assert len({each.id for each in (WHOLE, *others)}) == len(others) + 1


def test_empty() -> None:
    assert changes().is_empty()
    for change in (changes(ANA), changes(removed_nodes=[ANA.id]), changes(keys={ANA.id: ()})):
        assert not change.is_empty()
