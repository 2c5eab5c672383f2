"""How a kernel is compiled: by numba, kept on disk, without Python's lock, so that threads run beside each other."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, ParamSpec, TypeVar

from identity_graph.errors import SettingsError

P = ParamSpec("P")
R = TypeVar("R")

try:
    _numba: Any = import_module("numba")
except ImportError:
    raise SettingsError(
        "this procedure runs in compiled code, which needs numba: pip install 'identity-graph[analytics]'"
    ) from None


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """The function, compiled when first called with these types of arguments."""
    done: Callable[P, R] = _numba.njit(function, cache=True, nogil=True)
    return done


def inlined(function: Callable[P, R]) -> Callable[P, R]:
    """A part of kernels, put into each that calls it: the innermost steps are too short to be called."""
    done: Callable[P, R] = _numba.njit(function, cache=True, nogil=True, forceinline=True)
    return done


def threads_of_this_machine() -> int:
    """As many as this process may use at once."""
    return int(_numba.config.NUMBA_DEFAULT_NUM_THREADS)
