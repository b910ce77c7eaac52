"""Varieties whose speakers mostly follow each other: a short table with sources, no measure of likeness.

What computes a distance was tried and refused: web-page rules call Lithuanian and Russian unrelated, Kurdish near
Turkish and Wolof near French. Two Kurdish or two Arabic varieties are close by no rule; only listed pairs are.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "close_varieties.csv"


@dataclass(frozen=True, slots=True)
class CloseVariety:
    """A person who speaks one mostly follows the other. `confidence`: secondary or unconfirmed."""

    person: str
    candidate: str
    confidence: str
    source: str
    note: str


@cache
def list_close_varieties() -> tuple[CloseVariety, ...]:
    """Every row of data/close_varieties.csv.

    Returns:
        In the order of the file; a row that holds both ways gives two.
    """
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = [
        CloseVariety(row[one], row[other], row["confidence"], row["source"], row["note"])
        for row in rows
        for one, other in (("person", "candidate"), ("candidate", "person"))
        if one == "person" or row["both_ways"] == "yes"
    ]
    return tuple(found)


def find_close_variety(person: str, candidate: str) -> CloseVariety | None:
    """The row for a person's language and a candidate's, None where there is none."""
    rows = (row for row in list_close_varieties() if (row.person, row.candidate) == (person, candidate))
    return next(rows, None)
