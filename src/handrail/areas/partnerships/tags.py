"""States of partnerships as tags: a shape and a word."""

from typing import Final

from handrail.areas.partnerships.models import Escalation, GroupAction, GroupMeeting, Seat
from handrail.areas.recommendations.tags import StateTag, make_due_tag
from handrail.platform.followups.reminder_dates import get_due_status_code
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.formatting import format_day, get_today

NAV: Final = "partnerships"
"""The part of the navigation that these pages are in."""
SEAT_TAGS: Final = {
    "invited": StateTag("waiting", "Invited", ours=False),
    "accepted": StateTag("met", "Accepted"),
    "declined": StateTag("declined", "Declined"),
    "ended": StateTag("declined", "Ended"),
}


def make_group_seat_tag(seat: Seat) -> StateTag:
    """Whether a seat is taken."""
    return SEAT_TAGS[seat.state]


def make_group_meeting_tag(meeting: GroupMeeting) -> StateTag:
    """How near a meeting is, or whether it was held."""
    if meeting.state == "held":
        return StateTag("met", "Held")
    if meeting.state == "cancelled":
        return StateTag("declined", "Not held")
    if meeting.planned_on < get_today():
        return StateTag("today", "To be recorded")
    return StateTag("soon", "Called" if meeting.state == "called" else "Drafted")


def make_group_action_tag(action: GroupAction, bodies: frozenset[int]) -> StateTag:
    """How far an action is.

    Args:
        action: with its follow-up.
        bodies: those for which the reader sits.
    """
    ours = action.seat.body_id in bodies
    if action.state == "offered":
        words = "Offered to you" if ours else "Offered"
        return StateTag("soon" if ours else "waiting", words, ours)
    if action.state == "accepted" and action.follow_up:
        row = action.follow_up
        today = get_today()
        late = max(0, (today - row.due_on).days)
        state = row.state if row.state != "open" else get_due_status_code(row.due_on, today)
        return make_due_tag(state, late, row.due_on, ours=ours)
    return StateTag("declined", action.get_state_display())


def make_escalation_tag(row: Escalation) -> StateTag:
    """Whether a question was answered."""
    if row.state == "open":
        return StateTag("waiting", msg("Answer by {day}", day=format_day(row.answer_by)), ours=False)
    return (
        StateTag("met", "Answered")
        if row.state == "answered"
        else StateTag("unknown", "Came back unanswered")
    )
