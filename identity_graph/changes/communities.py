"""Communities as nodes: who is a member, what holds the group together, and which run found it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from identity_graph.analytics import CommunityFound
from identity_graph.analytics.selection import Selection
from identity_graph.model import Cause, ChangeSet, Link, Node, Value, content_hash, node_id


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was asked of which graph. ``sequence`` is the last entry of the ledger that is no analysis (those change
    nothing that a procedure reads); ``None`` where nobody noted it."""

    algorithm: str
    parameters: Mapping[str, Any]
    selection: Selection
    engine: str
    schema_version: int
    sequence: int | None

    @property
    def question(self) -> tuple[str, str, str]:
        """What is the same in all runs of a line: algorithm, parameters and selection."""
        return self.algorithm, _json(self.parameters), _json(asdict(self.selection))

    def properties(self) -> dict[str, Value]:
        """As a community's node has it."""
        algorithm, parameters, selection = self.question
        said: dict[str, Value] = {
            "algorithm": algorithm,
            "parameters": parameters,
            "selection": selection,
            "engine": self.engine,
            "schema_version": self.schema_version,
        }
        return said if self.sequence is None else {**said, "sequence": self.sequence}


def analysis_of(community: Node) -> Analysis:
    """The analysis that found a stored community."""
    said: Mapping[str, Any] = community.properties
    selection: dict[str, Any] = json.loads(said["selection"])
    lists: dict[str, Any] = {name: tuple(value) for name, value in selection.items() if isinstance(value, list)}
    return Analysis(
        said["algorithm"],
        json.loads(said["parameters"]),
        Selection(**{**selection, **lists}),
        said["engine"],
        said["schema_version"],
        said.get("sequence"),
    )


def run_of(analysis: Analysis, found: Sequence[CommunityFound]) -> str:
    """The run's id: the same analysis of the same graph with the same outcome is the same run."""
    version = f"{analysis.schema_version} {analysis.sequence}"
    groups = (f"{community.label}:{','.join(community.identities)}" for community in found)
    return content_hash(*analysis.question, analysis.engine, version, *groups)


def community_id(run: str, community: CommunityFound) -> str:
    """The id of a run's community."""
    return node_id("Community", run, community.label)


def community_changes(
    run: str, mentions: int, analysis: Analysis, found: Sequence[CommunityFound], stable: Mapping[str, str]
) -> ChangeSet:
    """Write the communities of a run, which the ledger mentions so often already, beside those of all others.
    ``stable`` has, by its own id, the stable id of each community that continues an older one; all others begin a
    line."""
    nodes = [_community(run, analysis, community, stable) for community in found]
    links = [
        Link("MEMBER_OF", identity, node.id)
        for node, community in zip(nodes, found, strict=True)
        for identity in community.identities
    ]
    return ChangeSet(_cause(run, mentions), nodes=tuple(nodes), links=tuple(links))


def community_removals(run: str, mentions: int, communities: Sequence[str]) -> ChangeSet:
    """Take the communities (ids) of a run out of the graph, with what says who is in them."""
    return ChangeSet(_cause(run, mentions), removed_nodes=tuple(communities))


def _cause(run: str, mentions: int) -> Cause:
    """A change set is applied once for ever, so a run that was forgotten and found again needs another reference."""
    return Cause("analytics", f"{run}/{mentions}" if mentions else run)


def run_named(cause: Cause) -> str:
    """The run that an analysis in the ledger was."""
    return cause.reference.partition("/")[0]


def _community(run: str, analysis: Analysis, community: CommunityFound, stable: Mapping[str, str]) -> Node:
    id = community_id(run, community)
    properties: dict[str, Value] = {
        "run": run,
        "label": community.label,
        "identities": len(community.identities),
        "signals": _json(dict(community.signals)),
        "stable": stable.get(id, id),
        **analysis.properties(),
        **community.measures,
    }
    return Node(id, "Community", properties)


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, sort_keys=True)
