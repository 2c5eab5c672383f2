"""Pictures: nothing over anything else, the same each time, and nothing from elsewhere."""

import re
import xml.etree.ElementTree as ET
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from identity_graph.analytics.selection import Selection
from identity_graph.changes import Analysis
from identity_graph.graph import CommunityView, SharedSignal, Surroundings
from identity_graph.model import Link, Node, identity_id_of, node_id, record_node_id
from identity_graph.presentation.pictures import Box, picture, placed
from identity_graph.presentation.pictures.drawing import IDENTITIES_MAX


def member(number: int, caption: str = "") -> Node:
    id = identity_id_of(record_node_id("src", str(number)))
    return Node(id, "Identity", {"caption": caption or f"Ana {number}", "tier": "ABCD"[number % 4]})


def around(members: list[Node], *shared: list[int]) -> Surroundings:
    """Members, of whom some share a phone."""
    node = Node(node_id("Community", "r", "l"), "Community", {"algorithm": "wcc", "run": "r", "stable": "com_1"})
    signals = [
        SharedSignal(
            Node(node_id("Phone", str(n)), "Phone", {"number": f"+49 & <{n}>"}),
            tuple(Link("HAS_PHONE", members[i].id, node_id("Phone", str(n)), {"tier": "B"}) for i in some),
            n,
        )
        for n, some in enumerate(shared)
    ]
    analysis = Analysis("wcc", {}, Selection(types=("HAS_PHONE",)), "local", 3, 1)
    return Surroundings(CommunityView(node, {}, tuple(members)), analysis, tuple(signals), ())


def overlapping(boxes: list[Box], places: list[list[float]]) -> list[tuple[int, int]]:
    return [
        (i, j)
        for (i, a), (j, b) in combinations(enumerate(boxes), 2)
        if abs(places[i][0] - places[j][0]) < (a.width + b.width) / 2 - 0.2
        and abs(places[i][1] - places[j][1]) < (a.height + b.height) / 2 - 0.2
    ]


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 30), st.data())
def test_no_box_lies_over_another(count: int, data: st.DataObject) -> None:
    boxes = [Box(60 + 20 * (n % 5), 40) for n in range(count)]
    ends = st.tuples(st.integers(0, max(count - 1, 0)), st.integers(0, max(count - 1, 0)))
    links = data.draw(st.lists(ends, max_size=40)) if count else []
    places = placed(boxes, links)
    assert overlapping(boxes, places.tolist()) == []
    assert np.isfinite(places).all()
    assert (places >= 0).all()
    assert (placed(boxes, links) == places).all()


def test_a_picture_is_well_formed_and_needs_nothing_else() -> None:
    drawn = picture(around([member(0, "Ana <b> & Söhne"), member(1), member(2)], [0, 1], [1, 2]))
    root = ET.fromstring(drawn.svg)
    text = " ".join(root.itertext())
    for said in ("Ana <b> & Söhne", "+49 & <0>", "phone, had by 2", "Community of 3 identities", "link, by tier"):
        assert said in text
    assert set(re.findall(r"https?://[^\"']+", drawn.html)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<script|<img|<link |@import|url\(", drawn.html)
    assert drawn == picture(around([member(0, "Ana <b> & Söhne"), member(1), member(2)], [0, 1], [1, 2]))


def test_of_very_many_those_that_share_most_are_drawn() -> None:
    members = [member(number) for number in range(IDENTITIES_MAX + 40)]
    drawn = picture(around(members, list(range(len(members))), [3, 4, 79]))
    assert (drawn.drawn, drawn.left_out) == (IDENTITIES_MAX, 40)
    assert "40 more are left out" in drawn.svg
    assert "Ana 79<" in drawn.svg


def test_members_that_share_nothing_any_more() -> None:
    drawn = picture(around([member(0), member(1)]))
    assert "what they share: nothing" in drawn.svg
