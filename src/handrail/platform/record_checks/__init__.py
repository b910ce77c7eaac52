"""Contradictions in records: checks that rooms declare, counted by a command and shown to administrators."""
