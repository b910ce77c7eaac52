"""What the demo holds beside cases: each part of the product that needs something to show adds one row here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from handrail.demo.hestia import writing as hestia
from handrail.demo.writing import Cast


@dataclass(frozen=True, slots=True)
class Extra:
    """One part's data. `write` does nothing where its data is there already, and is one transaction."""

    name: str
    write: Callable[[Cast, date], None]


EXTRAS: Final[tuple[Extra, ...]] = (Extra("The call of 2021 and its practices", hestia.write),)
"""In the order in which they are written, after the cases."""
