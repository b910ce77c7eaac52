"""Needs and offers by phase: sums of published figures of the area over the quarters of a period. Nobody types them."""

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from handrail.areas.needs.kinds_and_states import PHASES
from handrail.areas.needs.models import NeedsAssessment
from handrail.insight.provision_gaps.presenters import PHASE_MEASURES
from handrail.insight.publication.months_and_quarters import format_quarter, list_months_of_quarter
from handrail.insight.publication.queries import FiguresByCell, list_published_quarters, read_area_figures


class PublishedMeasureByPhaseRow(NamedTuple):
    """One measure over the phases in scope. `key` is the measure's. A phase of which nothing is published has None."""

    key: str
    name: str
    by_phase: list[tuple[str, int | None]]


class PublishedFiguresByPhase(NamedTuple):
    """Rows, and the quarters that they sum, oldest first; none where no quarter of the period is published.

    `without_figures`: quarters of the period in which nothing of these measures is published of the area.
    `left_out`: phases outside the scope.
    """

    quarters: list[str]
    without_figures: list[str]
    left_out: list[str]
    rows: list[PublishedMeasureByPhaseRow]


def get_published_figures_by_phase(assessment: NeedsAssessment) -> PublishedFiguresByPhase:
    """What is published of the area and period of an assessment, by the phases in its scope. Two statements."""
    codes = [
        each.code for each in list_published_quarters() if _is_quarter_within_period(each.code, assessment)
    ]
    if not codes:
        return PublishedFiguresByPhase([], [], [], [])
    figures = read_area_figures(assessment.area_id, codes)
    told = [code for code in codes if any(figures.get((code, key)) for key, _ in PHASE_MEASURES)]
    rows = [
        PublishedMeasureByPhaseRow(
            key,
            name,
            [(words, _sum_published_cells(figures, key, phase)) for phase, words in assessment.phases],
        )
        for key, name in PHASE_MEASURES
    ]
    return PublishedFiguresByPhase(
        [format_quarter(code) for code in sorted(told)],
        [format_quarter(code) for code in sorted(set(codes) - set(told))],
        [words for code, words in PHASES if (code, words) not in assessment.phases],
        rows,
    )


def _sum_published_cells(
    figures: Mapping[tuple[str, str], FiguresByCell], measure: str, phase: str
) -> int | None:
    """The sum over the quarters; None where no quarter has a figure of it: that is not the same as nobody."""
    cell = f"phase={phase}"
    found = [cells[cell] for (_, key), cells in figures.items() if key == measure and cells.get(cell)]
    return sum(found) if found else None


def list_phases_with_figures(row: PublishedMeasureByPhaseRow) -> list[tuple[str, int]]:
    """Words and people of the phases of which something is published.

    Returns:
        In the order of the pathway.
    """
    return [(words, people) for words, people in row.by_phase if people is not None]


def format_people_by_phase(people: int | None) -> str:
    """The figure as a cell of a table."""
    return "None published" if people is None else f"{people:,}"


def _is_quarter_within_period(quarter: str, assessment: NeedsAssessment) -> bool:
    """Whether all three months of a quarter are in the period: a part of one was never published."""
    first, _, last = list_months_of_quarter(quarter)
    begins = datetime.date.fromisoformat(f"{first}-01")
    after = datetime.date.fromisoformat(f"{last}-01") + datetime.timedelta(days=31)
    ends = after.replace(day=1) - datetime.timedelta(days=1)
    return bool(assessment.starts_on <= begins and ends <= assessment.ends_on)
