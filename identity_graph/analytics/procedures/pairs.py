"""Procedures that compare vertices by their neighbours."""

from typing import Final

from identity_graph.analytics.procedures.parameter import Parameter
from identity_graph.analytics.procedures.procedure import Procedure
from identity_graph.analytics.procedures.shape import Shape

_TOP: Final = Parameter("top", "integer", "pairs at most", 1000, least=1)
_GENERIC_OVER: Final = Parameter(
    "generic_over", "integer", "neighbours a vertex may have and still bring its neighbours together", 1000, least=2
)
_WHERE: Final = (
    "N(v) are the neighbours that have no more than `generic_over` neighbours themselves, k(v) is the number of all; "
    "direction is ignored. Compared are pairs with N(u) ∩ N(v) not empty. The `top` pairs by score, ties by ids."
)

NODE_SIMILARITY: Final = Procedure(
    "node_similarity",
    "node similarity",
    f"Jaccard: |N(u) ∩ N(v)| / |N(u) ∪ N(v)|. {_WHERE}",
    "Jaccard 1901, Bull. Soc. Vaud. Sci. Nat. 37, 547",
    Shape.PAIRS,
    (_TOP, _GENERIC_OVER, Parameter("score_min", "number", "pairs below are left out", 0.0, least=0, most=1)),
)
LINK_PREDICTION: Final = Procedure(
    "link_prediction",
    "link prediction",
    "Pairs that are not linked, by a measure of how likely they are to be: `adamic_adar` Σ 1/ln k(z), "
    "`resource_allocation` Σ 1/k(z) (both over z in N(u) ∩ N(v)), `preferential_attachment` k(u)·k(v), "
    f"`jaccard` as in `node_similarity`. {_WHERE}",
    "Adamic, Adar 2003, Social Networks 25, 211; Zhou, Lü, Zhang 2009, Eur. Phys. J. B 71, 623; Liben-Nowell, "
    "Kleinberg 2007, JASIST 58, 1019",
    Shape.PAIRS,
    (
        Parameter(
            "measure",
            "choice",
            "how likely a link is",
            "adamic_adar",
            choices=("adamic_adar", "resource_allocation", "preferential_attachment", "jaccard"),
        ),
        _TOP,
        _GENERIC_OVER,
    ),
)
DECLARED: Final = (NODE_SIMILARITY, LINK_PREDICTION)
