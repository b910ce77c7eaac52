"""What is asked of us and what we ask: one asking as a line, and as a page with every answer and decision."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from handrail.areas.recommendations.due_days import count_missed_updates
from handrail.areas.recommendations.models import (
    RecommendationClosingDecision,
    RecommendationUpdate,
    UpdateRequest,
)
from handrail.areas.recommendations.permissions import (
    RecommendationNotVisible,
    build_visible_update_requests_filter,
    get_represented_body_ids,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.followups.reminder_dates import get_due_status_code
from handrail.platform.followups.successors import get_successor_names_by_body_id


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """One answer as it was given. `late`: days after the day it answers."""

    number: int
    body: str
    who: str
    support: str
    support_why: str
    words: str
    evidence: str
    due_on: datetime.date | None
    at: datetime.datetime
    late: int


@dataclass(frozen=True, slots=True)
class ClosingDecisionRow:
    """Closed or opened again, with the reason."""

    kind: str
    reason: str
    body: str
    who: str
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class UpdateRequestRow:
    """One asking in a list. `current_owner` names the body that answers today where the owner governs no more."""

    id: int
    code: str
    title: str
    asker: str
    owner: str
    current_owner: str
    every: int
    unit: str
    next_due: datetime.date | None
    standing: str
    late_days: int
    missed: int
    state: str
    answers: int
    last_at: datetime.datetime | None
    last_support: str


@dataclass(frozen=True, slots=True)
class UpdateRequestDetail:
    """One asking with everything that was said. The flags say what the reader's body may do."""

    line: UpdateRequestRow
    record: UpdateRequest
    updates: tuple[UpdateRow, ...]
    decisions: tuple[ClosingDecisionRow, ...]
    may_answer: bool
    may_decide: bool


def list_update_requests(
    actor: Actor, whose: str, *, state: str = "", due: str = ""
) -> tuple[UpdateRequestRow, ...]:
    """Update requests of the actor's body.

    Args:
        actor: who reads.
        whose: "of_us", what the body is asked, or "by_us", what it asks.
        state: "open", "closed" or "" for both.
        due: "overdue" or "".

    Returns:
        Rows, open ones first, and of these the earliest day first.
    """
    require_permission(actor, Permission.VIEW_RECOMMENDATIONS)
    bodies = get_represented_body_ids(actor)
    rows = (
        UpdateRequest.objects.filter(owner__in=bodies)
        if whose == "of_us"
        else UpdateRequest.objects.filter(asker__in=bodies)
    )
    if state in ("open", "closed"):
        rows = rows.filter(state=state)
    if due == "overdue":
        rows = rows.filter(next_due__lt=today())
    return make_update_request_rows(rows.order_by("state", "next_due", "id"))


def get_update_request_detail(actor: Actor, code: str, asking: int) -> UpdateRequestDetail:
    """One update request.

    Args:
        actor: who reads.
        code: of the recommendation.
        asking: the number of the update request.

    Returns:
        It with its updates.

    Raises:
        RecommendationNotVisible: the actor's body neither asks nor answers it.
    """
    require_permission(actor, Permission.VIEW_RECOMMENDATIONS)
    bodies = get_represented_body_ids(actor)
    rows = UpdateRequest.objects.filter(
        build_visible_update_requests_filter(bodies), pk=asking, recommendation__code=code
    )
    line = next(iter(make_update_request_rows(rows)), None)
    row = rows.select_related("changed_by").first()
    if line is None or row is None:
        raise RecommendationNotVisible
    return UpdateRequestDetail(
        line=line,
        record=row,
        updates=tuple(
            _make_update_row(each) for each in row.updates.select_related("body", "by").order_by("-number")
        ),
        decisions=make_closing_decision_rows(row.decisions.all()),
        may_answer=actor.may(Permission.ANSWER_RECOMMENDATIONS) and row.owner_id in bodies,
        may_decide=actor.may(Permission.CLOSE_RECOMMENDATIONS) and row.asker_id in bodies,
    )


def make_update_request_rows(rows: QuerySet[UpdateRequest]) -> tuple[UpdateRequestRow, ...]:
    """Rows as lines: the same few queries however many there are.

    Returns:
        One for each.
    """
    found = list(rows.select_related("recommendation", "asker", "owner"))
    last = _get_last_updates_by_request_id(row.pk for row in found)
    now = get_successor_names_by_body_id({row.owner_id for row in found}, today())
    return tuple(_make_update_request_row(row, last.get(row.pk), now.get(row.owner_id, "")) for row in found)


def make_closing_decision_rows(
    rows: QuerySet[RecommendationClosingDecision],
) -> tuple[ClosingDecisionRow, ...]:
    """Decisions, newest first.

    Returns:
        One for each.
    """
    return tuple(
        ClosingDecisionRow(row.kind, row.reason, row.body.name, row.by.name if row.by else "", row.at)
        for row in rows.select_related("body", "by").order_by("-at", "-id")
    )


def _get_last_updates_by_request_id(ids: Iterable[int]) -> dict[int, RecommendationUpdate]:
    rows = RecommendationUpdate.objects.filter(Q(asking__in=list(ids))).order_by("number")
    return {row.asking_id: row for row in rows}


def _make_update_request_row(
    row: UpdateRequest, last: RecommendationUpdate | None, current_owner: str
) -> UpdateRequestRow:
    day = today()
    due = row.next_due
    return UpdateRequestRow(
        id=row.pk,
        code=row.recommendation.code,
        title=row.recommendation.title,
        asker=row.asker.name,
        owner=row.owner.name,
        current_owner=current_owner,
        every=row.every,
        unit=row.unit,
        next_due=due,
        standing="closed" if row.state == "closed" else get_due_status_code(due, day),
        late_days=max(0, (day - due).days) if due else 0,
        missed=count_missed_updates(row.first_due, row.every, row.unit, since=due, today=day) if due else 0,
        state=row.state,
        answers=last.number if last else 0,
        last_at=last.at if last else None,
        last_support=last.support if last else "",
    )


def _make_update_row(row: RecommendationUpdate) -> UpdateRow:
    said_on = timezone.localdate(row.at)
    return UpdateRow(
        number=row.number,
        body=row.body.name,
        who=row.by.name if row.by else "",
        support=row.support,
        support_why=row.support_why,
        words=row.words,
        evidence=row.evidence,
        due_on=row.due_on,
        at=row.at,
        late=max(0, (said_on - row.due_on).days) if row.due_on else 0,
    )
