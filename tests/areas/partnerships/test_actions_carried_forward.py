"""A meeting that is ahead carries the actions that are open now; one that was held, those of its day."""

import datetime

import pytest
from django.utils import timezone

from handrail.areas.partnerships.actions.group_actions import accept_action, decline_action
from handrail.areas.partnerships.forward_plan import list_meeting_days
from handrail.areas.partnerships.models import GroupMeeting
from handrail.areas.partnerships.queries.meetings_and_actions import get_group_meeting_detail
from handrail.platform.access.today import today
from handrail.platform.followups.models import FollowUp
from support.partnerships import offer, set_up, take_seats

pytestmark = pytest.mark.django_db


def test_what_was_offered_done_or_declined_today_counts_for_a_meeting_ahead(cast):
    by, force = cast.commissioner.actor, cast.force_lead.actor
    group = set_up(by, "board", "Lincolnshire board", ("lincolnshire-police",))
    take_seats(group, cast.force_lead)
    [working_day] = list_meeting_days(today() + datetime.timedelta(days=20), 1)
    meetings = [GroupMeeting(group=group, planned_on=working_day, number=number) for number in (50, 51)]
    for meeting in meetings:
        meeting.save_by(by)
    GroupMeeting.objects.filter(pk=meetings[1].pk).update(planned_on=today())
    still_open, done, declined = (offer(group, "lincolnshire-police", f"Action {at}", by) for at in range(3))
    accepted = accept_action(done.pk, person="Ann", seen=done.version, by=force)
    decline_action(declined.pk, why="No one is free", seen=declined.version, by=force)
    FollowUp.objects.filter(pk=accepted.follow_up_id).update(state="done", changed_at=timezone.now())
    ahead, of_today = (get_group_meeting_detail(group, meeting.number).carried for meeting in meetings)
    assert [action.pk for action in ahead] == [still_open.pk]
    assert of_today == []
