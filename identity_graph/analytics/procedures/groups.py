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
    heeds_direction=True,
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
    "community, aggregation, until nothing moves; after the last pass local moving once more, on each network that was "
    "aggregated, back to the vertices. Every community is connected. The label is the community's smallest id. One "
    "seed gives one result, whatever the order of links and the number of threads; engines with another implementation "
    "give other communities of like quality.",
    "Traag, Waltman, van Eck 2019, Scientific Reports 9, 5233; the way back: Rotta, Noack 2011, "
    "doi:10.1145/1963190.1970376; CPM: Traag, Van Dooren, Nesterov 2011, Phys. Rev. E 84, 016114",
    Shape.LABELS,
    (
        Parameter("objective", "choice", "what is maximized", "modularity", choices=("modularity", "cpm")),
        Parameter("resolution", "number", "the higher, the smaller communities", 1.0, above=0),
        Parameter("iterations", "integer", "whole passes at most; more find a little more", 3, least=1, most=1000),
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
    "A directed network's links lead from identities to signals. Identities that share a signal of the kind "
    "`household` live together and are one unit (with `none` everybody is one alone); what units share of other kinds "
    "holds a group together. A group is a connected component of units and signals that two units or more have; one of "
    "more than `members_max` identities is taken apart into its `leiden` communities (modularity, seed 0). Signals "
    "that more than `generic_over` identities have join nobody. A group of u units and t signals with E links between "
    "them has a surplus of E − (u + t − 1) links over a tree, which is what is needed to hang together at all. By "
    "chance, in the bipartite configuration model that keeps how many signals of each kind every unit has, and how "
    "many units every signal, λ = Σ over kinds of D·K/M links would be inside it (`expected`): D is the units' links "
    "of the kind, K those of the group's signals, M all. `p_value` is the chance of a Poisson number of mean λ to be "
    "at least the surplus. A ring is a group of at least `members_min` units whose p-value stays under the "
    "Benjamini–Hochberg bound of `significance` among all such groups. `members` are the identities that have one of "
    "the signals, `signals` all signals (also of the household) that two members have, `shared` the links between "
    "both.",
    "Poisson limit of the bipartite configuration model: Saracco, Straka, Di Clemente, Gabrielli, Caldarelli, "
    "Squartini 2017, New J. Phys. 19, 053022; Benjamini, Hochberg 1995, J. R. Stat. Soc. B 57, 289; the surplus and "
    "the household as a unit are this project's",
    Shape.GROUPS,
    (
        Parameter("household", "choice", "what people who live together share", "Address", choices=("Address", "none")),
        Parameter("significance", "number", "false discovery rate", 0.01, above=0, below=1),
        Parameter(
            "members_min",
            "integer",
            "units in a ring at least; one person kept apart thrice looks like three",
            4,
            least=2,
        ),
        Parameter("members_max", "integer", "identities in a component that is not taken apart", 100, least=2),
        Parameter("generic_over", "integer", "identities that may share a signal", 20, least=2),
    ),
)
DECLARED: Final = (WCC, CDLP, LABEL_PROPAGATION, LEIDEN, K_CORE, RINGS)
