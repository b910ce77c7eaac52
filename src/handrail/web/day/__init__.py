"""A worker's day."""
