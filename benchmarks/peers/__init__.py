"""Programs of others, doing the same work in the same run."""
