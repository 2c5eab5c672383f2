"""Procedures that give each vertex a number."""

from typing import Final

from identity_graph.analytics.procedures.groups import GRAPHALYTICS
from identity_graph.analytics.procedures.parameter import Parameter
from identity_graph.analytics.procedures.procedure import Procedure
from identity_graph.analytics.procedures.shape import Shape

_DAMPING: Final = Parameter("damping", "number", "share that follows links", 0.85, least=0, below=1)
_ITERATIONS: Final = Parameter("iterations", "integer", "always all of them", 20, least=0, most=10_000)
_SEEDS: Final = Parameter("seeds", "seeds", "ids, or ids with scores", above=0)

PAGERANK: Final = Procedure(
    "pagerank",
    "PageRank",
    "PR₀ = 1/n; PRᵢ(v) = (1−d)/n + d · Σ PRᵢ₋₁(u)/out(u) over links u→v + d/n · Σ PRᵢ₋₁(w) over all w without outgoing "
    "links. An undirected link leads both ways.",
    GRAPHALYTICS,
    Shape.SCORES,
    (_DAMPING, _ITERATIONS),
    heeds_direction=True,
)
PERSONALIZED_PAGERANK: Final = Procedure(
    "personalized_pagerank",
    "personalized PageRank",
    "As `pagerank`, with p(v) in place of 1/n everywhere, where p is the seeds' scores divided by their sum, and 0 for "
    "all others.",
    "Page, Brin, Motwani, Winograd 1999, Stanford InfoLab 1999-66, section 6",
    Shape.SCORES,
    (_SEEDS, _DAMPING, _ITERATIONS),
    heeds_direction=True,
)
SEEDED_PROPAGATION: Final = Procedure(
    "seeded_propagation",
    "seeded propagation",
    "F = (1−d) · Σₖ (d·S)ᵏ Y for k = 0 … `hops`, where Y is the seeds' scores and S = D^−½ W D^−½ with the weights W "
    "and their sums D, direction ignored. So a walk of k links from a seed brings (1−d)·dᵏ times the product of S "
    "along it, and the score is the sum of all walks. `path` is the walk that brings most (of several, the shortest; "
    "then the one whose last step comes from the smallest id, and so on backwards), `carried` what it brings. Rows "
    "only for scores over 0, the highest first, then by id.",
    "Zhou, Bousquet, Lal, Weston, Schölkopf 2004, Learning with Local and Global Consistency, NIPS 16",
    Shape.PATHS,
    (
        _SEEDS,
        _DAMPING,
        Parameter("hops", "integer", "links that a score may cross", 4, least=0, most=100),
    ),
    weights="strength",
)
LCC: Final = Procedure(
    "lcc",
    "local clustering coefficient",
    "The links among the vertex's neighbours (of both sides, each once), divided by as many as could be; links of a "
    "directed network count one by one, of an undirected one both ways. 0 where there are fewer than two neighbours.",
    GRAPHALYTICS,
    Shape.SCORES,
    heeds_direction=True,
)
TRIANGLES: Final = Procedure(
    "triangles",
    "triangles",
    "The triangles the vertex is in; direction ignored, vertices linked both ways are linked once.",
    "Schank, Wagner 2005, WEA, LNCS 3503",
    Shape.COUNTS,
)
BFS: Final = Procedure(
    "bfs",
    "breadth-first search",
    "The links of a shortest path from `start` along their direction; null where no path leads.",
    GRAPHALYTICS,
    Shape.COUNTS,
    (Parameter("start", "vertex", "where the search begins"),),
    heeds_direction=True,
)
SSSP: Final = Procedure(
    "sssp",
    "single-source shortest paths",
    "The least sum of weights on a path from `start` along the links' direction; null where no path leads. A link "
    "without weight has 1.",
    GRAPHALYTICS,
    Shape.SCORES,
    (Parameter("start", "vertex", "where the paths begin"),),
    weights="length",
    heeds_direction=True,
)
EVIDENCE_PATHS: Final = Procedure(
    "evidence_paths",
    "shortest weighted evidence paths",
    "For each vertex that `start` reaches (only `end`, where it is given) the path with the least sum of weights, "
    "direction ignored: `score` and `carried` are the sum. Of several paths the one with fewer links; then the one "
    "whose last step comes from the smallest id, and so on backwards. Weights that are −ln of probabilities give the "
    "path most probably true. By ascending score, then by id.",
    "Dijkstra 1959, Numerische Mathematik 1, 269",
    Shape.PATHS,
    (
        Parameter("start", "vertex", "where the paths begin"),
        Parameter("end", "vertex", "where one path ends", None),
    ),
    weights="length",
    heeds_direction=True,
)
DECLARED: Final = (
    PAGERANK,
    PERSONALIZED_PAGERANK,
    SEEDED_PROPAGATION,
    LCC,
    TRIANGLES,
    BFS,
    SSSP,
    EVIDENCE_PATHS,
)
