"""Commissioning: the life of a service from need to end, its money, notices and renewal review. Never people."""
