"""The text that would be sent to Neptune Analytics. It was never sent."""

import pyarrow as pa
import pytest

from identity_graph.analytics.neptune_analytics import ALGORITHMS, statement
from identity_graph.analytics.procedures import PROCEDURES
from identity_graph.analytics.selection import Selection
from identity_graph.errors import SettingsError

RELATED = Selection(("RELATED_TO",), source_kind=None)
TEXTS = {
    "wcc": """MATCH (n) WHERE (n)-[:RELATED_TO]-()
CALL neptune.algo.wcc(n, {edgeLabels: ["RELATED_TO"]})
YIELD node, component
WITH component, min(id(node)) AS label, collect(id(node)) AS ids
UNWIND ids AS id
RETURN id AS id, label AS label
ORDER BY id""",
    "cdlp": """MATCH (n) WHERE (n)-[:RELATED_TO]-()
CALL neptune.algo.labelPropagation(n, {edgeLabels: ["RELATED_TO"], maxIterations: 10, traversalDirection: "both"})
YIELD node, community
WITH community, min(id(node)) AS label, collect(id(node)) AS ids
UNWIND ids AS id
RETURN id AS id, label AS label
ORDER BY id""",
    "pagerank": """MATCH (n) WHERE (n)-[:RELATED_TO]-()
CALL neptune.algo.pageRank(n, {edgeLabels: ["RELATED_TO"], dampingFactor: 0.85, numOfIterations: 20, \
tolerance: 0.0, traversalDirection: "both"})
YIELD node, rank
RETURN id(node) AS id, rank AS score
ORDER BY id""",
}


@pytest.mark.parametrize("name", TEXTS)
def test_text(name: str) -> None:
    assert statement(name, RELATED, {}).text == TEXTS[name]


def test_ids_are_parameters() -> None:
    made = statement("bfs", Selection(("A", "B"), source_kind=None, directed=True), {"start": 'idn_"} RETURN 1'})
    assert made.parameters == {"start": 'idn_"} RETURN 1'}
    assert made.text.startswith(
        'MATCH (n) WHERE id(n) = $start\nCALL neptune.algo.bfs.levels(n, {edgeLabels: ["A", "B"], '
        'traversalDirection: "outbound"})\n'
    )


def test_kinds_and_weights() -> None:
    selection = Selection(("HAS_PHONE",), source_kind=None, kinds=("Phone", "Identity"), weight="records")
    text = statement("label_propagation", selection, {"iterations": 3}).text
    assert text.startswith("MATCH (n) WHERE n:Phone OR n:Identity OR (n)-[:HAS_PHONE]-()\n")
    assert (
        'maxIterations: 3, traversalDirection: "both", edgeWeightProperty: "records", edgeWeightType: "double"' in text
    )


def test_every_algorithm_stands_for_a_declared_procedure() -> None:
    assert ALGORITHMS.keys() < PROCEDURES.keys()
    assert not ALGORITHMS["wcc"].unsaid
    for name in ALGORITHMS:
        columns = PROCEDURES[name].shape.schema(pa.string()).names
        text = statement(name, RELATED, {"start": "idn_a"} if name == "bfs" else {}).text
        assert all(f"AS {column}" in text for column in columns)


@pytest.mark.parametrize(
    ("selection", "said"),
    [
        (Selection(("HAS_PHONE",)), "not by source_kind"),
        (Selection(("HAS_PHONE",), tiers=("A",), generic_over=20), "source_kind, tiers, generic_over"),
        (Selection((), source_kind=None), "one link type at least"),
        (Selection(('X"]}) RETURN 1 //',), source_kind=None), "letters, digits and underscores"),
        (Selection(("X",), source_kind=None, kinds=("Y) DELETE n",)), "letters, digits and underscores"),
    ],
)
def test_what_it_cannot_select_is_refused(selection: Selection, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        statement("wcc", selection, {})


def test_what_it_has_no_algorithm_for_is_refused() -> None:
    with pytest.raises(SettingsError, match="has no leiden; it has wcc, cdlp"):
        statement("leiden", RELATED, {})
