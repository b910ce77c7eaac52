"""When somebody is told that something waits: at once, or once a day, and not in their quiet hours."""

import datetime
from typing import NamedTuple, Protocol

from django.db.models import TextChoices
from django.utils import timezone

DIGEST_AT = datetime.time(8)  # London time; ours, no source sets it


class EmailFrequencyChoice(TextChoices):
    """How often."""

    AT_ONCE = "at_once", "Each time, at once"
    DAILY = "daily", "Once a day, at 8am, in one email"


class EmailDeliveryPreferences(Protocol):
    """What somebody chose; both hours of the quiet time are set, or neither."""

    delivery: str
    quiet_from: datetime.time | None
    quiet_until: datetime.time | None


class EarliestSendTimeAndDigestFlag(NamedTuple):
    """Not before a moment, and whether in one mail with others."""

    not_before: datetime.datetime
    is_in_digest: bool


def get_earliest_send_time_and_digest_flag(
    wishes: EmailDeliveryPreferences | None, *, is_urgent: bool, now: datetime.datetime
) -> EarliestSendTimeAndDigestFlag:
    """When a message may be sent.

    Args:
        wishes: of its reader; None where they chose nothing, which is at once.
        is_urgent: whether it cannot wait: somebody is to go out at night, or an account is in danger.
        now: the moment.

    Returns:
        The moment, and whether it goes with others.
    """
    if wishes is None or is_urgent:
        return EarliestSendTimeAndDigestFlag(now, is_in_digest=False)
    if wishes.delivery == EmailFrequencyChoice.DAILY:
        return EarliestSendTimeAndDigestFlag(_find_next_moment_with_time(DIGEST_AT, now), is_in_digest=True)
    if is_within_quiet_hours(wishes, timezone.localtime(now).time()):
        assert wishes.quiet_until is not None
        return EarliestSendTimeAndDigestFlag(
            _find_next_moment_with_time(wishes.quiet_until, now), is_in_digest=False
        )
    return EarliestSendTimeAndDigestFlag(now, is_in_digest=False)


def is_within_quiet_hours(wishes: EmailDeliveryPreferences, at: datetime.time) -> bool:
    """Whether the time of day lies in the quiet hours, which may go over midnight."""
    begins, ends = wishes.quiet_from, wishes.quiet_until
    if begins is None or ends is None:
        return False
    return begins <= at < ends if begins <= ends else at >= begins or at < ends


def _find_next_moment_with_time(at: datetime.time, now: datetime.datetime) -> datetime.datetime:
    """The next moment with this time of day in London."""
    local = timezone.localtime(now)
    day = local.date() if local.time() < at else local.date() + datetime.timedelta(days=1)
    return timezone.make_aware(datetime.datetime.combine(day, at))
