"""Practices: what areas say they do, sorted by phase and theme, and the national library of them."""
