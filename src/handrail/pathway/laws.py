"""Acts and drafts of 2024 to 2026 that bear on the rules: what they change and whether they are in force."""

import csv
from dataclasses import dataclass
from datetime import date
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class LawChange:
    """One row of laws.csv. `on` is the day on which its state was last known to change."""

    law: str
    on: date
    state: str
    bearing: str
    confidence: str
    source: str


def load_law_changes() -> tuple[LawChange, ...]:
    """What the law has changed or may change, with the source that each row of laws.csv names.

    Returns:
        One entry a row, in the order of their days.

    Raises:
        ValueError: a day that is no ISO date.
    """
    text = files("handrail.pathway").joinpath("data/laws.csv").read_text(encoding="utf-8")
    rows = (
        LawChange(
            law=row["law"],
            on=date.fromisoformat(row["on"]),
            state=row["state"],
            bearing=row["bearing"],
            confidence=row["confidence"],
            source=row["source"],
        )
        for row in csv.DictReader(text.splitlines())
    )
    return tuple(sorted(rows, key=lambda row: row.on))
