"""Match models as nodes: every decision names the one it was made with, so none is ever removed."""

from collections.abc import Sequence

from identity_graph.model import Cause, ChangeSet, Node
from identity_graph.normalize.edition import EDITION
from identity_graph.resolution import MatchModel


def model_changes(cause: Cause, model: MatchModel, stored: Sequence[Node], edition: int = EDITION) -> ChangeSet:
    """Make this model the active one among those stored; ``edition`` is that of normalizing which the graph is of."""
    retired = [
        Node(node.id, node.kind, {**node.properties, "active": False})
        for node in stored
        if node.properties.get("active") and node.id != model.id
    ]
    return ChangeSet(cause, nodes=(*retired, _model_node(model, edition)))


def edition_of(node: Node) -> int:
    """The edition of normalizing that a model's graph was of, 0 where nobody noted it."""
    said = node.properties.get("edition")
    return said if isinstance(said, int) else 0


def match_model_of(node: Node) -> MatchModel:
    """The model as it was stored. Raises `ModelError` where it cannot be read."""
    said = node.properties
    trained_on = said["trained_on"]
    return MatchModel.from_json(
        str(said["settings"]), str(said["term_frequencies"]), trained_on if isinstance(trained_on, int) else 0
    )


def _model_node(model: MatchModel, edition: int) -> Node:
    return Node(
        model.id,
        "Model",
        {
            "content": model.content,
            "settings": model.settings_json,
            "term_frequencies": model.term_frequencies_json,
            "trained_on": model.trained_on,
            "active": True,
            "edition": edition,
        },
    )
