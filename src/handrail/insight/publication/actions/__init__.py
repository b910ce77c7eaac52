"""What writes: a month drawn once and kept for ever."""
