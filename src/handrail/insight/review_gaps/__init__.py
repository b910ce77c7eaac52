"""Gaps that a body's review of places showed, as areas may know them: need, phase, district, and words for the plan.

Never: a case, a place or a reference.
"""
