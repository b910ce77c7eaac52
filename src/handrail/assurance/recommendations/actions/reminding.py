"""Reminding whoever answers: five working days before an update is due, and the first working day after."""

import datetime

from django.db import transaction

from handrail.access.roles import Permission
from handrail.access.today import today
from handrail.assurance.recommendations.models import Asking
from handrail.followups.people import acting_for
from handrail.followups.working_days import reminder_of
from handrail.messages.actions import put_in_outbox


@transaction.atomic
def remind(*, on: datetime.date | None = None) -> int:
    """One mail to each person who may answer, for each reminder that has come. Returns how many are new."""
    day = on or today()
    last = day + datetime.timedelta(days=31)
    due = Asking.objects.filter(state="open", next_due__isnull=False, next_due__lte=last)
    people = acting_for(Permission.ANSWER_RECOMMENDATIONS, day)
    return sum(_one(row, day, people) for row in due.select_related("recommendation"))


def _one(row: Asking, day: datetime.date, people: dict[int, list[int]]) -> int:
    assert row.next_due is not None, "only those that wait for something are asked for"
    number = reminder_of(row.next_due, day)
    if not number:
        return 0
    return put_in_outbox(
        kind="look_at_action",
        occasion=f"update/{row.pk}/{row.next_due}/{number}",
        about=f"update/{row.pk}",
        path=f"/recommendations/{row.recommendation.code}/updates/{row.pk}/",
        to=people.get(row.owner_id, []),
    )
