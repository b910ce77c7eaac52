"""Reminding whoever owns an action: five working days before its day, and the first working day after."""

import datetime

from django.db import transaction

from handrail.access.roles import Permission
from handrail.access.today import today
from handrail.followups.models import FollowUp
from handrail.followups.people import acting_for
from handrail.followups.working_days import reminder_of
from handrail.messages.actions import put_in_outbox


@transaction.atomic
def remind(*, on: datetime.date | None = None) -> int:
    """One mail to each person who may work on the action, for each reminder that has come. How many are new."""
    day = on or today()
    rows = FollowUp.objects.filter(state="open", due_on__lte=day + datetime.timedelta(days=31))
    people = acting_for(Permission.WORK_ON_ACTIONS, day)
    return sum(_one(row, day, people) for row in rows)


def _one(row: FollowUp, day: datetime.date, people: dict[int, list[int]]) -> int:
    number = reminder_of(row.due_on, day)
    if not number:
        return 0
    return put_in_outbox(
        kind="look_at_action",
        occasion=f"action/{row.pk}/{row.due_on}/{number}",
        about=f"action/{row.pk}",
        path=f"/oversight/actions/{row.pk}/",
        to=people.get(row.owner_id, []),
    )
