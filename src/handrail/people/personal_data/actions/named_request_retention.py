"""Requests about a named person that belong to no case end by themselves: nobody else would ever erase that name."""

import datetime

from django.db import transaction
from django.db.models import QuerySet

from handrail.people.information_requests.models import NamedPersonRequest
from handrail.people.personal_data.actions.case_file_erasure import delete_rows_of_file_without_case
from handrail.people.personal_data.retention_schedule import get_named_request_retention_end_day
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.audit.actor_snapshot import ActorSnapshot
from handrail.platform.kernel.dates import add_years
from handrail.platform.vault import keys

SCHEDULE = ActorSnapshot("", "Retention schedule", "", "this installation", "")


@acting_as_system(SystemActor.ERASURE)
def erase_named_requests_past_retention(*, at_most: int = 200) -> int:
    """Erase those that were kept as long as the schedule says, each in a transaction of its own.

    Returns:
        How many.
    """
    over = [
        row
        for row in _select_named_requests_past_retention(at_most)
        if get_named_request_retention_end_day(_get_last_day_of_retention(row)) <= today()
    ]
    for row in over:
        with transaction.atomic():
            write_audit_record(who=SCHEDULE, verb="erased a request about a named person", about=row.pk)
            delete_rows_of_file_without_case(row.pk)
            keys.record_erased_file_and_destroy_key(row.pk, today())
    return len(over)


def _select_named_requests_past_retention(at_most: int) -> "QuerySet[NamedPersonRequest]":
    """Those whose answer was needed long enough ago; the answer may have been open for longer."""
    nearly = add_years(today(), -1)
    rows = NamedPersonRequest.objects.filter(linked=None, answer_by__lte=nearly).select_related("outcome")
    return rows.order_by("answer_by", "pk")[:at_most]


def _get_last_day_of_retention(row: NamedPersonRequest) -> datetime.date:
    outcome = row.outcome_or_none
    days: list[datetime.date] = [row.answer_by]
    if outcome is not None:
        days += [outcome.at.date(), *([outcome.open_until] if outcome.open_until else [])]
    return max(days)
