"""Signing in: allauth's pages in our words."""
