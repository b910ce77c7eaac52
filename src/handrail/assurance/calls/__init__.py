"""Calls: questions put to every body once, the returns that come back, and who has answered."""
