"""What is asked of a fund and what came of it, as each reader may see it: plain values."""
