"""What was sent about something, and what could not be delivered. Answers are plain values."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import OuterRef, Q, Subquery

from handrail.platform.access.models import User
from handrail.platform.outbox.message_states import MOST_ATTEMPTS
from handrail.platform.outbox.models import Message, TextMessageSetting


@dataclass(frozen=True, slots=True)
class NotificationSummary:
    """Messages about one thing."""

    occasions: int  # times somebody was told, however many people that were
    last: datetime.datetime | None
    undelivered: bool  # of the newest occasion nothing arrived
    fault: str


@dataclass(frozen=True, slots=True)
class OwnMessageRow:
    """One email or text message, as its reader sees it on their account."""

    subject: str
    channel: str
    at: datetime.datetime
    state: str
    fault: str


NO_NOTIFICATIONS = NotificationSummary(0, None, False, "")


def get_notification_summaries_by_subject_key(prefix: str) -> dict[str, NotificationSummary]:
    """How often somebody was told of each thing, and whether it arrived. One statement.

    Returns:
        By what the mails are about, for everything whose `about` begins with the prefix.
    """
    rows = Message.objects.filter(about__startswith=prefix).order_by("made_at", "id")
    found: dict[str, list[Message]] = {}
    for row in rows:
        found.setdefault(row.about, []).append(row)
    return {about: _make_notification_summary(messages) for about, messages in found.items()}


def _make_notification_summary(messages: list[Message]) -> NotificationSummary:
    occasions: dict[str, list[Message]] = {}
    for row in messages:
        occasions.setdefault(row.key.rsplit("/", 1)[0], []).append(row)
    newest = list(occasions.values())[-1]
    failed = [row for row in newest if row.state == "failed"]
    lost = len(failed) == len(newest)
    return NotificationSummary(len(occasions), newest[-1].made_at, lost, failed[0].fault if lost else "")


def count_waiting_messages() -> int:
    """How many mails are neither sent nor given up."""
    return Message.objects.filter(state="waiting").count()


def has_body_text_messages(body_id: int) -> bool:
    """Whether this installation can send text messages, and the organisation wants them sent."""
    if settings.TEXT_MESSAGES is None:
        return False
    return TextMessageSetting.objects.filter(body=body_id, is_on=True).exists()


def find_users_with_undelivered_mail(user_ids: Iterable[int]) -> frozenset[int]:
    """Those whose newest email could not be delivered and is not tried again, for whoever looks after accounts."""
    newest = (
        Message.objects.filter(to=OuterRef("pk"), channel="email", state__in=("sent", "failed"))
        .order_by("-made_at", "-id")
        .annotate(is_lost=Q(state="failed", attempts__gte=MOST_ATTEMPTS))
    )
    rows = User.objects.filter(pk__in=[*user_ids]).annotate(is_lost=Subquery(newest.values("is_lost")[:1]))
    return frozenset(rows.filter(is_lost=True).values_list("pk", flat=True))


def list_newest_messages_of_reader(user_id: int, at_most: int = 10) -> list[OwnMessageRow]:
    """The last emails to somebody, newest first, with what the mail server said where one could not be delivered."""
    rows = Message.objects.filter(to=user_id).order_by("-made_at", "-id")[:at_most]
    return [
        OwnMessageRow(
            row.get_kind_display(),
            row.get_channel_display(),
            row.changed_at,
            row.get_state_display(),
            row.fault,
        )
        for row in rows
    ]
