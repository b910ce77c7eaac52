"""The verbs of outreach and intelligence, each in the file of its thing."""
