"""Reminding whoever owns an action: five working days before its day, and the first working day after."""

import datetime

from django.db import transaction

from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.origins import REVIEW
from handrail.platform.followups.reminder_dates import get_due_reminder_number
from handrail.platform.followups.responsible_users import get_ids_of_users_with_permission_by_body
from handrail.platform.outbox.actions.messages import queue_messages


@transaction.atomic
def queue_due_follow_up_reminders(*, on: datetime.date | None = None) -> int:
    """One mail to each person who may work on the action, for each reminder that has come. How many are new.

    An action of a review of places is also worked on by those who keep places, on a page of their own.
    """
    day = on or today()
    rows = FollowUp.objects.filter(state="open", due_on__lte=day + datetime.timedelta(days=31))
    people = get_ids_of_users_with_permission_by_body(Permission.WORK_ON_ACTIONS, day)
    keepers = get_ids_of_users_with_permission_by_body(Permission.EDIT_PLACES, day)
    asked = ((row, keepers if row.origin_kind == REVIEW else {}) for row in rows)
    return sum(
        _queue_follow_up_reminder(row, day, people, "/oversight/actions/{}/")
        + _queue_follow_up_reminder(row, day, more, "/places/review/{}/done/")
        for row, more in asked
    )


def _queue_follow_up_reminder(
    row: FollowUp, day: datetime.date, people: dict[int, list[int]], path: str
) -> int:
    number = get_due_reminder_number(row.due_on, day)
    if not number:
        return 0
    return queue_messages(
        kind="look_at_action",
        occasion=f"action/{row.pk}/{row.due_on}/{number}",
        about=f"action/{row.pk}",
        path=path.format(row.pk),
        to=people.get(row.owner_id, []),
    )
