"""Measures: what is counted and how, each declared once; and the statements that count it on every engine."""
