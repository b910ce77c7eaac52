"""Reminding members of what they accepted, who may have no part in oversight: five working days before, and after."""

import datetime

from django.db import transaction

from handrail.areas.partnerships.invitations import list_user_ids
from handrail.platform.access.today import today
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.origins import PARTNERSHIP
from handrail.platform.followups.reminder_dates import get_due_reminder_number
from handrail.platform.outbox.actions import queue_messages

AHEAD = datetime.timedelta(days=31)


@transaction.atomic
def send_due_group_action_reminders(*, on: datetime.date | None = None) -> int:
    """One mail to each person who is told for the owner, for each reminder that has come. How many are new.

    The occasion is that of other actions: whoever was told on the page of oversight is not told again.
    """
    day = on or today()
    rows = FollowUp.objects.filter(origin_kind=PARTNERSHIP, state="open", due_on__lte=day + AHEAD)
    found = [(row, get_due_reminder_number(row.due_on, day)) for row in rows]
    return sum(
        queue_messages(
            kind="look_at_action",
            occasion=f"action/{row.pk}/{row.due_on}/{number}",
            about=f"action/{row.pk}",
            path=f"/partnerships/actions/{row.origin_id}/",
            to=list_user_ids([row.owner_id]),
        )
        for row, number in found
        if number
    )
