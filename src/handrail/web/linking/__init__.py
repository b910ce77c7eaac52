"""Incidents with many people; perhaps the same person."""
