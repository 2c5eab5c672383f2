"""Properties of nodes and links as the types GraphQL needs; ``None`` for what is not there or of another type."""

from identity_graph.model import Link, Node, Value
from identity_graph.schema import declared_schema
from identity_graph_api.masking import Masking
from identity_graph_api.schema.enums import Tier


def text(value: Value) -> str | None:
    """A text."""
    return value if isinstance(value, str) else None


def real(value: Value) -> float | None:
    """A real number."""
    return value if isinstance(value, float) else None


def whole(value: Value) -> int | None:
    """A whole number."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def truth(value: Value) -> bool | None:
    """True or false."""
    return value if isinstance(value, bool) else None


def texts(value: Value) -> list[str]:
    """A list of texts."""
    return list(value) if isinstance(value, tuple) else []


def tier(element: Node | Link) -> Tier | None:
    """The quality tier."""
    said = text(element.properties.get("tier"))
    return Tier(said) if said else None


def label(node: Node, masking: Masking) -> str | None:
    """What a person reads first of a node: an identity's caption, a record's source and id, an identifier's value."""
    if node.kind == "Record":
        return f"{node.properties['source']}:{masking.property('Record', 'record_id', node.properties['record_id'])}"
    name = "caption" if node.kind == "Identity" else value_property(node.kind)
    return masking.property(node.kind, name, node.properties.get(name))


def value_property(kind: str) -> str:
    """The property that holds an identifier's value: its text as a person reads it, else the last part of its key."""
    declared = declared_schema().nodes[kind]
    return "text" if "text" in declared.properties else declared.key[-1]
