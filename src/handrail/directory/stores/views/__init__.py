"""Pages of stores and of kinds of bag."""
