"""Needs assessments: evidence of every kind, findings that rest on it, and what is commissioned because of them."""
