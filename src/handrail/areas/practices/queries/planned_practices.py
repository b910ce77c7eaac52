"""What was planned, and what became of it. Something that has not ended is asked about again."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from handrail.areas.practices.models import Practice, PracticeOutcome
from handrail.areas.practices.permissions import build_own_practices_filter, build_visible_practices_filter
from handrail.areas.practices.planned_practice_outcomes import ENDED_OUTCOMES, PLANNED_STATES
from handrail.areas.practices.queries.library import select_library_practices
from handrail.platform.access.actor import Actor

MAX_ROWS = 500
NOTHING_SAID = "nothing_said"


@dataclass(frozen=True, slots=True)
class PlannedPracticeRow:
    """One planned practice with the newest word on it; `outcome` is empty where nobody has said anything."""

    key: str
    title: str
    area_code: str
    area_name: str
    body_code: str
    state: str
    since: str
    call_title: str
    asked_on: date
    outcome: str
    outcome_words: str
    said_at: datetime | None
    later_key: str
    later_title: str


def list_planned_practices(
    actor: Actor, *, area: str = "", call: str = "", outcome: str = ""
) -> tuple[PlannedPracticeRow, ...]:
    """What was planned, by area, the newest call first.

    Args:
        actor: who reads.
        area: its code, or empty for every area.
        call: its code, or empty for every call.
        outcome: a code of OUTCOMES, or NOTHING_SAID, or empty for all.

    Returns:
        At most MAX_ROWS, in one statement.
    """
    wanted = {"area": area, "call__code": call, "outcome": "" if outcome == NOTHING_SAID else outcome}
    facets: dict[str, Any] = {name: value for name, value in wanted.items() if value}
    if outcome == NOTHING_SAID:
        facets["outcome__isnull"] = True
    ordered = (
        _select_planned_practices(actor).filter(**facets).order_by("area_as_told", "-call__asked_on", "key")
    )
    return tuple(_make_planned_row(row) for row in ordered[:MAX_ROWS])


def list_unfinished_planned_practices(actor: Actor, *, before: date) -> tuple[PlannedPracticeRow, ...]:
    """What the actor's body, or one whose area it took over, planned in calls of before that day, and has not ended.

    Returns:
        The newest call's first, in one statement.
    """
    rows = _select_planned_practices(actor).filter(
        build_own_practices_filter(actor), call__asked_on__lt=before
    )
    ordered = rows.order_by("-call__asked_on", "key")
    return tuple(
        _make_planned_row(row)
        for row in ordered[:MAX_ROWS]
        if getattr(row, "outcome", "") not in ENDED_OUTCOMES
    )


def _select_planned_practices(actor: Actor) -> QuerySet[Practice]:
    """What was planned and is open to the actor, each with the newest word on it."""
    rows = select_library_practices().filter(build_visible_practices_filter(actor), state__in=PLANNED_STATES)
    newest = PracticeOutcome.objects.filter(practice=OuterRef("pk")).order_by("-said_at", "-id")
    seen = newest.filter(
        later__in=Practice.objects.filter(build_visible_practices_filter(actor), taken_out_at__isnull=True)
    )
    return rows.select_related("area", "body", "call").annotate(
        outcome=Subquery(newest.values("outcome")[:1]),
        outcome_words=Subquery(newest.values("words")[:1]),
        said_at=Subquery(newest.values("said_at")[:1]),
        later_key=Subquery(seen.values("later__key")[:1]),
        later_title=Subquery(seen.values("later__title")[:1]),
    )


def _make_planned_row(row: Practice) -> PlannedPracticeRow:
    found: dict[str, str] = {
        name: getattr(row, name) or "" for name in ("outcome", "outcome_words", "later_key", "later_title")
    }
    return PlannedPracticeRow(
        key=row.key,
        title=row.title,
        area_code=row.area_id or "",
        area_name=row.area_name,
        body_code=row.body.code,
        state=row.state,
        since=row.since,
        call_title=row.call.title,
        asked_on=row.call.asked_on,
        said_at=row.said_at,  # type: ignore[attr-defined]
        **found,
    )
