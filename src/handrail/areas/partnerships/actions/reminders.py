"""Reminding groups: of accepted actions, of questions that wait for an answer, of looks back after 3 and 12 months.

All five working days before the day, and on the first working day after it.
"""

import datetime
from collections.abc import Iterable

from django.db import transaction

from handrail.areas.partnerships.invitations import list_user_ids_of_seats, queue_mail_to_organisations
from handrail.areas.partnerships.models import Escalation, OperationFollowUp
from handrail.platform.access.today import today
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.origins import PARTNERSHIP
from handrail.platform.followups.reminder_dates import get_due_reminder_number
from handrail.platform.outbox.actions.messages import queue_messages

AHEAD = datetime.timedelta(days=31)


@transaction.atomic
def queue_due_partnership_group_reminders(*, on: datetime.date | None = None) -> int:
    """One mail to each person who is told, for each reminder that has come. How many are new."""
    day = on or today()
    return (
        _remind_of_group_actions(day) + _remind_of_escalations(day) + _remind_of_intensification_reviews(day)
    )


def _remind_of_group_actions(day: datetime.date) -> int:
    """The occasion is that of other actions: whoever was told on the page of oversight is not told again."""
    rows = FollowUp.objects.filter(
        origin_kind=PARTNERSHIP, state="open", due_on__lte=day + AHEAD, of_group__isnull=False
    )
    found = [(row, get_due_reminder_number(row.due_on, day)) for row in rows.select_related("of_group__seat")]
    return sum(
        queue_messages(
            kind="look_at_action",
            occasion=f"action/{row.pk}/{row.due_on}/{number}",
            about=f"action/{row.pk}",
            path=f"/partnerships/actions/{row.origin_id}/",
            to=list_user_ids_of_seats([row.of_group.seat]),
        )
        for row, number in found
        if number
    )


def _remind_of_escalations(day: datetime.date) -> int:
    """Whoever convenes the group above, until they answered."""
    rows = Escalation.objects.filter(state="open", answer_by__lte=day + AHEAD)
    new = 0
    for row in rows.select_related("to_group"):
        number = get_due_reminder_number(row.answer_by, day)
        if not number:
            continue
        occasion = f"escalation/{row.pk}/{row.answer_by}/{number}"
        path = f"/partnerships/{row.to_group_id}/actions/"
        new += queue_mail_to_organisations(
            "group_answer_due", [row.to_group.body_id], occasion=occasion, path=path
        )
    return new


def _remind_of_intensification_reviews(day: datetime.date) -> int:
    """Whoever convenes the group, and who led the intensification: one mail each."""
    rows = OperationFollowUp.objects.filter(
        done_on__isnull=True, due_on__lte=day + AHEAD, operation__group__state="active"
    )
    new = 0
    for row in rows.select_related("operation__group"):
        number = get_due_reminder_number(row.due_on, day)
        if not number:
            continue
        to: Iterable[int] = dict.fromkeys((row.operation.group.body_id, row.operation.lead_id))
        occasion = f"look-back/{row.pk}/{row.due_on}/{number}"
        path = f"/partnerships/operations/{row.operation_id}/"
        new += queue_mail_to_organisations("group_look_back", to, occasion=occasion, path=path)
    return new
