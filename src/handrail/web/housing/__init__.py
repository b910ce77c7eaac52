"""Finding a place tonight, the stays that follow, and the places and agreements that it is found among."""
