"""Procedures that put vertices into groups."""

from typing import Final

from identity_graph.analytics.procedures.parameter import Parameter
from identity_graph.analytics.procedures.procedure import Procedure
from identity_graph.analytics.procedures.shape import Shape

GRAPHALYTICS: Final = "LDBC Graphalytics Benchmark 1.0.5, arXiv:2011.15028, appendix A"

WCC: Final = Procedure(
    "wcc",
    "weakly connected components",
    "Two vertices have one label where links, taken without direction, lead from one to the other. "
    "The label is the smallest id of the component.",
    GRAPHALYTICS,
    Shape.LABELS,
)
CDLP: Final = Procedure(
    "cdlp",
    "community detection by label propagation",
    "Every vertex begins with its own id as its label. In each iteration all vertices at once take the label that "
    "most of their neighbours had before it; of several, the smallest. In a directed network neighbours on both sides "
    "count, and one that is linked both ways counts twice. A vertex without links keeps its label.",
    GRAPHALYTICS,
    Shape.LABELS,
    (Parameter("iterations", "integer", "how often labels are passed on; always all of them", 10, least=0, most=1000),),
)
LABEL_PROPAGATION: Final = Procedure(
    "label_propagation",
    "weighted label propagation",
    "As `cdlp`, with two differences. A neighbour counts with its link's weight in millionths (rounded half to even, "
    "so that sums are whole numbers and their order does not matter). A vertex whose own label is among the heaviest "
    "keeps it. It ends early where no label changes.",
    "Raghavan, Albert, Kumara 2007, Phys. Rev. E 76, 036106, in the synchronous form of LDBC's CDLP",
    Shape.LABELS,
    (Parameter("iterations", "integer", "how often labels are passed on at most", 20, least=0, most=1000),),
    weights="strength",
)
LEIDEN: Final = Procedure(
    "leiden",
    "Leiden communities",
    "Communities of high modularity (or constant Potts model), direction ignored: local moving, refinement inside each "
    "community, aggregation, until nothing moves. Every community is connected. The label is the community's smallest "
    "id. One seed gives one result, whatever the order of links and the number of threads; engines with another "
    "implementation give other communities of like quality.",
    "Traag, Waltman, van Eck 2019, Scientific Reports 9, 5233; CPM: Traag, Van Dooren, Nesterov 2011, Phys. Rev. E 84, "
    "016114",
    Shape.LABELS,
    (
        Parameter("objective", "choice", "what is maximized", "modularity", choices=("modularity", "cpm")),
        Parameter("resolution", "number", "the higher, the smaller communities", 1.0, above=0),
        Parameter("iterations", "integer", "whole passes at most", 10, least=1, most=1000),
        Parameter("seed", "integer", "of the random order", 0, least=0, most=2**31 - 1),
    ),
    weights="strength",
    exact=False,
)
K_CORE: Final = Procedure(
    "k_core",
    "core numbers",
    "The largest k for which the vertex is in a subgraph whose vertices all have k neighbours in it; direction "
    "ignored.",
    "Batagelj, Zaversnik 2003, arXiv:cs/0310049",
    Shape.COUNTS,
)
RINGS: Final = Procedure(
    "rings",
    "rings",
    "The network's links lead from identities (sources) to signals (targets). Each pair of identities that share "
    "signals is tested against the bipartite configuration model, which keeps everybody's number of signals and every "
    "signal's number of identities: the number of shared signals is then nearly Poisson, and its mean for a pair is "
    "d_i d_j / M² · Σ_s k_s (k_s − 1). Pairs that stay significant when the false discovery rate is held (Benjamini–"
    "Hochberg) at `significance` hold a group together; groups are the connected components of such pairs. A group "
    "counts with the signals that at least two of its members have; "
    "`shared` is the number of links between both, `expected` and `p_value` are those of its shared "
    "pairs. A signal that more than `generic_over` identities have joins nobody. Groups with fewer than `members_min` "
    "members or `signals_min` shared signals are left out.",
    "Saracco, Straka, Di Clemente, Gabrielli, Caldarelli, Squartini 2017, New J. Phys. 19, 053022; Benjamini, Hochberg "
    "1995, J. R. Stat. Soc. B 57, 289",
    Shape.GROUPS,
    (
        Parameter("significance", "number", "false discovery rate", 0.01, above=0, below=1),
        Parameter("members_min", "integer", "identities in a ring at least", 3, least=2),
        Parameter("signals_min", "integer", "signals they share at least", 2, least=1),
        Parameter("generic_over", "integer", "identities that may share a signal", 20, least=2),
    ),
)
DECLARED: Final = (WCC, CDLP, LABEL_PROPAGATION, LEIDEN, K_CORE, RINGS)
