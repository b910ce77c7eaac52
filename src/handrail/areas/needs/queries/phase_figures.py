"""Needs and offers by phase: sums of published figures of the area over the quarters of a period. Nobody types them."""

import datetime
from typing import NamedTuple

from handrail.areas.needs.models import NeedsAssessment
from handrail.insight.provision_gaps.presenters import PHASE_MEASURES
from handrail.insight.publication.months_and_quarters import format_quarter, list_months_of_quarter
from handrail.insight.publication.queries import list_published_quarters, read_area_figures


class PublishedMeasureByPhaseRow(NamedTuple):
    """One measure over the phases in scope. `key` is the measure's."""

    key: str
    name: str
    by_phase: list[tuple[str, int]]


class PublishedFiguresByPhase(NamedTuple):
    """Rows, and the quarters that they sum, oldest first; none where no quarter of the period is published."""

    quarters: list[str]
    rows: list[PublishedMeasureByPhaseRow]


def get_published_figures_by_phase(assessment: NeedsAssessment) -> PublishedFiguresByPhase:
    """What is published of the area and period of an assessment, by the phases in its scope. Two statements."""
    codes = [
        each.code for each in list_published_quarters() if _is_quarter_within_period(each.code, assessment)
    ]
    if not codes:
        return PublishedFiguresByPhase([], [])
    figures = read_area_figures(assessment.area_id, codes)
    rows = [
        PublishedMeasureByPhaseRow(
            key,
            name,
            [
                (words, sum(figures.get((code, key), {}).get(f"phase={phase}", 0) for code in codes))
                for phase, words in assessment.phases
            ],
        )
        for key, name in PHASE_MEASURES
    ]
    return PublishedFiguresByPhase([format_quarter(code) for code in sorted(codes)], rows)


def _is_quarter_within_period(quarter: str, assessment: NeedsAssessment) -> bool:
    """Whether all three months of a quarter are in the period: a part of one was never published."""
    first, _, last = list_months_of_quarter(quarter)
    begins = datetime.date.fromisoformat(f"{first}-01")
    after = datetime.date.fromisoformat(f"{last}-01") + datetime.timedelta(days=31)
    ends = after.replace(day=1) - datetime.timedelta(days=1)
    return bool(assessment.starts_on <= begins and ends <= assessment.ends_on)
