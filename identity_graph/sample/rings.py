"""Two planted fraud rings, the same size in every sample.

``device_ring``: different people working from two devices, one phone and one address, in overlapping stars.
``synthetic_identities``: invented people whose bank accounts, network addresses and e-mails form a chain.
Their members are different people: resolution must keep them apart and community detection must bring them together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from identity_graph.sample.addresses import draw_city, draw_home
from identity_graph.sample.contacts import device_id, email_address, ip_address, phone_number
from identity_graph.sample.country import load_country
from identity_graph.sample.documents import draw_iban
from identity_graph.sample.households import Registry
from identity_graph.sample.names import draw_family
from identity_graph.sample.people import Birth, SamplePerson, draw_birth_date

DEVICE_RING = "device_ring"
SYNTHETIC_RING = "synthetic_identities"
DEVICE_RING_SIZE = 12
SYNTHETIC_RING_SIZE = 9


def ring_members(registry: Registry) -> Iterator[SamplePerson]:
    """The members of both rings."""
    yield from _device_ring(registry)
    yield from _synthetic_ring(registry)


def _device_ring(registry: Registry) -> Iterator[SamplePerson]:
    dice, country = registry.dice, load_country("us")
    devices = (device_id(dice), device_id(dice))
    phone = phone_number(country, next(registry.serials), 3, registry.offset)
    home = draw_home(dice, country, draw_city(dice, country))
    for place in range(DEVICE_RING_SIZE):
        member = _stranger(registry, "us")
        # Members 5 and 6 use both devices: the two stars overlap there.
        used = devices if place in (5, 6) else (devices[place > 6],)
        homes = (home,) if place % 3 == 0 else member.homes
        phones = (phone,) if place % 2 == 0 else member.phones
        sources = ("payments", "payments", "core_banking")
        yield replace(member, ring=DEVICE_RING, devices=used, homes=homes, phones=phones, sources=sources)


def _synthetic_ring(registry: Registry) -> Iterator[SamplePerson]:
    dice = registry.dice
    accounts = [draw_iban(dice, load_country("de")) for _ in range(3)]
    networks = [ip_address(dice) for _ in range(2)]
    members = [_stranger(registry, "de") for _ in range(SYNTHETIC_RING_SIZE)]
    mails = [email_address(dice, member.country, "kontakt", "service", member.serial) for member in members]
    for place, member in enumerate(members):
        yield replace(
            member,
            ring=SYNTHETIC_RING,
            ibans=(accounts[place % 3],),
            ip_addresses=(networks[place % 2],),
            emails=(mails[place], mails[(place + 1) % SYNTHETIC_RING_SIZE]),
            sources=("payments", "payments", "core_banking"),
        )


def _stranger(registry: Registry, code: str) -> SamplePerson:
    country, female = load_country(code), registry.dice.chance(0.5)
    family = draw_family(registry.dice, country, "female" if female else "male")
    birth = Birth(female, draw_birth_date(registry.dice, 21, 45), family)
    return registry.person(registry.household(country), birth)
