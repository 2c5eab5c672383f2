"""Comparable values: whatever script, order or custom a source writes in. Pure; never raises on any text."""

from identity_graph.normalize.comparable import Comparable

__all__ = ["Comparable"]
