"""Figures made of true counts so that nobody can be counted out of them, and an attacker that tries."""
