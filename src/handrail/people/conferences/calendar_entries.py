"""For one's own calendar: meetings of conferences at which one is a member, by time alone."""

import datetime
from collections.abc import Iterator

from django.db.models import Q

from handrail.people.conferences.models import ConferenceMeeting
from handrail.people.conferences.text_choices import ENDED_STATES
from handrail.platform.access.actor import Actor
from handrail.platform.access.row_security.system_actors import SystemActor
from handrail.platform.access.row_security.system_row_actor import acting_as_system
from handrail.platform.calendar_feed.entries import MOST_OF_A_KIND, CalendarEntry


def iterate_own_conference_meetings(actor: Actor, since: datetime.date) -> Iterator[CalendarEntry]:
    """Meetings that are called and not held yet, for members and deputies who have not left. Opens no case.

    A conference that has ended, or whose case is closed or restricted, is not held: its meeting goes at once.
    """
    is_member = Q(conference__members__user=actor.user_id) | Q(conference__members__deputy=actor.user_id)
    rows = ConferenceMeeting.objects.filter(
        is_member,
        conference__members__body=actor.body_id,
        conference__members__left_at__isnull=True,
        conference__case__closed_at__isnull=True,
        conference__case__restricted_on__isnull=True,
        result="",
        starts_at__date__gte=since,
    ).exclude(conference__state__in=ENDED_STATES)
    rows = rows.order_by("starts_at", "pk")
    with acting_as_system(SystemActor.CONFERENCES):
        found = list(rows.values_list("pk", "starts_at").distinct()[:MOST_OF_A_KIND])
    for pk, starts in found:
        yield CalendarEntry(f"conference/{pk}", "Handrail: case conference", starts)
