"""All steps, in order. A new version is a new file and a new line here."""

from types import ModuleType
from typing import Final

from identity_graph.migrations import (
    v0001_initial,
    v0002_identity_caption,
    v0003_community_runs,
    v0004_model_edition,
)
from identity_graph.migrations.step import Step
from identity_graph.schema import Schema
from identity_graph.stores import extended
from identity_graph.stores.evolution import NOTHING


def _step(module: ModuleType) -> Step:
    return Step(module.VERSION, module.TITLE, module.CHANGE, getattr(module, "data", None))


STEPS: Final[tuple[Step, ...]] = tuple(
    _step(module) for module in (v0001_initial, v0002_identity_caption, v0003_community_runs, v0004_model_edition)
)


def schema_at(version: int) -> Schema:
    """The schema as of a version, made of the steps to it."""
    schema = NOTHING
    for step in STEPS[:version]:
        schema = extended(schema, step.change, step.version)
    return schema
