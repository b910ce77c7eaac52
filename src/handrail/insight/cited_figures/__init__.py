"""Published figures in what areas write: chosen, taken in with their definition, compared with those of now."""
