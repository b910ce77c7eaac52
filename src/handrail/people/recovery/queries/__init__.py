"""Plain values for the pages of what a person wants."""
