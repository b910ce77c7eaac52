"""Stores: kinds of bag, what is in them, and where they are kept."""
