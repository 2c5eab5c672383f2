"""The match model the graph decides with: kept in it, trained on it."""

import secrets
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from identity_graph.changes import match_model_of, model_changes, record_of
from identity_graph.model import Cause, Node
from identity_graph.normalize import Comparable, comparable
from identity_graph.resolution import RECORDS_MAX, MatchModel, Progress, feature_table, silent, train
from identity_graph.stores import GraphStore
from identity_graph.stores.paging import every_node

_PAGE: Final = 5_000


def active_model(store: GraphStore) -> MatchModel | None:
    """The model that decides now; ``None`` before the first training."""
    return next((match_model_of(node) for node in _models(store) if node.properties.get("active")), None)


def train_model(store: GraphStore, progress: Progress = silent) -> MatchModel:
    """Train on the graph's records (a random `RECORDS_MAX` of them, for ids are hashes) and make the model active."""
    total = store.counts().nodes.get("Record", 0)
    progress("learning the match model", 0, 1)
    model = train(feature_table(islice(_comparables(store), RECORDS_MAX)), total)
    store.apply(model_changes(Cause("model", f"{secrets.token_hex(8)}:{model.content}"), model, list(_models(store))))
    progress("learning the match model", 1, 1)
    return model


def _models(store: GraphStore) -> Iterator[Node]:
    return chain.from_iterable(every_node(store, "Model", 100))


def _comparables(store: GraphStore) -> Iterator[Comparable]:
    return (comparable(record_of(node)) for nodes in every_node(store, "Record", _PAGE) for node in nodes)
