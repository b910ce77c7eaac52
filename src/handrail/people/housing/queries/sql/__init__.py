"""Hand-written SQL of this room."""
