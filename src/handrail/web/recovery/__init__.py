"""Goals, outcomes, hesitations, the person’s own page, what they said of us."""
