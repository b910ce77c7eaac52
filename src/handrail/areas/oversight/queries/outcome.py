"""What was published of hearings: for anybody, signed in or not."""

import datetime
from dataclasses import dataclass

from handrail.areas.oversight.models import HearingOutcome
from handrail.areas.oversight.queries.notes import OversightNoteRow, make_note_rows
from handrail.platform.access.actor import Actor
from handrail.platform.followups.permissions import get_own_body_ids


@dataclass(frozen=True, slots=True)
class HearingOutcomeRow:
    """One outcome in a list."""

    slug: str
    title: str
    body: str
    held_on: datetime.date
    published_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class HearingOutcomeDetail:
    """A published outcome as it was published, with the corrections beside it. Nobody is named."""

    slug: str
    title: str
    body: str
    programme: str
    subject: str
    held_on: datetime.date
    published_at: datetime.datetime
    words: str
    evidence: str
    recommendation: str
    sha256: str
    notes: tuple[OversightNoteRow, ...]


def list_outcomes() -> tuple[HearingOutcomeRow, ...]:
    """Everything that was published, newest first."""
    return tuple(_make_outcome_row(row) for row in HearingOutcome.objects.all()[:500])


def list_outcomes_for_recommendation(code: str) -> tuple[HearingOutcomeRow, ...]:
    """What was published of hearings that looked into one recommendation."""
    return tuple(
        _make_outcome_row(row) for row in HearingOutcome.objects.filter(hearing__recommendation__code=code)
    )


def find_outcome(slug: str) -> HearingOutcomeDetail | None:
    """One outcome, or none."""
    row = HearingOutcome.objects.filter(slug=slug).first()
    if row is None:
        return None
    return HearingOutcomeDetail(
        slug=row.slug,
        title=row.title,
        body=row.body_name,
        programme=row.programme,
        subject=row.subject,
        held_on=row.held_on,
        published_at=row.published_at,
        words=row.words,
        evidence=row.evidence,
        recommendation=row.recommendation,
        sha256=row.sha256,
        notes=make_note_rows(row.notes.select_related("by", "body")),
    )


def is_published_by(actor: Actor, slug: str) -> bool:
    """Whether the actor's body published it."""
    return HearingOutcome.objects.filter(slug=slug, body__in=get_own_body_ids(actor)).exists()


def _make_outcome_row(row: HearingOutcome) -> HearingOutcomeRow:
    return HearingOutcomeRow(row.slug, row.title, row.body_name, row.held_on, row.published_at)
