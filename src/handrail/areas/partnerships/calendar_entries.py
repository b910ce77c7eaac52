"""For one's own calendar: meetings of boards and forums that one's seat is told of."""

import datetime
from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone

from handrail.areas.partnerships.models import GroupMeeting
from handrail.platform.access.actor import Actor
from handrail.platform.calendar_feed.entries import MOST_OF_A_KIND, CalendarEntry


def iterate_own_group_meetings(actor: Actor, since: datetime.date) -> Iterator[CalendarEntry]:
    """Meetings that are called, for whoever gets the mails of a live seat of their organisation."""
    is_theirs = Q(group__seats__holder_account=actor.user_id) | Q(group__seats__deputy_account=actor.user_id)
    rows = GroupMeeting.objects.filter(
        is_theirs,
        group__seats__body=actor.body_id,
        group__seats__ended_on__isnull=True,
        state="called",
        planned_on__gte=since,
    ).order_by("planned_on", "pk")
    found = rows.values_list("pk", "planned_on", "starts_at").distinct()[:MOST_OF_A_KIND]
    for pk, day, at in found:
        starts = timezone.make_aware(datetime.datetime.combine(day, at)) if at else day
        yield CalendarEntry(f"meeting/{pk}", "Handrail: meeting", starts)
