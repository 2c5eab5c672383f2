"""Results kept up to date while links go and come: at any time exactly what a run on the whole network gives.

The vertices stay the same: a network with new vertices begins anew. Only undirected networks can be kept."""

from identity_graph.analytics.incremental.components import KeptComponents
from identity_graph.analytics.incremental.labels import KeptLabels
from identity_graph.analytics.incremental.rows import ChangingRows, LinkChange

__all__ = ["ChangingRows", "KeptComponents", "KeptLabels", "LinkChange"]
