"""Reminding whoever answers: five working days before an update is due, and the first working day after."""

import datetime

from django.db import transaction

from handrail.areas.recommendations.models import UpdateRequest
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.followups.reminder_dates import get_due_reminder_number
from handrail.platform.followups.responsible_users import get_ids_of_users_with_permission_by_body
from handrail.platform.outbox.actions.messages import queue_messages


@transaction.atomic
def queue_due_recommendation_update_reminders(*, on: datetime.date | None = None) -> int:
    """One mail to each person who may answer, for each reminder that has come. Returns how many are new."""
    day = on or today()
    last = day + datetime.timedelta(days=31)
    due = UpdateRequest.objects.filter(state="open", next_due__isnull=False, next_due__lte=last)
    people = get_ids_of_users_with_permission_by_body(Permission.ANSWER_RECOMMENDATIONS, day)
    return sum(_queue_update_reminder(row, day, people) for row in due.select_related("recommendation"))


def _queue_update_reminder(row: UpdateRequest, day: datetime.date, people: dict[int, list[int]]) -> int:
    assert row.next_due is not None, "only those waiting for something"
    number = get_due_reminder_number(row.next_due, day)
    if not number:
        return 0
    return queue_messages(
        kind="look_at_action",
        occasion=f"update/{row.pk}/{row.next_due}/{number}",
        about=f"update/{row.pk}",
        path=f"/recommendations/{row.recommendation.code}/updates/{row.pk}/",
        to=people.get(row.owner_id, []),
    )
