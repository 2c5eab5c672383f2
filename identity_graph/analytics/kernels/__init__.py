"""Compiled loops over numbers. They need numba (the extra `analytics`); nothing else of the package does."""
