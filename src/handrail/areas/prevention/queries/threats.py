"""The threat log, scores, team capacity and outcomes, as their pages show them."""

from dataclasses import dataclass
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.core.paginator import Page
from django.db.models import Prefetch

from handrail.areas.prevention.code_lists import OUTCOMES
from handrail.areas.prevention.models import (
    OutcomeFigure,
    ScoredThreat,
    ScoringTable,
    TeamMonth,
    ThreatItem,
    ThreatScore,
)
from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.insight.publication.area_strip import format_people_with_base
from handrail.insight.publication.months_and_quarters import format_quarter
from handrail.insight.publication.own_area import resolve_area_of_figures
from handrail.insight.publication.queries import list_published_quarters, read_area_figures
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.messages import join_texts
from handrail.platform.ui.paging import fetch_page

MOST_ROWS: Final = 200
STEP_PLACES: Final = {code: place for place, (code, _) in enumerate(OUTCOMES)}
QUARTERS: Final = 4
OUTCOME_MEASURES: Final = (
    *("crime-recorded", "not-investigated", "investigations-closed", "charged"),
    *("suspects-decided", "defendants-completed"),
)
"""From an investigation to a verdict. Those of suspects and defendants are for those alone who answer for an area."""


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
    """Numbers of others: the newest year first, each year from referral to conviction. One statement."""
    require_permission(actor, Permission.VIEW_PREVENTION)
    rows = list(OutcomeFigure.objects.visible_to(actor).select_related("body")[:MOST_ROWS])
    return sorted(rows, key=lambda row: (-row.year_ends_on.toordinal(), STEP_PLACES[row.step], row.pk))


class OutcomeRow(NamedTuple):
    """A measure, what one of it is and what its parts are, and by quarter “15”, or “10 of 15” where it is a share."""

    name: str
    base: str
    figures: list[str]


@dataclass(frozen=True, slots=True)
class PublishedPoliceAndCourtFigures:
    """Figures of investigations and prosecutions of one area by quarter, the oldest first. `zero`: 0 in all of them."""

    area: str
    quarters: list[str]
    rows: list[OutcomeRow]
    zero: list[str]


def get_published_police_and_court_figures(actor: Actor) -> PublishedPoliceAndCourtFigures:
    """How investigations and prosecutions go on, each measure on its own base. Four statements."""
    require_permission(actor, Permission.VIEW_PREVENTION)
    area, _ = resolve_area_of_figures(actor, "")
    published = list_published_quarters()[:QUARTERS]
    quarters = [quarter.code for quarter in reversed(published)]
    figures = read_area_figures(area[0], quarters) if quarters else {}
    rows, zero = list[OutcomeRow](), list[str]()
    for measure in (MEASURES_BY_KEY[key] for key in OUTCOME_MEASURES) if quarters else ():
        if not (measure.public or actor.may(Permission.VIEW_OVERSIGHT)):
            continue
        cells = [figures.get((quarter, measure.key), {}) for quarter in quarters]
        if any(each.get("", 0) for each in cells):
            rows.append(
                OutcomeRow(
                    measure.name,
                    join_texts(
                        [measure.unit.value, measure.share_words] if measure.share else [measure.unit.value]
                    ),
                    [format_people_with_base(measure, each) for each in cells],
                )
            )
        else:
            zero.append(measure.name)
    return PublishedPoliceAndCourtFigures(
        area[1], [str(format_quarter(code)) for code in quarters], rows, zero
    )
