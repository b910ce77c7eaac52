"""Reminders of holds that end soon: once for each end, to whoever holds and to the point of contact."""

import datetime

from django.urls import reverse
from django.utils import timezone

from handrail.people.housing.models import Stay, UnitBooking
from handrail.people.housing.text_choices import StayState
from handrail.platform.outbox.actions.messages import queue_messages

BEFORE = datetime.timedelta(
    hours=2
)  # ours: long enough to make a call, short enough not to be forgotten again


def remind_of_ending_holds(*, at_most: int = 1_000) -> int:
    """Tell of each end once. Returns how many messages are new."""
    now = timezone.now()
    ending = UnitBooking.objects.filter(held_until__gt=now, held_until__lte=now + BEFORE)
    ends_by_stay = {row.stay_id: row.held_until for row in ending.order_by("held_until", "pk")[:at_most]}
    stays = Stay.objects.filter(pk__in=ends_by_stay, state=StayState.HELD).values_list(
        "pk", "held_by_id", "case__point_of_contact_id"
    )
    return sum(
        queue_messages(
            kind="hold_ends",
            occasion=f"hold/{pk}/{ends_by_stay[pk]:%Y-%m-%dT%H:%M}",
            about="",
            path=reverse("my_day"),
            to={holder, contact},
        )
        for pk, holder, contact in stays
    )
