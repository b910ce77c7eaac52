"""Pages about one person's case, for those who work on it."""
