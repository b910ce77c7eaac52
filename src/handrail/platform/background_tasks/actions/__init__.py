"""Asking for a file, making it, cancelling it, and deleting what has expired."""
