"""The published figures of 2023 that the invented caseload follows, as they are kept beside this package."""

import json
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

NRM: Final = 17_023
"""Referrals of 2023 as first published, quarter by quarter: the only base with cross-tables."""
DTN: Final = 4_929
"""Duty to Notify reports of 2023, England and Wales, adults."""

Cell = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublishedMedianWait:
    """A published median in days, with how sure it is and where it was read."""

    days: int
    confidence: str
    source: str


def get_published_counts_by_label_combination(block: str) -> dict[Cell, int]:
    """A table of published figures.

    Returns:
        How many for each combination of its parts; one that is not there is none.
    """
    return {
        tuple(key.split("|")): count
        for key, count in _read_published_figures_file()["blocks"][block]["values"].items()
    }


def sum_table_over_other_parts(block: str, *places: int) -> Counter[Cell]:
    """A table summed over all but these of its parts."""
    found: Counter[Cell] = Counter()
    for cell, count in get_published_counts_by_label_combination(block).items():
        found[tuple(cell[place] for place in places)] += count
    return found


def get_published_counts_by_label(block: str, place: int = 0) -> dict[str, int]:
    """One part of a table of published figures by itself.

    Returns:
        How many for each label of that part.
    """
    return {label: count for (label,), count in sum_table_over_other_parts(block, place).items()}


def get_positive_decision_share(block: str, age: str) -> float:
    """The share of decisions about this age that were positive."""
    decided = get_published_counts_by_label_combination(block)
    yes, no = decided[age, "Positive"], decided[age, "Negative"]
    return yes / (yes + no)


def get_published_median_wait(name: str) -> PublishedMedianWait:
    """One published median."""
    found = _read_published_figures_file()["waits"][name]
    return PublishedMedianWait(found["value"], found["confidence"], found["source"])


@cache
def _read_published_figures_file() -> dict[str, Any]:
    text = (files("handrail.demo") / "data" / "nrm-2023.json").read_text(encoding="utf-8")
    return json.loads(text)  # type: ignore[no-any-return]
