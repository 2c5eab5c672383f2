"""Bringing a stored graph to the schema of this code, step by step: ``v0002_what_it_does.py``."""

from identity_graph.migrations.runner import check, migrate, ready

__all__ = ["check", "migrate", "ready"]
