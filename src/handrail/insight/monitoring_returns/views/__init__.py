"""Pages of monitoring returns."""
