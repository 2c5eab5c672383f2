"""Where the nodes of a picture go: near to whom they are linked with, none over another. The same graph gives the same
places.

Distances in the picture follow those in the graph by stress majorization (Gansner, Koren, North 2004, Graph Drawing by
Stress Majorization), from classical scaling as a start; then boxes that overlap are pushed apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import shortest_path

Places = NDArray[np.float64]
STEPS: Final = 200
PUSHES: Final = 700
PUSHES_OFF_LINKS: Final = 300
LINK_LENGTH: Final = 150.0
"""Pixels between two linked nodes, before boxes are pushed apart."""
ROOMY: Final = 30
CLOSEST: Final = 0.6
"""Of more nodes than so many links get shorter, down to this share: the page stays one that can be printed."""
WIDER: Final = 1.35
"""Pictures are wider than high, as paper is, and as names are."""
GAP: Final = 14.0
"""Pixels between two boxes at least."""


@dataclass(frozen=True, slots=True)
class Box:
    """What a node takes up, in pixels, around its place."""

    width: float
    height: float


def placed(boxes: Sequence[Box], links: Sequence[tuple[int, int]]) -> Places:
    """The middle of each box (rows of x, y; both over 0), for links between boxes by number."""
    if len(boxes) < 2:
        return np.array([[box.width / 2, box.height / 2] for box in boxes]).reshape(-1, 2)
    far = _distances(len(boxes), links)
    places = _majorized(_start(far), far) * LINK_LENGTH * min(1.0, max(CLOSEST, (ROOMY / len(boxes)) ** 0.5))
    places = _upright(places) * np.array([WIDER, 1.0])
    sizes = np.array([(box.width, box.height) for box in boxes])
    places = _apart(places, sizes + GAP, links)
    moved: Places = np.round(places - (places - sizes / 2).min(axis=0), 1)
    return moved


def _distances(count: int, links: Sequence[tuple[int, int]]) -> Places:
    """Links between each two. Parts that hang together nowhere are near enough to be on one page."""
    ends = np.array(links, np.int64).reshape(-1, 2)
    graph = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(count, count))
    far: Places = shortest_path(graph.tocsr(), directed=False, unweighted=True)
    reached = np.isfinite(far)
    far[~reached] = far[reached].max() / 3 + 2
    return far


def _start(far: Places) -> Places:
    """Classical scaling. Each axis is turned so that its largest part is positive, and nodes that would fall on one
    place are set a little apart."""
    count = len(far)
    centred = np.eye(count) - 1 / count
    values, vectors = np.linalg.eigh(-0.5 * centred @ (far**2) @ centred)
    axes = vectors[:, [-1, -2]] * np.sqrt(np.maximum(values[[-1, -2]], 1e-9))
    axes *= np.sign(axes[np.abs(np.round(axes, 6)).argmax(axis=0), [0, 1]])
    turn = np.arange(count) * 2.399963  # the golden angle: no two directions are alike
    start: Places = np.round(axes, 6) + 0.1 * np.column_stack((np.cos(turn), np.sin(turn)))
    return start


def _majorized(places: Places, far: Places) -> Places:
    """Each step is the Guttman transform with weights 1/d²."""
    count = len(places)
    weights = 1 / np.maximum(far, 1) ** 2
    np.fill_diagonal(weights, 0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.pinv(laplacian)
    for _ in range(STEPS):
        apart = np.linalg.norm(places[:, None] - places[None], axis=2)
        ratio = weights * far / np.maximum(apart, 1e-9)
        np.fill_diagonal(ratio, 0)
        places = inverse @ ((np.diag(ratio.sum(axis=1)) - ratio) @ places)
    middle: Places = places - places.sum(axis=0) / count
    return middle


def _upright(places: Places) -> Places:
    """Turned so that the picture is longest from left to right."""
    _, axes = np.linalg.eigh(places.T @ places)
    axes = axes[:, ::-1]
    axes = axes * np.sign(axes[np.abs(np.round(axes, 6)).argmax(axis=0), [0, 1]])
    turned: Places = places @ axes
    return turned


def _apart(places: Places, sizes: Places, links: Sequence[tuple[int, int]]) -> Places:
    """Boxes off each other, and for most of the steps also off links that are not theirs."""
    ends = np.array(links, np.int64).reshape(-1, 2)
    for step in range(PUSHES):
        if step < PUSHES_OFF_LINKS:
            _off_links(places, sizes, ends)
        if not _off_boxes(places, sizes) and step >= PUSHES_OFF_LINKS:
            break
    return places


def _off_boxes(places: Places, sizes: Places) -> bool:
    """Two boxes that overlap go apart, along the axis where that is less; whether any did."""
    away = places[:, None] - places[None]
    over = (sizes[:, None] + sizes[None]) / 2 - np.abs(away)
    both = np.triu((over > 0.05).all(axis=2), 1)
    for i, j in np.argwhere(both):
        axis = int(over[i, j, 1] <= over[i, j, 0])
        step = 0.3 * over[i, j, axis] * (1.0 if away[i, j, axis] >= 0 else -1.0)
        places[i, axis] += step
        places[j, axis] -= step
    return bool(both.any())


def _off_links(places: Places, sizes: Places, ends: NDArray[np.int64]) -> None:
    """A box (taken as the ellipse in it) which a link of others runs through goes away from that link."""
    if not len(ends):
        return
    half = sizes / 2
    start, end = places[ends[:, 0]], places[ends[:, 1]]
    along = end - start
    length = np.maximum((along**2).sum(axis=1), 1e-9)
    share = np.clip(((places[:, None] - start[None]) * along[None]).sum(axis=2) / length[None], 0, 1)
    off = places[:, None] - (start[None] + share[:, :, None] * along[None])
    inside = 1 - np.sqrt(((off / half[:, None]) ** 2).sum(axis=2))
    numbers = np.arange(len(places))[:, None]
    inside[(numbers == ends[None, :, 0]) | (numbers == ends[None, :, 1])] = 0
    for node, link in np.argwhere(inside > 0):
        normal = np.array([-along[link, 1], along[link, 0]]) / np.sqrt(length[link])
        side = 1.0 if (off[node, link] * normal).sum() >= 0 else -1.0
        push = 0.15 * inside[node, link] * side * normal * half[node].min()
        places[node] += push
        places[ends[link]] -= push / 2
