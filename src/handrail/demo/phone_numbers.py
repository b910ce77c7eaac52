"""Telephone numbers from the ranges that are kept for drama: nobody answers them."""

from random import Random


def make_phone_number(r: Random) -> str:
    """A mobile number of the drama range."""
    return f"07700 900{r.randint(0, 999):03d}"
