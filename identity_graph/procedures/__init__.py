"""Graph procedures on a stored graph: one call, whatever engine runs it, with one result."""

from identity_graph.procedures.engines import ENGINES, Engine, engines_of
from identity_graph.procedures.result import Result
from identity_graph.procedures.running import run
from identity_graph.procedures.selected import Selected, select

__all__ = ["ENGINES", "Engine", "Result", "Selected", "engines_of", "run", "select"]
