"""What was published of hearings: for anybody, signed in or not."""

import datetime
from dataclasses import dataclass

from handrail.access.actor import Actor
from handrail.assurance.oversight.models import Outcome
from handrail.assurance.oversight.queries.notes import NoteLine, note_lines
from handrail.followups.permissions import mine


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One outcome in a list."""

    slug: str
    title: str
    body: str
    held_on: datetime.date
    published_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class OutcomePage:
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
    notes: tuple[NoteLine, ...]


def outcomes() -> tuple[OutcomeLine, ...]:
    """Everything that was published, newest first."""
    return tuple(_line(row) for row in Outcome.objects.all()[:500])


def outcomes_on(code: str) -> tuple[OutcomeLine, ...]:
    """What was published of hearings that looked into one recommendation."""
    return tuple(_line(row) for row in Outcome.objects.filter(hearing__recommendation__code=code))


def outcome_page(slug: str) -> OutcomePage | None:
    """One outcome, or none."""
    row = Outcome.objects.filter(slug=slug).first()
    if row is None:
        return None
    return OutcomePage(
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
        notes=note_lines(row.notes.select_related("by", "body")),
    )


def published_by(actor: Actor, slug: str) -> bool:
    """Whether the actor's body published it."""
    return Outcome.objects.filter(slug=slug, body__in=mine(actor)).exists()


def _line(row: Outcome) -> OutcomeLine:
    return OutcomeLine(row.slug, row.title, row.body_name, row.held_on, row.published_at)
