"""Unusual use of the records of people: found by rules in the trail, decided by a data protection lead."""
