"""The verbs of commissioning, each in the file of its thing."""
