"""What the person agreed to, and the reports prepared when they said no to the NRM."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from handrail.access.kinds import Kind
from handrail.casework.models import (
    Case,
    Consent,
    Notification,
)
from handrail.casework.sealing import read
from handrail.casework.states import Capacity, Matter, Said
from handrail.vault.box import Box


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """The newest answer on one matter."""

    matter: str
    words: str
    said: str
    said_words: str
    to_body: str
    kinds: tuple[str, ...]
    asked_on: datetime.date
    asked_by: str
    interpreter: str
    capacity: str
    own_words: str
    until: datetime.date | None


@dataclass(frozen=True, slots=True)
class NotificationLine:
    """A Duty to Notify report as prepared."""

    notification_id: UUID
    co_operates: bool
    gender: str
    nationality: str
    reason: str
    account: str
    crime_reference: str
    prepared_at: datetime.datetime
    prepared_by: str
    sent_on: datetime.date | None


def consents_of(rows: Sequence[Consent], box: Box | None) -> tuple[ConsentLine, ...]:
    """The newest answer on each matter, and to each body."""
    newest = {(row.matter, row.to_body_id): row for row in rows}
    order = list(Matter)
    return tuple(
        _consent(row, box) for row in sorted(newest.values(), key=lambda row: order.index(Matter(row.matter)))
    )


def _consent(row: Consent, box: Box | None) -> ConsentLine:
    return ConsentLine(
        matter=row.matter,
        words=Matter(row.matter).label,
        said=row.said,
        said_words=Said(row.said).label,
        to_body=row.to_body.name if row.to_body else "",
        kinds=tuple(Kind(kind).words for kind in row.kinds),
        asked_on=row.asked_on,
        asked_by=row.asked_by.name,
        interpreter=row.interpreter.name if row.interpreter else "",
        capacity=Capacity(row.capacity).label,
        own_words=read(box, row, "words"),
        until=row.until,
    )


def notifications_of(case: Case, box: Box | None) -> tuple[NotificationLine, ...]:
    """The reports prepared for the case, newest first."""
    rows = Notification.objects.filter(case=case).select_related("prepared_by", "sent_event").order_by("-id")
    return tuple(_notification(row, box) for row in rows)


def _notification(row: Notification, box: Box | None) -> NotificationLine:
    return NotificationLine(
        notification_id=row.pk,
        co_operates=row.co_operates,
        gender=row.gender,
        nationality=read(box, row, "nationality"),
        reason=read(box, row, "reason"),
        account=read(box, row, "account"),
        crime_reference=read(box, row, "crime_reference"),
        prepared_at=row.prepared_at,
        prepared_by=row.prepared_by.name,
        sent_on=row.sent_event.at if row.sent_event else None,
    )
