"""What the platform does to data nobody here wrote, measured; `docs/results.md` is written from it."""
