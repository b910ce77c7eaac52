"""Backups of an installation: what is copied, in which order, and how a copy proves that it is whole."""
