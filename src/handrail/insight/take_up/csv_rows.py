"""Take-up as rows of a file: what the page is made of, for every group. Published figures and sums of them."""

from collections.abc import Iterator
from typing import Final

from handrail.insight.facts.take_up import REASONS, SEEN_AFTER_MONTHS, STEPS
from handrail.insight.measures.breakdowns import TAKE_UP_GROUPS
from handrail.insight.publication.months_and_quarters import shift_month
from handrail.insight.take_up.queries import TakeUpFigures

CSV_HEADS: Final = (
    "Area",
    "Referred from",
    "Referred to",
    "Step",
    "What is counted",
    "Split",
    "Part",
    "People",
)
REACHED, NO_FURTHER = "Reached this step", "Went no further"


def list_take_up_csv_rows(figures: TakeUpFigures, area_name: str) -> list[tuple[str | int, ...]]:
    """Everybody by step, then those who came no further by reason, then each group by step.

    Args:
        figures: of the area.
        area_name: in words.

    Returns:
        Rows under `CSV_HEADS`; none where nothing is published.
    """
    if not figures.quarters:
        return []
    first, last = (shift_month(month, -SEEN_AFTER_MONTHS) for month in figures.months)
    return [(area_name, first, last, *row) for row in _iterate_counts(figures)]


def _iterate_counts(figures: TakeUpFigures) -> Iterator[tuple[str, str, str, str, int]]:
    for step, name, _ in STEPS:
        yield name, REACHED, "", "", figures.count_at_least(step).people
    for step, name, _ in STEPS[:-1]:
        for reason, words in REASONS:
            people = sum(figures.cells.get(f"step_reason={step}.{reason}", []))
            if people:
                yield name, NO_FURTHER, "Reason", words, people
    for group in TAKE_UP_GROUPS:
        for value, words in group.values:
            cell = f"{group.code}={value}"
            for step, name, _ in STEPS:
                yield name, REACHED, group.name, words, figures.count_at_least(step, cell).people
