"""Graph procedures on every engine."""
