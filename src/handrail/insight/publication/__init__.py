"""Figures as they were published: a month drawn once and frozen, quarters on pages and in files for everybody."""
