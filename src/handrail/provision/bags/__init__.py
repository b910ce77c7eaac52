"""Bags: counted in and out of stores, and handed to people."""
