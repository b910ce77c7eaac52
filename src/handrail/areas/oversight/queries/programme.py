"""One scrutiny programme: the forward plan, what was heard, what was published."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from handrail.areas.oversight.models import Hearing, HearingOutcome, Programme
from handrail.areas.oversight.permissions import visible_programmes_q
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.followups.permissions import RecordNotVisible, get_own_body_ids
from handrail.platform.followups.queries import FollowUpRow, list_follow_ups_of_origin
from handrail.platform.followups.reminder_dates import get_due_status


@dataclass(frozen=True, slots=True)
class HearingRow:
    """One hearing. `slug`: where its outcome is published, or empty."""

    number: int
    subject: str
    planned_on: datetime.date
    standing: str
    late_days: int
    state: str
    held_on: datetime.date | None
    heard_from: str
    evidence: str
    findings: str
    why_not: str
    recommendation: str
    recommendation_title: str
    slug: str
    published_at: datetime.datetime | None
    version: int
    changed_by: str
    changed_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class ProgrammeDetail:
    """The page of one programme."""

    id: UUID
    title: str
    about: str
    body_id: int
    body: str
    starts_on: datetime.date
    ends_on: datetime.date
    version: int
    changed_by: str
    changed_at: datetime.datetime
    hearings: tuple[HearingRow, ...]
    actions: tuple[FollowUpRow, ...]
    may_write: bool


def get_programme(actor: Actor, programme: UUID) -> ProgrammeDetail:
    """One programme. Raises NotOfYours where it is another body's."""
    require_permission(actor, Permission.VIEW_OVERSIGHT)
    rows = Programme.objects.filter(visible_programmes_q(get_own_body_ids(actor)), pk=programme)
    row = rows.select_related("body", "changed_by").first()
    if row is None:
        raise RecordNotVisible("programme")
    return ProgrammeDetail(
        id=row.pk,
        title=row.title,
        about=row.about,
        body_id=row.body_id,
        body=row.body.name,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        version=row.version,
        changed_by=row.changed_by.name if row.changed_by else "",
        changed_at=row.changed_at,
        hearings=_make_hearing_rows(row),
        actions=list_follow_ups_of_origin("programme", str(row.pk), actor),
        may_write=actor.may(Permission.OVERSEE),
    )


def _make_hearing_rows(row: Programme) -> tuple[HearingRow, ...]:
    rows = row.hearings.select_related("recommendation", "changed_by").order_by("planned_on", "number")
    published = {each.hearing_id: each for each in HearingOutcome.objects.filter(hearing__programme=row)}
    day = today()
    return tuple(_make_hearing_row(each, published.get(each.pk), day) for each in rows)


def _make_hearing_row(row: Hearing, outcome: HearingOutcome | None, day: datetime.date) -> HearingRow:
    waited = row.state == "planned"
    return HearingRow(
        number=row.number,
        subject=row.subject,
        planned_on=row.planned_on,
        standing=get_due_status(row.planned_on, day) if waited else row.state,
        late_days=max(0, (day - row.planned_on).days) if waited else 0,
        state=row.state,
        held_on=row.held_on,
        heard_from=row.heard_from,
        evidence=row.evidence,
        findings=row.findings,
        why_not=row.why_not,
        recommendation=row.recommendation.code if row.recommendation else "",
        recommendation_title=row.recommendation.title if row.recommendation else "",
        slug=outcome.slug if outcome else "",
        published_at=outcome.published_at if outcome else None,
        version=row.version,
        changed_by=row.changed_by.name if row.changed_by else "",
        changed_at=row.changed_at,
    )
