"""Oversight: assurance meetings, improvement plans and scrutiny programmes."""
