"""What writes: a series of packs is set up, each pack is written, signed and frozen."""
