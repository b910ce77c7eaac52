"""One scrutiny programme: the forward plan, what was heard, what was published."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from handrail.access.actor import Actor
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.access.today import today
from handrail.assurance.oversight.models import Hearing, Outcome, Programme
from handrail.assurance.oversight.permissions import open_programmes
from handrail.followups.permissions import NotOfYours, mine
from handrail.followups.queries import ActionLine, actions_of
from handrail.followups.working_days import standing


@dataclass(frozen=True, slots=True)
class HearingLine:
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
class ProgrammePage:
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
    hearings: tuple[HearingLine, ...]
    actions: tuple[ActionLine, ...]
    may_write: bool


def programme_page(actor: Actor, programme: UUID) -> ProgrammePage:
    """One programme. Raises NotOfYours where it is another body's."""
    require(actor, Permission.VIEW_OVERSIGHT)
    rows = Programme.objects.filter(open_programmes(mine(actor)), pk=programme)
    row = rows.select_related("body", "changed_by").first()
    if row is None:
        raise NotOfYours("programme")
    return ProgrammePage(
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
        hearings=_hearings(row),
        actions=actions_of("programme", str(row.pk), actor),
        may_write=actor.may(Permission.OVERSEE),
    )


def _hearings(row: Programme) -> tuple[HearingLine, ...]:
    rows = row.hearings.select_related("recommendation", "changed_by").order_by("planned_on", "number")
    published = {each.hearing_id: each for each in Outcome.objects.filter(hearing__programme=row)}
    day = today()
    return tuple(_hearing(each, published.get(each.pk), day) for each in rows)


def _hearing(row: Hearing, outcome: Outcome | None, day: datetime.date) -> HearingLine:
    waited = row.state == "planned"
    return HearingLine(
        number=row.number,
        subject=row.subject,
        planned_on=row.planned_on,
        standing=standing(row.planned_on, day) if waited else row.state,
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
