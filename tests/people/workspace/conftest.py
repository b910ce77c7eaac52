"""Worlds and fixtures of these tests."""

from support.my_day import much  # noqa: F401
