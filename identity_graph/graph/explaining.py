"""Why two records are, or are not, one identity."""

from dataclasses import dataclass

from identity_graph.errors import InputError, ModelError
from identity_graph.graph.reading import RecordView, joining_path, record_ref, record_view_of
from identity_graph.graph.training import active_model
from identity_graph.normalize import ReadValue, comparable, readings
from identity_graph.resolution import PairExplanation, explain_pair
from identity_graph.stores import GraphStore


@dataclass(frozen=True, slots=True)
class Explanation:
    """Two records, whether they are one identity today, the explanation of the pair, the chain of records by which
    they were joined (empty where they were not), and how the values of each were read."""

    left: RecordView
    right: RecordView
    same_identity: bool
    pair: PairExplanation
    path: tuple[str, ...]
    left_readings: tuple[ReadValue, ...] = ()
    right_readings: tuple[ReadValue, ...] = ()


def explain(store: GraphStore, left: str, right: str) -> Explanation:
    """Explain two records, each given as ``SOURCE:RECORD_ID``, as record id or as identity id.

    Raises `NotFound`, and `ModelError` while nothing was resolved yet."""
    model = active_model(store)
    if model is None:
        raise ModelError(f"nothing was resolved yet; run: identity-graph --store {store.url} resolve")
    a, b = (record_view_of(store, record_ref(store, text)) for text in (left, right))
    if a.node.id == b.node.id:
        raise InputError(f"both name the same record ({a.node.id}); give two")
    same = a.identity is not None and a.identity == b.identity
    return Explanation(
        left=a,
        right=b,
        same_identity=same,
        pair=explain_pair(comparable(a.record), comparable(b.record), model),
        path=joining_path(store, a.node.id, b.node.id) if same else (),
        left_readings=readings(a.record),
        right_readings=readings(b.record),
    )
