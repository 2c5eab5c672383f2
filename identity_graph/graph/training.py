"""The match model the graph decides with: kept in it, trained on it."""

import secrets
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from identity_graph.changes import edition_of, match_model_of, model_changes, record_of
from identity_graph.model import Cause, Node
from identity_graph.normalize import Comparable, comparable
from identity_graph.normalize.edition import EDITION
from identity_graph.resolution import RECORDS_MAX, MatchModel, Progress, feature_table, silent, train
from identity_graph.stores import GraphStore
from identity_graph.stores.paging import every_node

_PAGE: Final = 5_000


def active_model(store: GraphStore) -> MatchModel | None:
    """The model that decides now; ``None`` before the first training."""
    return model_and_edition(store)[0]


def model_and_edition(store: GraphStore) -> tuple[MatchModel | None, int]:
    """The model that decides now, and the edition of normalizing that the graph's identifiers and blocking keys are of:
    today's before the first training."""
    node = next((node for node in _models(store) if node.properties.get("active")), None)
    return (match_model_of(node), edition_of(node)) if node else (None, EDITION)


def train_model(store: GraphStore, progress: Progress = silent, edition: int | None = None) -> MatchModel:
    """Train on the graph's records (a random `RECORDS_MAX` of them, for ids are hashes) and make the model active, in a
    graph that is of this edition of normalizing now (default: the one it was of)."""
    edition = model_and_edition(store)[1] if edition is None else edition
    total = store.counts().nodes.get("Record", 0)
    progress("learning the match model", 0, 1)
    model = train(feature_table(islice(_comparables(store), RECORDS_MAX)), total)
    cause = Cause("model", f"{secrets.token_hex(8)}:{model.content}")
    store.apply(model_changes(cause, model, list(_models(store)), edition))
    progress("learning the match model", 1, 1)
    return model


def _models(store: GraphStore) -> Iterator[Node]:
    return chain.from_iterable(every_node(store, "Model", 100))


def _comparables(store: GraphStore) -> Iterator[Comparable]:
    return (comparable(record_of(node)) for nodes in every_node(store, "Record", _PAGE) for node in nodes)
