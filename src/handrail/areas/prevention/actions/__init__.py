"""The verbs of prevention, each in the file of its thing."""
