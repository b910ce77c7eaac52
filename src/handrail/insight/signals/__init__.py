"""Changes beyond chance: each series held against its own history once a month, and a log of what was made of it."""
