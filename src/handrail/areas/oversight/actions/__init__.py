"""The verbs of oversight, each in the file of its thing."""
