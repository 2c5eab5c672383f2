"""Memory that a kernel will read soon is fetched while it still works on what comes before.

Vertices are looked at in an order that no processor foresees, and a kernel that waits for each of their neighbours in
turn waits most of its time."""

from importlib import import_module
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from identity_graph.analytics.kernels.compiled import inlined
from identity_graph.analytics.links import Numbers, Scalar, Weights

_ir: Any = import_module("llvmlite.ir")
_extending: Any = import_module("numba.extending")
_types: Any = import_module("numba.types")

AHEAD: Final = 4
"""Turns between the steps of fetching: a vertex is looked at in the time that one fetch from memory takes, or less."""
WIDE: Final = 16
"""Neighbours fetched ahead, of one vertex or in one row."""


@_extending.intrinsic  # type: ignore[untyped-decorator]  # numba is untyped
def fetch(_typing: Any, array: Any, index: Any) -> Any:
    """Have the processor fetch ``array[index]``, and go on: LLVM's ``llvm.prefetch``, to be read, into all caches."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        of_array, of_index = signature.args
        place = context.cast(builder, arguments[1], of_index, _types.intp)
        data = context.make_array(of_array)(context, builder, arguments[0]).data
        i8, i32 = _ir.IntType(8).as_pointer(), _ir.IntType(32)
        kind = _ir.FunctionType(_ir.VoidType(), [i8, i32, i32, i32])
        prefetch = builder.module.declare_intrinsic("llvm.prefetch", [i8], kind)
        read, everywhere, of_data = (_ir.Constant(i32, value) for value in (0, 3, 1))
        builder.call(prefetch, [builder.bitcast(builder.gep(data, [place]), i8), read, everywhere, of_data])
        return context.get_dummy_value()

    return _types.void(array, index), code


@inlined
def said_ahead(turns: Numbers, at: Scalar, of: NDArray[Any]) -> None:
    """Fetch what is said of a vertex whose turn comes soon."""
    if at + 2 * AHEAD < len(turns):
        fetch(of, turns[at + 2 * AHEAD])


@inlined
def row_ahead(
    turns: Numbers, at: Scalar, begin: NDArray[np.int64], end: NDArray[np.int64], neighbours: Numbers
) -> None:
    """Fetch the beginning of a row whose turn comes soon, and before that where it is."""
    if at + 4 * AHEAD < len(turns):
        fetch(begin, turns[at + 4 * AHEAD])
        fetch(end, turns[at + 4 * AHEAD])
        fetch(neighbours, begin[turns[at + 2 * AHEAD]])


@inlined
def rows_ahead(
    turns: Numbers, at: Scalar, past: Scalar, offsets: NDArray[np.int64], neighbours: Numbers, of: NDArray[Any]
) -> None:
    """Fetch for the turns between ``at`` and ``past``, each some turns before the next needs it: where the row begins;
    the row, and what is said of the vertex; and what is said of its neighbours."""
    if at + 6 * AHEAD < past:
        fetch(offsets, turns[at + 6 * AHEAD])
        fetch(neighbours, offsets[turns[at + 4 * AHEAD]])
        fetch(of, turns[at + 4 * AHEAD])
        soon = turns[at + 2 * AHEAD]
        for e in range(offsets[soon], min(offsets[soon + 1], offsets[soon] + WIDE)):
            fetch(of, neighbours[e])


@inlined
def groups_ahead(
    turns: Numbers, at: Scalar, offsets: NDArray[np.int64], neighbours: Numbers, group: Numbers, of: Weights
) -> None:
    """The same with the neighbours' groups and what is said of these."""
    rows_ahead(turns, at, len(turns), offsets, neighbours, group)
    if at + 6 * AHEAD < len(turns):
        soon = turns[at + AHEAD]
        for e in range(offsets[soon], min(offsets[soon + 1], offsets[soon] + WIDE)):
            fetch(of, group[neighbours[e]])
