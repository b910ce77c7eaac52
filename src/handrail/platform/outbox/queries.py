"""What was sent about something, and what could not be delivered. Answers are plain values."""

import datetime
from dataclasses import dataclass

from handrail.platform.outbox.models import Message


@dataclass(frozen=True, slots=True)
class NotificationSummary:
    """Messages about one thing."""

    occasions: int  # times somebody was told, however many people that were
    last: datetime.datetime | None
    undelivered: bool  # of the newest occasion nothing arrived
    fault: str


@dataclass(frozen=True, slots=True)
class OwnMessageRow:
    """One email, as its reader sees it on their account."""

    subject: str
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


def list_newest_messages_of_reader(user_id: int, at_most: int = 10) -> list[OwnMessageRow]:
    """The last emails to somebody, newest first, with what the mail server said where one could not be delivered."""
    rows = Message.objects.filter(to=user_id).order_by("-made_at", "-id")[:at_most]
    return [
        OwnMessageRow(row.get_kind_display(), row.changed_at, row.get_state_display(), row.fault)
        for row in rows
    ]
