"""How far people come from being referred to a result, why no further, and whether two groups differ: from figures."""
