"""The threat log, scores, team capacity and outcomes, as their pages show them."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.core.paginator import Page
from django.db.models import Prefetch

from handrail.areas.prevention.models import (
    OutcomeFigure,
    ScoredThreat,
    ScoringTable,
    TeamMonth,
    ThreatItem,
    ThreatScore,
)
from handrail.insight.measures.measure import MeasureGroup
from handrail.insight.publication.months_and_quarters import format_quarter
from handrail.insight.publication.own_area import resolve_area_of_figures
from handrail.insight.publication.queries import (
    list_published_quarters,
    read_area_figures,
    read_measure_definitions_of_quarter,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.ui.paging import fetch_page

MOST_ROWS: Final = 200
QUARTERS: Final = 4


def fetch_threat_page(actor: Actor, state: str, number: str) -> Page[Any]:
    """Items of the area's log: open ones by their review, else the newest first. Three statements.

    Args:
        actor: who reads.
        state: open, closed or all.
        number: of the page.
    """
    require_permission(actor, Permission.VIEW_PREVENTION)
    rows = ThreatItem.objects.visible_to(actor).for_page()
    if state != "all":
        rows = rows.filter(state=state)
    return fetch_page(rows.order_by("review_on", "id") if state == "open" else rows, number)


def get_threat_log_item_with_reviews(actor: Actor, item_id: UUID) -> ThreatItem:
    """One item with its reviews. Raises RecordNotVisibleError where it is another area's."""
    require_permission(actor, Permission.VIEW_PREVENTION)
    found: ThreatItem | None = ThreatItem.objects.visible_to(actor).for_page().filter(pk=item_id).first()
    if found is None:
        raise RecordNotVisibleError("threat")
    return found


def list_scored_threats(actor: Actor) -> list[ScoredThreat]:
    """Scored threats of the area, the highest score first, with all their scores, newest first. Two statements."""
    require_permission(actor, Permission.VIEW_PREVENTION)
    scores = ThreatScore.objects.select_related("table", "by")
    rows = ScoredThreat.objects.visible_to(actor).select_related("body")
    found = list(rows.prefetch_related(Prefetch("scores", scores))[:MOST_ROWS])
    return sorted(found, key=_get_latest_score_share, reverse=True)


def _get_latest_score_share(row: ScoredThreat) -> float:
    """The newest total as a part of what its table allows; below every score where there is none."""
    newest = next(iter(row.scores.all()), None)
    return newest.total / (newest.table.most * len(newest.points)) if newest else -1.0


def get_scored_threat(actor: Actor, threat_id: UUID) -> ScoredThreat:
    """One scored threat of the reader's body. Raises RecordNotVisibleError."""
    found: ScoredThreat | None = ScoredThreat.objects.held_by(actor).filter(pk=threat_id).first()
    if found is None:
        raise RecordNotVisibleError("threat")
    return found


def find_scoring_table_in_force(actor: Actor) -> ScoringTable | None:
    """The version of the local scale that is in force today. One statement."""
    rows = ScoringTable.objects.visible_to(actor).filter(since__lte=today())
    found: ScoringTable | None = rows.order_by("-since", "-id").first()
    return found


def list_monthly_team_capacities(actor: Actor) -> list[TeamMonth]:
    """Capacity of the area's teams, by team, the newest month first. One statement."""
    require_permission(actor, Permission.VIEW_PREVENTION)
    return list(TeamMonth.objects.visible_to(actor).select_related("body")[:MOST_ROWS])


def list_suspect_and_prosecution_figures(actor: Actor) -> list[OutcomeFigure]:
    """Numbers of others, the newest year first. One statement."""
    require_permission(actor, Permission.VIEW_PREVENTION)
    return list(OutcomeFigure.objects.visible_to(actor).select_related("body")[:MOST_ROWS])


type OutcomeRow = tuple[str, str, list[int]]
"""A measure, what it counts, and people by quarter."""


@dataclass(frozen=True, slots=True)
class PublishedPoliceAndCourtFigures:
    """Published measures of police and courts for one area: people by quarter, the oldest first."""

    area: str
    quarters: list[str]
    rows: list[OutcomeRow]

    def split_all_zero_measures(self) -> tuple[list[OutcomeRow], list[OutcomeRow]]:
        """Measures with a number, and those that are 0 in every quarter: on a phone they would fill four screens.

        Returns:
            The rows with a number in some quarter, and the others, each in the order of the measures.
        """
        return [row for row in self.rows if any(row[2])], [row for row in self.rows if not any(row[2])]


def get_published_police_and_court_figures(actor: Actor) -> PublishedPoliceAndCourtFigures:
    """Whatever is published of police and courts, by the words of its own definition. Five statements."""
    require_permission(actor, Permission.VIEW_PREVENTION)
    area, _ = resolve_area_of_figures(actor, "")
    published = list_published_quarters()[:QUARTERS]
    if not published:
        return PublishedPoliceAndCourtFigures(area[1], [], [])
    quarters = [quarter.code for quarter in reversed(published)]
    figures = read_area_figures(area[0], quarters)
    return PublishedPoliceAndCourtFigures(
        area[1],
        [str(format_quarter(quarter)) for quarter in quarters],
        [
            (
                words["name"],
                words["question"],
                [figures.get((quarter, key), {}).get("", 0) for quarter in quarters],
            )
            for key, words in read_measure_definitions_of_quarter(published[0].code).items()
            if words["group"] == MeasureGroup.JUSTICE.value
        ],
    )
