"""`IdentityGraph`: the one place that reads a store, decides, and writes back."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Self

import pandas as pd

from identity_graph.analytics.tracking import OVERLAP
from identity_graph.errors import ModelError, NotFound
from identity_graph.evaluation import Evaluation, Truth, evaluate, evaluate_by
from identity_graph.graph.beside import Beside
from identity_graph.graph.communities import (
    CommunityRun,
    CommunityView,
    FoundCommunities,
    Question,
    RunsCompared,
    community,
    community_runs,
    community_views,
    compare_runs,
    find_communities,
    forget_runs,
    largest_communities,
    last_two_runs,
    named_runs,
    newest_run,
    older_runs,
)
from identity_graph.graph.explaining import Explanation, explain
from identity_graph.graph.exporting import ExportedTable, ExportFormat, export, tables
from identity_graph.graph.frames import records_of_frame
from identity_graph.graph.loading import Batch, LoadedBatch, load_batch, load_batches
from identity_graph.graph.paging import batched
from identity_graph.graph.propagating import PROPAGATION, Propagation, propagate
from identity_graph.graph.reading import (
    Attribute,
    IdentityView,
    RecordView,
    attributes_of,
    current_identity,
    find_identities,
    identity_view,
    named,
    record_ref,
    record_view,
)
from identity_graph.graph.resolving import GENERIC_OVER, ResolveReport, resolve_graph
from identity_graph.graph.seeds import read_seeds
from identity_graph.graph.surroundings import Surroundings, surroundings
from identity_graph.graph.training import active_model, train_model
from identity_graph.migrations import migrate, ready
from identity_graph.model import Link, Node, Record, Subgraph
from identity_graph.resolution import MatchModel, Progress, silent
from identity_graph.settings import Settings
from identity_graph.stores import Counts, GraphStore, open_store
from identity_graph.stores.paging import every_link, every_node

BATCH_RECORDS = 2_000


@dataclass(frozen=True, slots=True)
class TierTally:
    """Tier → how many identities, and how many SAME_AS links."""

    identities: Mapping[str, int]
    links: Mapping[str, int]


class IdentityGraph:
    """An identity graph in a store. Use it as a context manager, or call `close`.

    >>> with IdentityGraph.open("sqlite:graph.db") as graph:
    ...     graph.load_frame(customers, source="crm")
    ...     graph.resolve()
    ...     graph.explain("crm:17", "crm:42").pair.probability
    """

    def __init__(self, store: GraphStore, settings: Settings) -> None:
        self.store = store
        self.settings = settings
        self._beside = Beside()

    @classmethod
    def open(
        cls, url: str | None = None, settings: Settings | None = None, *, check: bool = True, create: bool = True
    ) -> Self:
        """Open the graph at a store URL (default: the ``IDENTITY_GRAPH_STORE`` setting); an empty store becomes one.

        ``create=False`` raises `NotFound` where there is none yet. Raises `SettingsError` for a URL nobody serves,
        `StoreError` for a store that cannot be used, `SchemaBehind` and `SchemaAhead` where code and stored graph
        differ (``check=False`` leaves that to `migrate`)."""
        settings = settings or Settings()
        store = open_store(url or settings.store, settings, create=create)
        try:
            if check:
                ready(store)
        except BaseException:
            store.close()
            raise
        return cls(store, settings)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the store back."""
        self._beside.close()
        self.store.close()

    def migrate(self) -> tuple[int, int]:
        """Bring the stored graph to this code's schema version. Returns the versions before and after."""
        return migrate(self.store)

    # Writing

    def load_batch(self, records: Sequence[Record]) -> LoadedBatch:
        """Write records in one atomic change set; what the graph already has costs a look-up only. They wait to be
        resolved (`resolve`)."""
        with self.store.exclusive():
            return load_batch(self.store, records, GENERIC_OVER)

    def load_batches(self, batches: Iterable[Batch], processes: int = 0) -> Iterator[tuple[Batch, LoadedBatch | None]]:
        """Write batches (things with ``records``) one after the other, each as `load_batch` does; ``None`` for those
        without records. With ``processes`` others normalize what comes next, so that a long load is quicker: they are
        started anew and import the main module, which must do nothing on import (``if __name__ == "__main__"``)."""
        self._beside.processes = processes
        return load_batches(self.store, batches, GENERIC_OVER, self._beside)

    def load_frame(self, frame: pd.DataFrame, source: str, columns: Mapping[str, str] | None = None) -> LoadedBatch:
        """Load a pandas frame, one record for each row; ``columns`` names the column of each attribute that is called
        otherwise (see `identity_graph.graph.frames.ATTRIBUTES`)."""
        records = list(records_of_frame(frame, source, columns))
        batches = [self.load_batch(batch) for batch in batched(records, BATCH_RECORDS)]
        return LoadedBatch(
            sum(batch.new for batch in batches),
            sum(batch.changed for batch in batches),
            sum(batch.unchanged for batch in batches),
        )

    def resolve(self, *, whole: bool = False, progress: Progress = silent) -> ResolveReport:
        """Resolve the records no identity has yet, or the whole graph; the identities come out the same."""
        self._beside.close()
        with self.store.exclusive():
            return resolve_graph(self.store, self.settings, whole=whole, progress=progress)

    def train(self, progress: Progress = silent) -> MatchModel:
        """Train a match model on the records as they are now and make it the active one; `resolve(whole=True)` applies
        it to decisions already made."""
        with self.store.exclusive():
            return train_model(self.store, progress)

    def find_communities(
        self, question: Question | None = None, reading: Callable[[int], None] = lambda _: None
    ) -> FoundCommunities:
        """Find groups of identities (by default what hangs together over shared signals) and write them beside those of
        older runs. ``reading`` is told how many links more were read. Raises `SettingsError`."""
        with self.store.exclusive():
            return find_communities(self.store, question or Question(), reading)

    def forget_runs(self, runs: Sequence[CommunityRun], gone: Callable[[CommunityRun], None] = lambda _: None) -> None:
        """Take the communities of runs out of the graph; ``gone`` is told of each. The ledger keeps that they were."""
        with self.store.exclusive():
            for run in forget_runs(self.store, runs):
                gone(run)

    # Reading

    def counts(self) -> Counts:
        """How many nodes of each kind and links of each type there are."""
        return self.store.counts()

    def model(self) -> MatchModel | None:
        """The match model that decides; ``None`` before anything was resolved."""
        return active_model(self.store)

    def identity(self, id: str) -> IdentityView:
        """An identity by its id, by any id it ever had, or by a record's id. Raises `NotFound`."""
        return identity_view(self.store, id)

    def record(self, source: str, record_id: str) -> RecordView:
        """A record by its source and its id there. Raises `NotFound`."""
        return record_view(self.store, source, record_id)

    def reference(self, text: str) -> str:
        """The id that a person's way of naming a record (``SOURCE:RECORD_ID``) stands for; ids stay as they are.
        Raises `NotFound`, `InputError`."""
        return text if named(text) == "Identity" else record_ref(self.store, text)

    def attributes(self, id: str) -> tuple[Attribute, ...]:
        """The identifiers of an identity or a record."""
        return attributes_of(self.store, id)

    def current_identity(self, id: str) -> str:
        """The identity an id leads to today. Raises `NotFound`."""
        return current_identity(self.store, id)

    def find(self, scheme: str, value: str, country: str | None = None) -> tuple[str, ...]:
        """Ids of the identities that have a document (``passport`` …), a ``phone`` or an ``email``."""
        return find_identities(self.store, scheme, value, country)

    def explain(self, left: str, right: str) -> Explanation:
        """Why two records (``SOURCE:RECORD_ID`` or ids) are, or are not, one. Raises `NotFound`, `ModelError`."""
        return explain(self.store, left, right)

    def neighbourhood(self, id: str, hops: int = 2, limit: int = 200) -> Subgraph:
        """What is around a node. Raises `NotFound`."""
        if not self.store.nodes([id]):
            raise NotFound(f"nothing with this id in {self.store.url}")
        return self.store.neighbourhood([id], hops, limit=limit)

    def communities(self, limit: int = 10, run: str | None = None, *, rings: bool = False) -> list[CommunityView]:
        """The largest communities, largest first, of a run; by default of the newest one that is not of rings. With
        ``rings`` of the newest that is, the least likely by chance first. Raises `NotFound`, `SettingsError`."""
        return community_views(self.store, self.community_nodes(limit, run, rings=rings))

    def community_nodes(self, limit: int = 10, run: str | None = None, *, rings: bool = False) -> list[Node]:
        """The same without their members."""
        chosen = newest_run(self.store, run, rings=rings)
        return largest_communities(self.store, chosen.id, limit) if chosen else []

    def community(self, id: str) -> CommunityView:
        """A community (or ring) by its id. Raises `NotFound`."""
        return community(self.store, id)

    def surroundings(self, id: str) -> Surroundings:
        """A community (or ring), what its members share, and over which links. Raises `NotFound`."""
        return surroundings(self.store, id)

    def read_seeds(self, file: Path) -> dict[str, float]:
        """Identity → score, of a CSV file of records or identities with scores. Raises `InputError`, `NotFound`."""
        return read_seeds(self.store, file)

    def propagate(
        self,
        seeds: Mapping[str, float],
        question: Question = PROPAGATION,
        limit: int = 20,
        reading: Callable[[int], None] = lambda _: None,
    ) -> Propagation:
        """Spread scores from known identities (by id) over what people share; nothing is written."""
        return propagate(self.store, seeds, question, limit, reading)

    def community_runs(self) -> list[CommunityRun]:
        """All runs whose communities are in the graph, the newest first."""
        return community_runs(self.store)

    def named_runs(self, texts: Sequence[str]) -> list[CommunityRun]:
        """The runs with ids that begin so, in this order. Raises `NotFound`, `SettingsError`."""
        return named_runs(self.store, texts)

    def older_runs(self, keep: int) -> list[CommunityRun]:
        """All runs but the newest ``keep`` of each question. Raises `SettingsError`."""
        return older_runs(self.store, keep)

    def last_two_runs(self) -> tuple[str, str]:
        """The ids of the newest run and of the one before it with the same question, the older first. Raises
        `NotFound`."""
        return last_two_runs(self.store)

    def compare_communities(self, before: str, after: str, overlap: float = OVERLAP) -> RunsCompared:
        """What became of the communities of a run in another; runs by their ids, or by how these begin. Raises
        `NotFound`, `SettingsError`."""
        return compare_runs(self.store, before, after, overlap)

    def assignments(self) -> dict[str, str]:
        """Record id → identity id, of all resolved records."""
        pages = every_link(self.store, "RESOLVES_TO", 10_000)
        return {link.source: link.target for links in pages for link in links}

    def evaluate(self, truth: Truth) -> Evaluation:
        """Hold the identities against a known truth (see `identity_graph.evaluation.read_truth`). Raises `ModelError`
        while nothing was resolved yet."""
        assignments = self.assignments()
        if not assignments:
            raise ModelError(f"nothing was resolved yet; run: identity-graph --store {self.store.url} resolve")
        return evaluate(assignments, truth.entities)

    def evaluate_by_group(self, truth: Truth) -> dict[str, Evaluation]:
        """The same for each group the truth was read by, in the order of their names."""
        return evaluate_by(self.assignments(), truth.entities, truth.groups)

    def links(self, type: str, limit: int) -> list[Link]:
        """The first links of a type, in the order of their keys."""
        return list(self.store.page_links(type, limit=limit))

    def tiers(self) -> TierTally:
        """How many identities and SAME_AS links there are of each quality tier."""
        nodes = chain.from_iterable(every_node(self.store, "Identity", 10_000))
        links = chain.from_iterable(every_link(self.store, "SAME_AS", 10_000))
        return TierTally(
            identities=Counter(str(node.properties["tier"]) for node in nodes),
            links=Counter(str(link.properties["tier"]) for link in links),
        )

    def links_for_review(self) -> list[Link]:
        """The SAME_AS links that wait for a person, by descending probability."""
        pages = every_link(self.store, "SAME_AS", 10_000)
        waiting = [link for links in pages for link in links if link.properties.get("review")]
        return sorted(waiting, key=lambda link: (-_real(link.properties["probability"]), link.key))

    def export(self, folder: Path, format: ExportFormat = "parquet") -> list[ExportedTable]:
        """Write all nodes and links as files, one for each kind and type."""
        return export(self.store, folder, format)

    def to_frames(self) -> dict[str, pd.DataFrame]:
        """All nodes and links as pandas frames: ``frames["nodes/Identity"]``, ``frames["links/SAME_AS"]`` …"""
        return {name: table.to_pandas() for name, table in tables(self.store).items()}


def _real(value: object) -> float:
    return value if isinstance(value, float) else 0.0
