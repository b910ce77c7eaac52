"""Housing: places and units that exist, and the agreements on whose rooms may be used."""
