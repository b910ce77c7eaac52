"""Funds: money set aside by year and area, and what it may buy."""
